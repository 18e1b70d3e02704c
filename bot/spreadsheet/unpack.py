"""Unpack: reads an XLSX, XLS or ODS file from standard input, as a process of its own, and writes its rows as JSON.

A small file can ask for any amount of memory: by one cell at the far end of a sheet, by a long text that a million
cells share, or by wrong sizes in its head. The library then ends its whole process. So it is one that can end.
"""

import json
import math
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from bot.spreadsheet.bounds import MOST_MEMORY, MOST_UNPACKED
from bot.spreadsheet.faults import OverBounds
from bot.spreadsheet.merged import Merged
from bot.spreadsheet.sheet import Cell, Number, Size, trimmed, written
from bot.spreadsheet.xlsx_marks import Marks, Package

Raw = float | str | bool | time | date | datetime | timedelta
Line = dict[str, str] | list[object]
"""{"sheet": name}, {"hidden": name}, a row as [number, cells], or at the end {"end": why}.

A day stands as {"day": "2027-05-03"}, a number of which the file says more as {"number": 5.0, "currency": "€"}.
"""


def main() -> None:
    """Read the file and write its rows; the last line says how it ended."""
    bound_memory()
    content = sys.stdin.buffer.read()
    for line in lines(content):
        sys.stdout.write(json.dumps(line, separators=(",", ":")) + "\n")


def bound_memory() -> None:
    """Let this process have so much memory and no more, where the system can do that."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  # it does not exist on Windows

    with suppress(ValueError, OSError):  # a container can allow less already
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def lines(content: bytes) -> Iterator[Line]:
    """Every line of the answer."""
    try:
        if content.startswith(b"PK"):
            _check_parts(content)
        yield from _sheets(CalamineWorkbook.from_filelike(BytesIO(content)), Package(content))
    except OverBounds as over:
        yield {"end": over.why}
    except PasswordError:
        yield {"end": "locked"}
    except (CalamineError, BadZipFile, OSError, ValueError):
        yield {"end": "damaged"}
    else:
        yield {"end": ""}


def _check_parts(content: bytes) -> None:
    """By what the file says of itself; one that says too little is stopped by the memory."""
    parts = ZipFile(BytesIO(content)).infolist()
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise OverBounds("too big inside")
    names = [part.filename for part in parts]
    if any(name.endswith(".iwa") for name in names):
        raise OverBounds("numbers")
    if names and not any(name.startswith("xl/") or name == "content.xml" for name in names):
        raise OverBounds("unknown kind")


def _sheets(book: CalamineWorkbook, package: Package) -> Iterator[Line]:
    """Every visible sheet with its rows, and the names of those that are hidden; charts are left out."""
    size = Size()
    for about in book.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        if about.visible != SheetVisibleEnum.Visible:
            yield {"hidden": about.name}
            continue
        yield {"sheet": about.name}
        for number, cells in _rows(book.get_sheet_by_name(about.name), package, about.name):
            size.add(cells)
            yield [number, [_written(cell) for cell in cells]]


def _rows(sheet: CalamineSheet, package: Package, name: str) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    merged, marks, number = Merged.of(sheet.merged_cell_ranges or ()), package.marks(name), 0
    from_1904 = package.counts_from_1904
    for number, found in enumerate(sheet.iter_rows(), 1):
        cells = _marked([_cell(cell) for cell in found], number, marks, from_1904=from_1904)
        if read := trimmed(merged.filled(number, cells)):
            yield number, read
    for beyond in sorted(row for row in marks if row > number):  # formulas without a result, below all else
        yield beyond, trimmed(_marked([], beyond, marks))


def _marked(cells: list[Cell], number: int, marks: Marks, *, from_1904: bool = False) -> list[Cell]:
    """The cells of a row with what the file says of them besides."""
    if from_1904:
        cells = [Number(cell, from_1904=True) if isinstance(cell, float) else cell for cell in cells]
    for column, mark in marks.get(number, {}).items():
        cells += [""] * (column + 1 - len(cells))
        cell = cells[column]
        if mark.fault:
            cells[column] = mark.fault
        elif isinstance(cell, float):
            cells[column] = Number(cell, mark.currency, from_1904=from_1904)
    return cells


def _cell(value: Raw) -> Cell:
    match value:
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.date()
        case str():
            return written(value)
        case date():
            return value
        case int() | float():
            # Readers of amounts and days can't take infinity or NaN. As words they are reported by row.
            return float(value) if math.isfinite(value) else str(value)
        case _:
            return str(value)


def _written(cell: Cell) -> object:
    if isinstance(cell, Number):
        return {"number": float(cell), "currency": cell.currency, "from 1904": cell.from_1904}
    return {"day": cell.isoformat()} if isinstance(cell, date) else cell


if __name__ == "__main__":
    main()
