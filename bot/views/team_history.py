"""Team history: who changed what about our own people, and when."""

from collections.abc import Sequence

from adapters.card import Bullets, Card, Text
from bot.views.short_words import first_name
from bot.views.words import capital, count, moment, name, spoken
from process.context import Context
from process.team_change import TeamChange


def changes_card(changes: Sequence[TeamChange], context: Context, title: str) -> Card:
    """The changes, one a line, the latest first."""
    if not changes:
        return Card(title, (Text(("Nothing has changed yet.",)),))
    lines = tuple((_line(change, context),) for change in changes)
    last = first_name(changes[0].by, context) if changes[0].by else "the chat"
    news = f"Roles in our team: {count(len(changes), 'change')}, the last by {last}"
    return Card(
        title, (Bullets(lines), Text(spoken("`/deal team history` shows them all."), small=True)), notification=news
    )


def _line(change: TeamChange, context: Context) -> str:
    by = name(context, change.by) if change.by else "The chat"
    return f"{moment(change.at, context)}: {by} – {change_words(change, context)}"


def change_words(change: TeamChange, context: Context) -> str:
    """One change in words: "Leo Lindqvist is specialist in legal"."""
    who, verb = name(context, change.person), "is" if change.given else "is no longer"
    other = name(context, change.other) if change.other else ""
    match change.what.partition(" "):
        case ("team", _, team):
            return f"{who} {verb} specialist in {team}"
        case ("reports", _, _):
            return f"{who} reports to {other}"
        case ("left", _, _):
            return f"{who} {'left' if change.given else 'is back'}"
        case ("link", _, _):
            return f"{who} {verb} another account of {other}"
        case _:
            return capital(f"{who} {verb} {change.what}")
