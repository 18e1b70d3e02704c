"""Files of other systems: why one can't be read, and how its text, days and amounts are taken."""

from collections.abc import Sequence

from bot.spreadsheet.amounts import SettledSign
from bot.spreadsheet.days import SettledOrder
from bot.spreadsheet.faults import BadFile, Why
from bot.spreadsheet.sheet import Table, Workbook
from bot.spreadsheet.text_file import DELIMITERS
from bot.views.dates import plain_day
from bot.views.numbers import plain_number
from bot.views.words import both, count, cut

SHEETS_SHOWN = 5
WHY: dict[Why, str] = {
    "empty": "The file is empty.",
    "too big": "The file is too big. Split it into smaller ones.",
    "too big inside": "The file holds too much. Delete empty rows and columns, or save the sheet as CSV.",
    "not a table": "This isn't a table. Save the sheet as CSV or XLSX and try again.",
    "a web page": "This is a web page or XML, not a table. Export the list as CSV or XLSX and try again.",
    "locked": "The file is protected by a password. Save it without one and try again.",
    "damaged": "The file is damaged. Export it again.",
    "unknown kind": "I read CSV and XLSX files only. Save the list as one of them and try again.",
    "hidden": "Every sheet of the file is hidden. Show the one with the deals, save the file and try again.",
    "numbers": "This is a file of Numbers. Choose File, Export To, CSV there, and try again.",
    "no headings": "I found no row with headings. Put the columns' names into the first row.",
    "too many rows": "The file has too many rows. Split it into smaller ones.",
    "too many columns": "The file has too many columns. Leave out those that I don't need.",
}


def bad_file(fault: BadFile) -> str:
    """Why the file can't be read, and what to do."""
    if fault.why == "too big":
        return f"{WHY[fault.why]} The limit is {fault.limit // 1_000_000} MB."
    if fault.why == "too many rows":
        return f"{WHY[fault.why]} The limit is {count(fault.limit, 'row')}."
    if fault.why == "too many columns":
        return f"{WHY[fault.why]} The limit is {count(fault.limit, 'column')}."
    return WHY[fault.why]


def text_line(book: Workbook) -> str:
    """How the text of a CSV was taken, with words that show it; empty for XLSX."""
    if not book.encoding:
        return ""
    between = f"{DELIMITERS[book.delimiter]}s" if book.delimiter in DELIMITERS else f"“{book.delimiter}”"
    shown = f", for example {', '.join(book.samples)}" if book.samples else ""
    return f"Text: {book.encoding.upper()}, columns between {between}{shown}."


def sheet_lines(read: Table, others: Sequence[Table], hidden: Sequence[str]) -> list[str]:
    """Which sheet of several is read, what the others have, and which are hidden; nothing for a file of one sheet."""
    lines = []
    if others:
        rest = both([f"“{cut(one.sheet, 40)}” ({count(len(one.rows), 'row')})" for one in others[:SHEETS_SHOWN]])
        more = f" and {count(len(others) - SHEETS_SHOWN, 'more')}" if len(others) > SHEETS_SHOWN else ""
        lines.append(f"I read the sheet “{cut(read.sheet, 40)}”, and not {rest}{more}.")
    if hidden:
        names = both([f"“{cut(name, 40)}”" for name in hidden[:SHEETS_SHOWN]])
        lines.append(f"Hidden sheets aren't read: {names}.")
    return lines


def order_line(settled: SettledOrder) -> str:
    """How the days are read, with samples; empty where there are none to show."""
    shown = ", ".join(f"{text} is {plain_day(day)}" for text, day in settled.samples)
    return f"Days: {settled.order}: {shown}." if shown else ""


def sign_line(settled: SettledSign) -> str:
    """How amounts are read, with samples; empty where there are none to show."""
    shown = ", ".join(f"{text} is {plain_number(value)}" for text, value in settled.samples)
    return f"Amounts: {shown}." if shown else ""
