"""Why a file can't be read, as values; `bot.views.spreadsheet` has the words."""

from dataclasses import dataclass
from typing import Literal, get_args

from bot.spreadsheet.bounds import MOST_COLUMNS, MOST_ROWS

Why = Literal[
    "empty",
    "too big",
    "too big inside",
    "not a table",
    "a web page",
    "locked",
    "damaged",
    "unknown kind",
    "no headings",
    "hidden",
    "numbers",
    "too many rows",
    "too many columns",
]


@dataclass(frozen=True, slots=True)
class BadFile:
    """The file isn't read at all. `limit` is the size or number that it is over, where that is why."""

    why: Why
    limit: int = 0


class OverBounds(Exception):
    """The file holds more than is read."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


def bad_as(why: str) -> BadFile:
    """The fault of this name, with its limit."""
    known: Why = next(one for one in get_args(Why) if one == why)
    return BadFile(known, {"too many rows": MOST_ROWS, "too many columns": MOST_COLUMNS}.get(why, 0))
