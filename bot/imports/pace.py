"""Pace: how many rows go into one transaction, by how long the last one took, so that no one waits long for it."""

from dataclasses import dataclass

FIRST, LEAST, MOST = 50, 20, 400
"""Rows of a transaction: to begin with, on a very slow machine, and on any."""
SECONDS = 0.2
"""How long a transaction may take. SQLite has one writer, so a command that writes waits for the whole of it."""
GROWS = 2
"""A quick transaction says little about the next, so the parts grow step by step."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How many `rows` the next transaction takes."""

    rows: int = FIRST

    def after(self, rows: int, seconds: float) -> "Pace":
        """The pace once so many rows took so long."""
        fitting = int(rows * SECONDS / max(seconds, 0.001))
        return Pace(max(LEAST, min(fitting, self.rows * GROWS, MOST)))
