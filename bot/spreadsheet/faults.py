"""Why a file can't be read, as values; `bot.views.spreadsheet` has the words."""

from dataclasses import dataclass
from typing import Literal

Why = Literal[
    "empty",
    "too big",
    "not a table",
    "a web page",
    "locked",
    "damaged",
    "unknown kind",
    "no headings",
    "too many rows",
]


@dataclass(frozen=True, slots=True)
class BadFile:
    """The file isn't read at all. `limit` is the size or number that it is over, where that is why."""

    why: Why
    limit: int = 0
