"""Exit readers: what was typed for an exit, in the canonical words of its kind."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.language.values import words as answers
from bot.request import Request
from process.exit_kinds import NOTHING, Kind
from process.misfits import Placeholder
from process.playbook import Exit
from process.substance import faults_of


@dataclass(frozen=True, slots=True)
class Typed:
    """Words that were typed, or chosen in a form, for an exit; `at` is where they begin in the whole line."""

    request: Request
    exit: Exit
    words: str
    at: int = 0


def as_typed(typed: Typed) -> str:
    return typed.words


def choice(typed: Typed) -> str:
    return answers.one_of(typed.words, typed.exit.choices) or typed.words


def yes_no(typed: Typed) -> str:
    return answers.yes_no(typed.words) or typed.words


def money(typed: Typed) -> str:
    return str(typed.request.reader.money(typed.words, typed.at)) if typed.words else ""


def day(typed: Typed) -> str:
    return typed.request.reader.day(typed.words, typed.at, past=typed.exit.past).isoformat() if typed.words else ""


def colleague(typed: Typed) -> str:
    return typed.request.colleague(typed.words).id if typed.words else ""


def nothing(typed: Typed) -> str:
    """What stands for "none" in any language we know."""
    return NOTHING if faults_of(typed.words) == (Placeholder(),) else typed.words


LABELLED = re.compile(r"^[^()]*\((https?://[^\s<>()|]+)\)$")


def link(typed: Typed) -> str:
    """The address alone: a chat turns a labelled link into "label (address)"."""
    labelled = LABELLED.match(typed.words)
    return labelled[1] if labelled else typed.words


READERS: Mapping[Kind, Callable[[Typed], str]] = {
    "text": as_typed,
    "choice": choice,
    "money": money,
    "date": day,
    "contact": as_typed,
    "colleague": colleague,
    "link": link,
    "yes/no": yes_no,
    "list": nothing,
}
"""What a reader can't read it leaves as it was typed, for the process to refuse; or it raises Misunderstood."""


def canonical(request: Request, item: Exit, words: str, at: int = 0) -> str:
    """Words as the process saves them for this kind of exit: "50000 EUR", "2026-05-03", "yes", a colleague's id.

    `at` is where they begin in what was typed. Raises Misunderstood for an amount or a day that can't be read.
    """
    return READERS[item.kind](Typed(request, item, words, at))
