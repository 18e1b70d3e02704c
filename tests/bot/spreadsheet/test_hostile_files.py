"""Hostile files: what is made to take all memory or all time, or to break a reader, is refused or reported."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
import xlsxwriter

from bot.spreadsheet.amounts import read_amount
from bot.spreadsheet.bounds import LONGEST_LINE, MOST_COLUMNS, MOST_LINES, MOST_ROWS
from bot.spreadsheet.days import read_day
from bot.spreadsheet.faults import BadFile
from bot.spreadsheet.file import read_file
from bot.spreadsheet.sheet import Workbook
from bot.views.spreadsheet import bad_file

HEAD = "Deal Name,Amount\n"
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (HEAD + "Acme" + "," * MOST_COLUMNS + "x\n", "too many columns"),
        (HEAD + "," * LONGEST_LINE + "x\n", "not a table"),
        (HEAD + '"' + "A" * LONGEST_LINE, "not a table"),
        ("\n" * MOST_LINES + HEAD, "too many rows"),
        (HEAD + "A,5\n" * MOST_ROWS, "too many rows"),
    ],
    ids=["columns", "commas", "an open quote", "empty lines", "rows"],
)
def test_a_text_file_over_a_bound_is_refused(text: str, why: str) -> None:
    found = read_file("deals.csv", text.encode())
    assert isinstance(found, BadFile)
    assert found.why == why


def test_a_text_file_at_the_bounds_is_read() -> None:
    """The last column that is read, and empty cells beyond it, which say nothing."""
    text = HEAD + "A" + "," * (MOST_COLUMNS - 1) + "x\nB,5" + "," * 2 * MOST_COLUMNS + "\n"
    book = read_file("deals.csv", text.encode())
    assert isinstance(book, Workbook)
    assert [len(row.cells) for row in book.sheets[0].rows] == [2, MOST_COLUMNS, 2]


def test_one_cell_at_the_far_end_of_a_sheet_is_refused_and_ends_nothing() -> None:
    """The library gives every cell between the first and the last one its memory: 400 GB here."""
    found = read_file("deals.xlsx", workbook(far="XFD1048576"))
    assert found == BadFile("too big inside")
    assert bad_file(found) == "The file holds too much. Delete empty rows and columns, or save the sheet as CSV."


def test_a_sheet_with_too_many_columns_is_refused() -> None:
    assert read_file("deals.xlsx", workbook(far="AMJ9")) == BadFile("too many columns", MOST_COLUMNS)


def test_a_cell_of_numbers_without_a_number_is_read_as_words() -> None:
    book = read_file("deals.xlsx", workbook(number="NaN"))
    assert isinstance(book, Workbook)
    assert book.sheets[0].rows[1].cells == ("Acme", "nan")


@pytest.mark.parametrize("unseen", ["\0", "\u200b", "\u202e", "\ufeff", "\x07"])
def test_characters_that_no_one_sees_or_no_database_takes_are_left_out(unseen: str) -> None:
    book = read_file("deals.csv", (HEAD + "Acme,5\n" * 5_000 + f"Ac{unseen}me,5\n").encode())
    assert isinstance(book, Workbook)
    assert book.sheets[0].rows[-1].cells[0] == "Acme"


@pytest.mark.parametrize("cell", [1e308, -1e300, "9" * 40, "9" * 5_000, "1e308"])
def test_a_number_beyond_all_money_is_not_an_amount(cell: str | float) -> None:
    assert read_amount(cell, ".") is None


@pytest.mark.parametrize("cell", ["-0", "-0.00", -0.0])
def test_minus_zero_is_zero(cell: str | float) -> None:
    found = read_amount(cell, ".")
    assert found is not None
    assert str(found.value) == str(Decimal("0.00"))


@pytest.mark.parametrize("cell", ["²", "9" * 5_000, "4500²", 1e300, date(9999, 12, 31), date(1, 1, 1)])
def test_what_a_calendar_does_not_have_is_not_a_day(cell: str | float | date) -> None:
    assert read_day(cell, "day first") is None


def workbook(far: str = "", number: str = "5") -> bytes:
    """A workbook with one deal: its amount as the file writes it, and a last cell as far away as this."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet("Deals")
    for row, cells in enumerate([["Deal Name", "Amount"], ["Acme", 5]]):
        sheet.write_row(row, 0, cells)
    book.close()
    return _changed(file.getvalue(), far, number)


def _changed(content: bytes, far: str, number: str) -> bytes:
    """The same with another number, and with one more cell: no program would write these."""
    file = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(file, "w") as after:
        for name in before.namelist():
            text = before.read(name).decode()
            if name == SHEET:
                text = text.replace("<v>5</v>", f"<v>{number}</v>")
                row = "".join(letter for letter in far if letter.isdigit())
                more = f'<row r="{row}"><c r="{far}"><v>1</v></c></row>' if far else ""
                text = text.replace("</sheetData>", f"{more}</sheetData>")
            after.writestr(name, text)
    return file.getvalue()
