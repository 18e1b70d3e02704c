"""What we write for a spreadsheet comes back as it was, and nothing in it runs."""

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from bot.spreadsheet import writer
from bot.spreadsheet.file import read_file
from bot.spreadsheet.sheet import Workbook
from bot.spreadsheet.writer import Value, write_csv, write_xlsx

TEXTS = (
    "=2+5",
    "+49 30 1234",
    "-5% deal",
    "@rob",
    "O'Neill",
    "'quoted'",
    'the "big" one, and; more',
    "Müller 東京",
    "007",
)
HEAD = ("Deal name", "Amount")


def read(file: Path) -> list[list[object]]:
    book = read_file(file.name, file.read_bytes())
    assert isinstance(book, Workbook)
    return [list(row.cells) for sheet in book.sheets for row in sheet.rows]


def test_texts_come_back_from_both_kinds_of_file(tmp_path: Path) -> None:
    rows: list[tuple[Value, ...]] = [HEAD, *((text, Decimal("-12.50")) for text in TEXTS)]
    write_csv(tmp_path / "deals.csv", rows)
    write_xlsx(tmp_path / "deals.xlsx", {"Deals": rows})
    assert [row[0] for row in read(tmp_path / "deals.csv")[1:]] == list(TEXTS)
    assert [row[0] for row in read(tmp_path / "deals.xlsx")[1:]] == list(TEXTS)
    assert read(tmp_path / "deals.csv")[1][1] == "-12.50", "a number below zero is a number"
    assert read(tmp_path / "deals.xlsx")[1][1] == -12.5


def test_no_text_in_a_csv_begins_as_a_formula_does(tmp_path: Path) -> None:
    hostile = ("=cmd|'/c calc'!A1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "\n=1")
    write_csv(tmp_path / "deals.csv", [HEAD, *((text, None) for text in hostile)])
    with (tmp_path / "deals.csv").open(encoding="utf-8-sig", newline="") as text:
        assert all(cells[0].startswith("'") for cells in list(csv.reader(text))[1:])


def test_days_moments_and_long_numbers_stay_exact(tmp_path: Path) -> None:
    long = Decimal("12345678901234567.89")
    row = (date(2026, 5, 4), datetime(2026, 5, 4, 9, 30, 15, 999, tzinfo=UTC), long, 3, None, "x" * 40_000)
    write_csv(tmp_path / "a.csv", [("Day", "At", "Amount", "Count", "None", "Text"), row])
    write_xlsx(tmp_path / "a.xlsx", {"A": [("Day", "At", "Amount", "Count", "None", "Text"), row]})
    assert read(tmp_path / "a.csv")[1][:5] == ["2026-05-04", "2026-05-04 09:30:15", f"{long}", "3", ""]
    assert read(tmp_path / "a.xlsx")[1][:5] == [date(2026, 5, 4), date(2026, 5, 4), f"{long}", 3.0, ""]


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "MOST_ROWS", 2)
    write_xlsx(tmp_path / "a.xlsx", {"Ledger": [HEAD, *((f"Deal {number}", number) for number in range(5))]})
    book = read_file("a.xlsx", (tmp_path / "a.xlsx").read_bytes())
    assert isinstance(book, Workbook)
    assert [(sheet.name, len(sheet.rows)) for sheet in book.sheets] == [("Ledger", 3), ("Ledger 2", 3), ("Ledger 3", 2)]
