"""Sayings: who at the customer's said it, where and when, taken out of a clause."""

from dataclasses import dataclass, replace
from datetime import date

from bot.language.understanding.choices import Language
from bot.language.understanding.marked import Marked
from bot.language.understanding.phrases import matches, slots_of

MOST = 4
"""How many sayings a clause can hold: a person before, a place behind, brackets."""


@dataclass(frozen=True, slots=True)
class Said:
    """Who said it and where, as it was written; empty where the text doesn't say. `person` is its mark."""

    person: str = ""
    by: str = ""
    where: str = ""
    on: date | None = None


def cut_sayings(masked: str, text: Marked, language: Language) -> tuple[str, Said]:
    """A clause without its sayings, and what they say; the first one counts where two differ."""
    said = Said()
    for _ in range(MOST):
        cut = _first(masked, text, language, said)
        if cut is None:
            break
        masked, said = cut
    return masked.strip(" ,;:–-"), said


def _first(masked: str, text: Marked, language: Language, said: Said) -> tuple[str, Said] | None:
    for rule in language.phrases.sayings:
        for pattern in rule.finds:
            found = pattern.search(masked)
            # Something has to be left that was said.
            if found and len(masked) - (found.end() - found.start()) > 4:
                rest = f"{masked[: found.start()]} {masked[found.end() :]}"
                return " ".join(rest.split()), _with(said, slots_of(found), text, language)
    return None


def _with(said: Said, slots: dict[str, str], text: Marked, language: Language) -> Said:
    person, where, day = slots.get("person", ""), slots.get("where", ""), slots.get("day", "")
    if person and not said.person:
        said = replace(said, person=person, by=text.words(person))
    if where and not said.where:
        said = replace(said, where=language.meant("where", where))
    span = text.span(day) if day else None
    if span is not None and not said.on and isinstance(span.value, tuple) and len(span.value) == 1:
        said = replace(said, on=span.value[0])
    return said


def place_of(masked: str, language: Language) -> str:
    """The place that a verb speaks of, "called to tell me": a call; nothing where none does."""
    for rule in language.phrases.rules:
        if rule.name in PLACE_RULES and any(True for _ in matches(rule, masked)):
            return PLACE_RULES[rule.name]
    return ""


PLACE_RULES = {"called": "call", "met in person": "meeting", "on LinkedIn": "LinkedIn"}
