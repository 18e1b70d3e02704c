"""Files: encoding, delimiter, headings and cells are found in a file from any system."""

from datetime import date
from io import BytesIO

import pytest
import xlsxwriter

from bot.spreadsheet.bounds import MOST_BYTES
from bot.spreadsheet.faults import BadFile
from bot.spreadsheet.file import read_file
from bot.spreadsheet.sheet import Table, Workbook, text_of
from bot.spreadsheet.table import table_of
from bot.views.spreadsheet import WHY, bad_file, text_line


@pytest.mark.parametrize(
    ("content", "encoding", "delimiter"),
    [
        ("Kunde;Betrag\nMüller;1,5\n".encode(), "utf-8", ";"),
        ("Kunde;Betrag\nMüller;1,5\n".encode("utf-8-sig"), "utf-8-sig", ";"),
        ("Kunde;Betrag\nMüller;1,5\n".encode("cp1252"), "cp1252", ";"),
        ("Kunde\tBetrag\nMüller\t1,5\n".encode("utf-16"), "utf-16", "\t"),
        (b'Deal,Note\nMueller,"one, two; three\nfour"\n', "utf-8", ","),
        (b"sep=|\nDeal|Amount\nMueller|5\n", "utf-8", "|"),
    ],
)
def test_encoding_and_delimiter_are_settled_for_the_whole_file(content: bytes, encoding: str, delimiter: str) -> None:
    book = read(content)
    assert (book.encoding, book.delimiter) == (encoding, delimiter)
    assert [len(row.cells) for row in book.sheets[0].rows] == [2, 2]


def test_words_beyond_ascii_show_whether_the_encoding_is_right() -> None:
    book = read("Kunde;Betrag\nMüller;1\nGröße;2\n".encode("cp1252"))
    assert text_line(book) == "Text: CP1252, columns between semicolons, for example Müller, Größe."


def test_rows_have_the_numbers_that_a_spreadsheet_shows() -> None:
    found = table("Report of May,\n\nDeal,Amount\nAcme,5\n\nGlobex,6\nDeal,Amount\nStark,7\n")
    assert [row.number for row in found.rows] == [4, 6, 8]
    assert found.again == (7,)
    assert [row.number for row in found.before] == [1]


def test_a_cell_with_line_breaks_is_one_cell() -> None:
    found = table('Deal,Note\nAcme,"one\ntwo"\nGlobex,three\n')
    assert [(row.number, row.cells[1]) for row in found.rows] == [(2, "one two"), (3, "three")]


def test_a_column_without_a_heading_is_called_by_its_letter() -> None:
    assert table("Deal,Amount,\nAcme,5,x\n").columns == ("Deal", "Amount", "column C")


def test_xlsx_keeps_numbers_and_days_and_leaves_empty_cells_empty() -> None:
    found = table_of(read(sheets({"Deals": [["Deal", "Value", "Close date"], ["Acme", 1054.5, date(2027, 5, 3)]]})))
    assert isinstance(found, Table)
    assert [text_of(cell) for cell in found.rows[0].cells] == ["Acme", "1054.5", "2027-05-03"]


def test_the_sheet_with_the_known_headings_is_taken() -> None:
    book = read(sheets({"Notes": [["Some", "words"]] * 5, "Pipeline": [["Deal Name", "Amount"], ["Acme", 5]]}))
    found = table_of(book)
    assert isinstance(found, Table)
    assert found.sheet == "Pipeline"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"%PDF-1.7 ...", "unknown kind"),
        (b"<!DOCTYPE html><html>Sign in</html>", "a web page"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"a\0b\0c", "not a table"),
        (b"x" * (MOST_BYTES + 1), "too big"),
    ],
)
def test_other_files_are_refused_with_a_reason(content: bytes, why: str) -> None:
    found = read_file("deals.csv", content)
    assert isinstance(found, BadFile)
    assert found.why == why
    assert bad_file(found).startswith(WHY[found.why])


def test_a_file_without_headings_says_so() -> None:
    found = table_of(read(b"1,2\n3,4\n"))
    assert found == BadFile("no headings")


def read(content: bytes) -> Workbook:
    book = read_file("deals.csv", content)
    assert isinstance(book, Workbook), book
    return book


def table(text: str) -> Table:
    found = table_of(read(text.encode()))
    assert isinstance(found, Table)
    return found


def sheets(made: dict[str, list[list[object]]]) -> bytes:
    """An XLSX file with these sheets."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file)
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows in made.items():
        sheet = book.add_worksheet(name)
        for number, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                sheet.write(number, column, cell, *([day] if isinstance(cell, date) else []))
    book.close()
    return file.getvalue()
