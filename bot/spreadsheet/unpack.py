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

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from bot.spreadsheet.bounds import MOST_MEMORY, MOST_UNPACKED
from bot.spreadsheet.faults import OverBounds
from bot.spreadsheet.sheet import Cell, Size, trimmed, written

Raw = float | str | bool | time | date | datetime | timedelta
Line = dict[str, str] | list[object]
"""{"sheet": name}, a row as [number, cells], or at the end {"end": why}; a day stands as {"day": "2027-05-03"}."""


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
            _check_size(content)
        yield from _sheets(CalamineWorkbook.from_filelike(BytesIO(content)))
    except OverBounds as over:
        yield {"end": over.why}
    except PasswordError:
        yield {"end": "locked"}
    except (CalamineError, BadZipFile, OSError, ValueError):
        yield {"end": "damaged"}
    else:
        yield {"end": ""}


def _check_size(content: bytes) -> None:
    """By what the file says of itself; one that says too little is stopped by the memory."""
    if sum(part.file_size for part in ZipFile(BytesIO(content)).infolist()) > MOST_UNPACKED:
        raise OverBounds("too big inside")


def _sheets(book: CalamineWorkbook) -> Iterator[Line]:
    """Every visible sheet with its rows; hidden sheets and charts are left out."""
    size = Size()
    for about in book.sheets_metadata:
        if about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible:
            yield {"sheet": about.name}
            for number, cells in _rows(book, about.name):
                size.add(cells)
                yield [number, [_written(cell) for cell in cells]]


def _rows(book: CalamineWorkbook, name: str) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    for number, cells in enumerate(book.get_sheet_by_name(name).iter_rows(), 1):
        if read := trimmed([_cell(cell) for cell in cells]):
            yield number, read


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
    return {"day": cell.isoformat()} if isinstance(cell, date) else cell


if __name__ == "__main__":
    main()
