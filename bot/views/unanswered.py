"""Unanswered: what Stagecoach answers where it couldn't look at what was asked."""

from bot.views.numbers import grouped

UPGRADING = "Stagecoach is being upgraded, so nothing was saved. Try again in a few minutes."
NOT_SAVED = "Nothing was saved, because the database doesn't answer. Try again in a moment."
CROWDED = "Nothing was saved, because many people are changing this deal. Try again in a moment."
ANSWERED_ALREADY = "You already got an answer to this."


def too_long(length: int, most: int) -> str:
    """A command has too many characters."""
    return f"Your command has {grouped(length)} characters. Shorten it to {grouped(most)}."
