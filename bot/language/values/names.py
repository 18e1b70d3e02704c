"""Names: of deals and accounts, as they are saved, and what keeps words from being one."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from bot.language.values.words import one_of, same

INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
LONGEST_NAME = 80
ON = re.compile(r"\s+on\s+", re.IGNORECASE)
SLIP = 82
"""From which likeness (of 100) words count as a slip of a playbook's name."""


NameFault = Literal["empty", "too long", "invisible", "signs"]
SIGNS = '<>`"“”„#@'
"""What a name can't have in it: commands, chats and quotes go by these."""


def name_fault(name: str) -> NameFault | None:
    """What keeps words from being the name of a deal; None if they can be."""
    if not any(char.isalnum() for char in name):
        return "empty"
    if len(name) > LONGEST_NAME:
        return "too long"
    for char in name:
        if char in SIGNS:
            return "signs"
        if unicodedata.category(char) in INVISIBLE and char != "\u200d":
            return "invisible"
    return None


def tidy(name: str) -> str:
    """A name with its blanks folded and its letters composed, as it is kept."""
    return " ".join(unicodedata.normalize("NFC", name).split())


@dataclass(frozen=True, slots=True)
class OnPlaybook:
    """A deal's name and the playbook named behind it; it is not `exact` where the playbook is a likely slip."""

    name: str
    playbook: str
    exact: bool = True


def on_playbook(words: str, playbooks: Sequence[str]) -> list[OnPlaybook]:
    """Every way to read "Umbra on Quick" as a name and one of these playbooks; slips only where none is exact.

    "Stratford on Avon" is a name, and so is all that doesn't end in a playbook's.
    """
    cuts = [(words[: found.start()], words[found.end() :]) for found in ON.finditer(words)]
    cuts = [(name, typed) for name, typed in cuts if name]
    exact = [OnPlaybook(name, playbook) for name, typed in cuts if (playbook := one_of(typed, playbooks))]
    if exact:
        return exact
    slips: list[OnPlaybook] = []
    for name, typed in cuts[-1:]:
        near = [playbook for playbook in playbooks if fuzz.ratio(same(typed), same(playbook)) >= SLIP]
        slips += [OnPlaybook(name, playbook, exact=False) for playbook in near[:2]]
    return slips
