"""Flags: cells that say yes or no."""

from bot.spreadsheet.sheet import Cell, text_of

YES_WORDS = frozenset(("yes", "y", "true", "x", "1", "ja", "wahr", "oui", "vrai", "sí", "si", "done", "checked", "✓"))
NO_WORDS = frozenset(("no", "n", "false", "0", "nein", "falsch", "non", "faux"))


def read_flag(cell: Cell) -> bool | None:
    """What a cell says; None for another text or nothing."""
    word = text_of(cell).strip().casefold()
    if word in YES_WORDS:
        return True
    return False if word in NO_WORDS else None
