"""Marks: what card and ledger say of a decision that wasn't made by someone wholly apart from the deal."""

from collections.abc import Mapping, Sequence

from bot.views.words import both, capital, name
from process.context import Context
from process.decision_marks import Mark

MARK_WORDS: Mapping[Mark, str] = {
    "alone": "confirmed alone",
    "no team": "no team to answer",
    "former owner": "by a former owner",
    "by owner": "named by the owner",
    "named late": "named after it was asked for",
    "waived here": "waived an exit here",
    "from a file": "from a file",
}


def marks_words(marks: Sequence[Mark], team: str = "") -> str:
    """The marks in brackets, fit to follow a name: " (confirmed alone)"; nothing where there are none."""
    words = [f"no {capital(team)} team" if mark == "no team" and team else MARK_WORDS[mark] for mark in marks]
    return f" ({', '.join(words)})" if words else ""


def able_words(able: Sequence[str], context: Context, does: str) -> str:
    """Who can do it instead: "Mia Marsh can approve it."; an admin's part where no one can."""
    if not able:
        return "An admin can name a manager who neither owns the deal nor asked for this."
    names = [name(context, one) for one in able[:3]]
    return f"{both(names)} can {does}."
