"""Unanswered: what Stagecoach answers where it couldn't look at what was asked."""

UPGRADING = "Stagecoach is being upgraded, so nothing was saved. Please try again in a few minutes."
NOT_SAVED = "Not saved: the database does not answer. Please say it again in a moment."
CROWDED = "Many people are changing this deal at this moment. Please say it again."
ANSWERED_ALREADY = "This was answered already."


def too_long(length: int, most: int) -> str:
    """A command has too many characters."""
    return f"That is {length:,} characters; a command has at most {most:,}."
