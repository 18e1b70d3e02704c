"""Tables: where the headings of a sheet are, and what stands above them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.spreadsheet.faults import BadFile
from bot.spreadsheet.fields import all_headings, plain_heading
from bot.spreadsheet.sheet import Cell, Row, Sheet, Table, Workbook, text_of

LOOKED_AT = 30
"""How many lines at the top can hold the headings."""


def table_of(book: Workbook, sheet: str = "") -> Table | BadFile:
    """The table of the named sheet or, without a name, of the one whose headings are known best, then the longest."""
    found = [table for table in tables_of(book) if sheet in ("", table.sheet)]
    if not found:
        return BadFile("no headings")
    return max(found, key=lambda table: (known_headings(table.columns), len(table.rows)))


def tables_of(book: Workbook) -> list[Table]:
    """The table of each sheet that has one, in the order of the file."""
    return [table for one in book.sheets if (table := _table(one))]


def _table(sheet: Sheet) -> Table | None:
    scores = [_score(row) for row in sheet.rows[:LOOKED_AT]]
    best = scores.index(max(scores))
    if scores[best] == (0, 0):
        return None
    head = sheet.rows[best]
    named = [_named(text_of(cell), index) for index, cell in enumerate(_trimmed(head, sheet.rows[best + 1 :]))]
    columns = tuple(_numbered(named))
    end = _end(sheet.rows, best)
    again = _again(sheet.rows[best:end])
    rows = tuple(row for row in sheet.rows[best + 1 : end] if row.number not in again)
    return Table(sheet.name, columns, rows, sheet.rows[:best], tuple(sorted(again)), sheet.rows[end:])


def _again(rows: Sequence[Row]) -> set[int]:
    """The numbers of the lines that repeat the headings, each with the title of its group right above it."""
    found: set[int] = set()
    for before, row in pairwise(rows):
        if row.cells == rows[0].cells:
            found.add(row.number)
            titled = sum(cell != "" for cell in before.cells) == 1
            if titled and len(row.cells) > 1:
                found.add(before.number)
    return found


def _end(rows: Sequence[Row], head: int) -> int:
    """Where the table ends: at a line below an empty one that is the headings of another table."""
    for at in range(head + 2, len(rows)):
        if rows[at].number > rows[at - 1].number + 1 and _begins_another(rows[at], rows[head]):
            return at
    return len(rows)


def _begins_another(row: Row, head: Row) -> bool:
    """Whether a line holds headings, half of them known ones, and others than the table's."""
    filled = [cell for cell in row.cells if cell != ""]
    known, _ = _score(row)
    return row.cells != head.cells and len(filled) > 1 and known * 2 >= len(filled)


def _score(row: Row) -> tuple[int, int]:
    """How much a line looks like headings: known ones first, then how many different texts it has."""
    texts = [cell for cell in row.cells if isinstance(cell, str) and cell and not cell.replace(".", "").isdigit()]
    filled = sum(cell != "" for cell in row.cells)
    if len(texts) < filled or len(texts) < 2:
        return 0, 0
    return known_headings(texts), len(set(texts))


def known_headings(columns: Sequence[str]) -> int:
    """How many of these headings are known."""
    return sum(plain_heading(column) in all_headings() for column in columns)


def _trimmed(head: Row, rows: Sequence[Row]) -> tuple[Cell, ...]:
    """The headings as far as anything stands in their columns. No row ends in an empty cell."""
    width = max(len(row.cells) for row in (head, *rows))
    return (*head.cells, *[""] * (width - len(head.cells)))


def _numbered(headings: Sequence[str]) -> Iterator[str]:
    """The headings, with a number behind one that stands there before: "Amount (2)"."""
    seen: Counter[str] = Counter()
    for heading in headings:
        seen[heading] += 1
        yield f"{heading} ({seen[heading]})" if seen[heading] > 1 else heading


def _named(heading: str, index: int) -> str:
    """A column without a heading is called by its letters, as a spreadsheet does: A, B, ... AA."""
    if heading:
        return heading
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"column {letters}"
