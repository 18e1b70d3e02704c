"""XLSX, XLS and ODS files: every visible sheet, with numbers and days as the file holds them."""

import json
import subprocess  # nosec B404  # only to run our own reader, see below
import sys
from collections.abc import Iterable
from datetime import date
from typing import Any

from bot.spreadsheet.bounds import LONGEST_SECONDS
from bot.spreadsheet.faults import BadFile, bad_as
from bot.spreadsheet.sheet import Cell, Number, Row, Sheet, Workbook

READER = (sys.executable, "-I", "-m", "bot.spreadsheet.unpack")
TOO_MUCH = BadFile("too big inside")


def read_xlsx_file(name: str, content: bytes) -> Workbook | BadFile:
    """Read a packed spreadsheet in a process of its own, so that a hostile file ends that process and not ours."""
    try:
        done = subprocess.run(  # noqa: S603  # nosec B603  # our own program; the file goes to its standard input
            READER,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=LONGEST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return TOO_MUCH
    if done.returncode:
        return TOO_MUCH  # it had no memory left
    return _workbook(name, done.stdout.splitlines())


def _workbook(name: str, lines: Iterable[bytes]) -> Workbook | BadFile:
    """The sheets that the reader wrote, or why it stopped."""
    sheets: list[tuple[str, list[Row]]] = []
    hidden: list[str] = []
    for line in lines:
        match json.loads(line):
            case {"sheet": str(sheet)}:
                sheets.append((sheet, []))
            case {"hidden": str(sheet)}:
                hidden.append(sheet)
            case {"end": str(why)}:
                if why:
                    return bad_as(why)
            case [int(number), list(cells)]:
                sheets[-1][1].append(Row(number, tuple(_cell(cell) for cell in cells)))
    found = tuple(Sheet(sheet, tuple(rows)) for sheet, rows in sheets if rows)
    if not found:
        return BadFile("hidden" if hidden else "empty")
    return Workbook(name, found, hidden=tuple(hidden))


def _cell(found: Any) -> Cell:
    match found:
        case {"day": str(day)}:
            return date.fromisoformat(day)
        case {"number": float(number), "currency": str(currency), "from 1904": bool(from_1904)}:
            return Number(number, currency, from_1904=from_1904)
        case int() | float():
            return float(found)
        case _:
            return str(found)
