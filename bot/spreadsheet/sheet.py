"""The parts of a spreadsheet: cells, rows, sheets and the file that holds them."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from bot.spreadsheet.bounds import A_CELL, MOST_COLUMNS, MOST_IN_CELLS, MOST_ROWS
from bot.spreadsheet.faults import OverBounds

UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")
JOINERS = "\u200c\u200d"
"""Scripts and emoji need them; all else of these categories turns or hides words, or is refused by a database."""
Cell = str | float | date
"""What one cell holds. An empty cell is "": it is never 0. A number or a day is one only where the file says so."""
NO_RESULT = "#NO RESULT"
"""What stands here for a formula that no program has calculated yet."""
FAULT = re.compile(r"#(?:[A-ZÀ-Ý]{2,12}[!?]|DIV/0!|N/[AD]|NV|GETTING_DATA|NO RESULT)")
"""The errors of spreadsheets, in English, German, French and Spanish."""


class Number(float):
    """A number with what its file says of it besides: the currency it is shown in, and that days count from 1904."""

    def __new__(cls, value: float, currency: str = "", *, from_1904: bool = False) -> Self:
        found = super().__new__(cls, value)
        found.currency, found.from_1904 = currency, from_1904
        return found

    currency: str
    from_1904: bool


def is_fault(cell: Cell) -> bool:
    """Whether a cell holds a spreadsheet's error, for example #REF!."""
    return isinstance(cell, str) and cell.startswith("#") and FAULT.fullmatch(cell) is not None


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its number as a spreadsheet shows it: the first line of a sheet is 1."""

    number: int
    cells: tuple[Cell, ...]

    def at(self, column: int) -> Cell:
        """The cell in a column, counted from 0; empty where the row ends before it."""
        return self.cells[column] if 0 <= column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as it stands in the file, every line of it that isn't empty."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file that was read: its sheets, and how its text was taken (both "" for XLSX).

    `samples` are some of its words with letters beyond ASCII, which show whether the encoding is right. `hidden` are
    the names of its hidden sheets, which aren't read.
    """

    name: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    delimiter: str = ""
    samples: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose headings were found. `before` are the lines above them, for example a report's title.

    `again` are the numbers of the lines that repeat the headings, as where pages of a report were put together.
    `below` are the lines of another table below this one, under headings of their own.
    """

    sheet: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    before: tuple[Row, ...] = ()
    again: tuple[int, ...] = ()
    below: tuple[Row, ...] = ()

    def column(self, index: int) -> Iterator[Cell]:
        """The cells of one column that aren't empty, from top to bottom."""
        for row in self.rows:
            if (cell := row.at(index)) != "":
                yield cell


@dataclass
class Size:
    """How much of a file was read so far."""

    rows: int = 0
    held: int = 0

    def add(self, cells: Sequence[Cell]) -> None:
        """Count a row; raises OverBounds where that is more than is read."""
        self.rows += 1
        self.held += len(cells) * A_CELL
        for cell in cells:
            if isinstance(cell, str):
                self.held += len(cell)
        if self.rows > MOST_ROWS:
            raise OverBounds("too many rows")
        if len(cells) > MOST_COLUMNS:
            raise OverBounds("too many columns")
        if self.held > MOST_IN_CELLS:
            raise OverBounds("too big inside")


def trimmed(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells without the empty ones at the end; nothing of a row that is empty."""
    width = len(cells)
    while width and cells[width - 1] == "":
        width -= 1
    return tuple(cells[:width])


def written(text: str) -> str:
    """The text of a cell with its blanks folded, without characters that no one sees or no database takes."""
    folded = " ".join(text.split())
    if folded.isprintable():
        return folded
    return "".join(letter for letter in folded if letter in JOINERS or unicodedata.category(letter) not in UNSEEN)


def text_of(cell: Cell) -> str:
    """A cell as text: a whole number without decimals, a day in ISO 8601."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)
