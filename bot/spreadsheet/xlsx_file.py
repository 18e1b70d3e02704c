"""XLSX, XLS and ODS files: every visible sheet, with numbers and days as the file holds them."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from bot.spreadsheet.faults import BadFile
from bot.spreadsheet.sheet import Cell, Row, Sheet, Workbook

MOST_UNPACKED = 150_000_000
"""How many bytes a packed file can hold: a small file can unpack to more than a machine has."""


def read_xlsx_file(name: str, content: bytes) -> Workbook | BadFile:
    """Read a packed spreadsheet; hidden sheets and charts are left out."""
    if content.startswith(b"PK") and (fault := _bomb(content)):
        return fault
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = tuple(_sheets(book))
    except PasswordError:
        return BadFile("locked")
    except (CalamineError, OSError, ValueError):
        return BadFile("damaged")
    return Workbook(name, sheets) if sheets else BadFile("empty")


def _bomb(content: bytes) -> BadFile | None:
    try:
        unpacked = sum(part.file_size for part in ZipFile(BytesIO(content)).infolist())
    except BadZipFile:
        return BadFile("damaged")
    return BadFile("too big", MOST_UNPACKED) if unpacked > MOST_UNPACKED else None


def _sheets(book: CalamineWorkbook) -> Iterator[Sheet]:
    for about in book.sheets_metadata:
        if about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible:
            rows = tuple(_rows(book, about.name))
            if rows:
                yield Sheet(about.name, rows)


def _rows(book: CalamineWorkbook, name: str) -> Iterator[Row]:
    for number, cells in enumerate(book.get_sheet_by_name(name).iter_rows(), 1):
        read = tuple(_cell(cell) for cell in cells)
        if any(cell != "" for cell in read):
            yield Row(number, read)


def _cell(value: float | str | bool | time | date | datetime | timedelta) -> Cell:
    match value:
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.date()
        case date() | str():
            return value if isinstance(value, date) else " ".join(value.split())
        case int() | float():
            return float(value)
        case _:
            return str(value)
