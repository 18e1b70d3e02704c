"""Exported: what the command line prints after an export."""

from collections.abc import Sequence

from bot.views.words import both


def written(files: Sequence[str]) -> str:
    """The files that were written, and what is in them."""
    verb = "is" if len(files) == 1 else "are"
    return f"{both(files)} {verb} written. They hold your customers' names, so only you can read them."


def no_database(path: str) -> str:
    """There is nothing to export."""
    return f"No database at {path}. Set DATABASE_URL to your database."


def cant_write(path: str, why: str) -> str:
    """The files can't be written."""
    return f"{path} can't be written: {why}."
