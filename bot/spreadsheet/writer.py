"""Written spreadsheets: CSV and XLSX in which no text can act as a formula."""

import csv
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

Value = str | int | Decimal | date | datetime | None
"""What a cell can hold; a moment is written in UTC, to the second."""
Rows = Iterable[Sequence[Value]]
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How a cell begins that a spreadsheet program would run; the last four are the wide signs of Chinese and Japanese."""
OWNER_ONLY = 0o600
MOST_ROWS = 1_000_000
"""Rows of one sheet; an XLSX sheet can't have more than 1,048,576."""
LONGEST = 32_000
"""Letters of one cell; XLSX can't have more than 32,767."""
EXACT = 15
"""Digits that a number in XLSX keeps."""


def write_csv(file: Path, rows: Rows) -> None:
    """Write one table. It begins with a mark by which spreadsheet programs know UTF-8."""
    with os.fdopen(_opened(file), "w", encoding="utf-8-sig", newline="") as text:
        writer = csv.writer(text)
        for row in rows:
            writer.writerow([_plain(value) for value in row])


def _opened(file: Path) -> int:
    """A new file that only its owner can read."""
    file.unlink(missing_ok=True)
    return os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY)


def _plain(value: Value) -> str:
    match value:
        case None:
            return ""
        case str():
            return harmless(value)
        case Decimal():
            return f"{value:f}"
        case datetime():
            return f"{value:%Y-%m-%d %H:%M:%S}"
        case date():
            return value.isoformat()
        case _:
            return str(value)


def harmless(text: str) -> str:
    """A text with an apostrophe before it where it would run as a formula."""
    return f"'{text}" if text.startswith(FORMULAS) else text


def write_xlsx(file: Path, tables: Mapping[str, Rows]) -> None:
    """Write a workbook with a sheet for each table, and several for one that is longer than a sheet."""
    os.close(_opened(file))
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, {**plain, "constant_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        bold = book.add_format({"bold": True})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        for name, rows in tables.items():
            for number, part in enumerate(_parts(rows), 1):
                sheet = book.add_worksheet(name if number == 1 else f"{name} {number}")
                sheet.freeze_panes(1, 0)
                sheet.set_row(0, None, bold)
                for line, row in enumerate(part):
                    _write_row(sheet, line, row, moment)


def _parts(rows: Rows) -> Iterator[Rows]:
    """The rows in parts that fit on a sheet, each with the headings."""
    found = iter(rows)
    head = next(found, ())
    first = True
    while (part := list(islice(found, MOST_ROWS))) or first:
        yield chain([head], part)
        first = False


def _write_row(sheet: Worksheet, line: int, row: Sequence[Value], moment: object) -> None:
    for column, value in enumerate(row):
        match value:
            case None | "":
                continue
            case str():
                sheet.write_string(line, column, value[:LONGEST])
            case datetime():
                sheet.write_datetime(line, column, value.replace(tzinfo=None, microsecond=0), moment)
            case date():
                sheet.write_datetime(line, column, value)
            case _ if len(str(value)) > EXACT:
                sheet.write_string(line, column, _plain(value))
            case _:
                sheet.write_number(line, column, value)
