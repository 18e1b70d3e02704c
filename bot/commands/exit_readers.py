"""Exit readers: what was typed for an exit, in the canonical words of its kind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.language.values import reading
from bot.language.vocabulary import short
from bot.misunderstood import Misunderstood
from bot.request import Request
from process.exit_kinds import Kind
from process.playbook import Exit


@dataclass(frozen=True, slots=True)
class Typed:
    """Words that were typed, or chosen in a form, for an exit."""

    request: Request
    exit: Exit
    words: str


def as_typed(typed: Typed) -> str:
    return typed.words


def choice(typed: Typed) -> str:
    return reading.one_of(typed.words, typed.exit.choices) or typed.words


def yes_no(typed: Typed) -> str:
    return reading.yes_no(typed.words) or typed.words


def money(typed: Typed) -> str:
    amount = reading.money(typed.words, typed.request.tenant.currency)
    if amount is None:
        raise Misunderstood(f"“{short(typed.words)}” is no amount of money; say it such as 50000 EUR.")
    return str(amount)


def day(typed: Typed) -> str:
    found = reading.day(typed.words, typed.request.here, past=True)
    return found.isoformat() if found else typed.words


def colleague(typed: Typed) -> str:
    return typed.request.colleague(typed.words).id if typed.words else ""


READERS: Mapping[Kind, Callable[[Typed], str]] = {
    "text": as_typed,
    "choice": choice,
    "money": money,
    "date": day,
    "contact": as_typed,
    "colleague": colleague,
    "link": as_typed,
    "yes/no": yes_no,
    "list": as_typed,
}
"""What a reader can't read it leaves as it was typed, for the process to refuse; or it raises Misunderstood."""


def canonical(request: Request, item: Exit, words: str) -> str:
    """Words as the process keeps them for this kind of exit: "50000 EUR", "2026-05-03", "yes", a colleague's id."""
    return READERS[item.kind](Typed(request, item, words))
