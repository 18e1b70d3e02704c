"""Exit kinds: what each kind takes as an answer, and what is wrong with anything else.

To add a kind: its name in `Kind`, its object in KINDS, its reader in `bot/commands/exit_readers.py`, its field in
`bot/views/exit_fields.py`.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol
from urllib.parse import urlsplit

from process.colleague import Company
from process.days_to_come import to_come
from process.list_item import ListName
from process.misfits import (
    ByList,
    Empty,
    Misfit,
    NoColleague,
    NotAChoice,
    NotADate,
    NotALink,
    NotMoney,
    NotYesOrNo,
    OtherRole,
    StillToCome,
    TooLong,
)
from process.money import Money
from process.substance import faults_of

Kind = Literal["text", "choice", "money", "date", "contact", "colleague", "link", "yes/no", "list"]
LONGEST = 2000
NOTHING = "none"
"""The answer for a list that a contact, who was asked, had nothing to put on."""
YES_NO = ("yes", "no")


class Asked(Protocol):
    """What a kind looks at in an exit of the playbook."""

    @property
    def question(self) -> str: ...
    @property
    def choices(self) -> tuple[str, ...]: ...
    @property
    def role(self) -> str: ...
    @property
    def past(self) -> bool: ...
    @property
    def of(self) -> ListName | None: ...
    @property
    def want(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Around:
    """What a check can look at besides the exit: our colleagues, and today in the asker's zone.

    A text needs substance where the playbook sets `min_letters`; it is none of the `placeholders`, and not one of the
    `others`, the answers to other exits.
    """

    company: Company
    today: date
    min_letters: int = 0
    placeholders: Collection[str] = ()
    others: Collection[str] = ()


Check = Callable[[str, Asked, Around], Misfit | None]


@dataclass(frozen=True, slots=True)
class ExitKind:
    """One kind of exit.

    `check` says what is wrong with an answer in canonical words (money "50000 EUR", a date "2026-05-03", yes/no
    "yes", a colleague's id). `answers` are the only possible ones, None where there are no such. `keys` are the
    exit's keys in the playbook that only this kind has, and `needed` says whether it must have each.
    `by_list` marks what the deal's list proves, not an answer.
    """

    name: Kind
    check: Check
    answers: Callable[[Asked], tuple[str, ...] | None] = lambda asked: None
    keys: tuple[str, ...] = ()
    needed: bool = False
    by_list: bool = False


def _anything(value: str, asked: Asked, around: Around) -> Misfit | None:
    return None


def _text(value: str, asked: Asked, around: Around) -> Misfit | None:
    if not around.min_letters:
        return None
    found = faults_of(value, question=asked.question, others=around.others, placeholders=around.placeholders)
    return found[0] if found else None


def _choice(value: str, asked: Asked, around: Around) -> Misfit | None:
    return None if value in asked.choices else NotAChoice()


def _choices(asked: Asked) -> tuple[str, ...]:
    return asked.choices


def _yes_no(value: str, asked: Asked, around: Around) -> Misfit | None:
    return None if value in YES_NO else NotYesOrNo()


def _either(asked: Asked) -> tuple[str, ...]:
    return YES_NO


def _money(value: str, asked: Asked, around: Around) -> Misfit | None:
    try:
        sound = Money.of(value).amount > 0
    except ValueError:
        sound = False
    return None if sound else NotMoney()


def _date(value: str, asked: Asked, around: Around) -> Misfit | None:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return NotADate()
    return StillToCome(day) if asked.past and to_come(day, around.today) else None


def _link(value: str, asked: Asked, around: Around) -> Misfit | None:
    try:
        parts = urlsplit(value)
    except ValueError:
        return NotALink()
    page = parts.scheme in ("http", "https") and bool(parts.hostname)
    return NotALink() if not page or any(letter.isspace() for letter in value) else None


def _colleague(value: str, asked: Asked, around: Around) -> Misfit | None:
    colleague = around.company.find(value)
    if colleague is None:
        return NoColleague()
    if asked.role and asked.role not in colleague.roles:
        return OtherRole(colleague.name, asked.role)
    return None


def _by_list(value: str, asked: Asked, around: Around) -> Misfit | None:
    """A list proves it; the one answer there can be is that a contact was asked and had nothing to put on it."""
    return None if value == NOTHING and "asked" in asked.want else ByList()


def _none(asked: Asked) -> tuple[str, ...]:
    return ()


_KINDS = (
    ExitKind("text", _text),
    ExitKind("choice", _choice, _choices, keys=("choices",), needed=True),
    ExitKind("money", _money),
    ExitKind("date", _date, keys=("past",)),
    ExitKind("contact", _anything),
    ExitKind("colleague", _colleague, keys=("role",)),
    ExitKind("link", _link),
    ExitKind("yes/no", _yes_no, _either, keys=("must",)),
    ExitKind("list", _by_list, _none, keys=("of", "want"), needed=True, by_list=True),
)
KINDS: Mapping[Kind, ExitKind] = {kind.name: kind for kind in _KINDS}


def misfit(kind: Kind, value: str, asked: Asked, around: Around) -> Misfit | None:
    """What is wrong with an answer to an exit of this kind, or None where it fits."""
    one = KINDS[kind]
    if not one.by_list and not value.strip():
        return Empty()
    if not one.by_list and len(value) > LONGEST:
        return TooLong(LONGEST, len(value))
    return one.check(value, asked, around)
