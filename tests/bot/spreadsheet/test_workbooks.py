"""Workbooks as people have them are previewed, imported and x-rayed: every row comes in or is reported with its reason."""

from datetime import date
from pathlib import Path

import pytest

from bot.imports.terminal import NotImported
from bot.store.engine.store import Store
from process.deal import Deal
from tests.support.empty_database import empty_database
from tests.support.importing_company import ImportingCompany
from tests.support.workbooks import DEALS, HEAD, SUMS, Workbook, changed, ods, packed, quarters, without_results


@pytest.fixture
def company(tmp_path: Path) -> ImportingCompany:
    return ImportingCompany(Store.open(empty_database(tmp_path / "deals.db")))


def looked_at(company: ImportingCompany, content: bytes, *changes: str) -> str:
    """What the preview says."""
    company.brings(content, name="deals.xlsx", preview=True, changes=changes)
    return company.printed


def imported(company: ImportingCompany, content: bytes, *changes: str) -> dict[str, Deal]:
    """The open deals after an import, by name."""
    company.brings(content, name="deals.xlsx", changes=changes)
    return company.deals()


def test_of_several_sheets_it_says_which_is_read_and_which_are_not(company: ImportingCompany) -> None:
    said = looked_at(company, quarters())
    assert "I read the sheet “Q2”, and not “Q1” (3 rows) and “Lookups” (1 row)." in said
    assert "Hidden sheets aren't read: “Old”." in said
    assert "5 open deals (5 EUR)" in said


def test_another_sheet_is_chosen_by_its_name_and_imported(company: ImportingCompany) -> None:
    assert SUMS in looked_at(company, quarters(), "sheet=Q1")
    assert set(imported(company, quarters(), "sheet=Q1")) == {"Acme line"}


def test_a_sheet_that_isnt_there_is_answered_with_those_that_are(company: ImportingCompany) -> None:
    with pytest.raises(NotImported, match="It can be: Q1, Q2, Lookups"):
        looked_at(company, quarters(), "sheet=Q9")


def test_only_hidden_sheets_are_said_to_be_hidden(company: ImportingCompany) -> None:
    book = Workbook()
    book.sheet("Cover", [])
    book.sheet("Deals", [HEAD, *DEALS]).hide()
    with pytest.raises(NotImported, match="Every sheet of the file is hidden"):
        looked_at(company, book.content())


def calculated() -> bytes:
    book = Workbook()
    sheet = book.sheet("Deals", [HEAD, (None, "Acme", None, "Proposal"), ("Globex", "Globex", None, "Proposal")])
    sheet.write_formula(1, 0, '=B2&" line"', None, "Acme line")
    sheet.write_formula(1, 2, "=40000*1.2", None, 48000)
    sheet.write_formula(2, 2, "=500*2", None, 1000)
    return book.content()


def test_a_formula_counts_as_its_result(company: ImportingCompany) -> None:
    assert {name: str(deal.amount) for name, deal in imported(company, calculated()).items()} == {
        "Acme line": "48000 EUR",
        "Globex": "1000 EUR",
    }


def test_a_formula_without_its_result_is_reported_by_row(company: ImportingCompany) -> None:
    said = looked_at(company, without_results(calculated()))
    assert "2 rows have a formula without its result, which stays empty." in said
    assert "save it there and send it again. Rows 2, 3: Deal Name, Amount." in said
    assert "“=" not in said


def test_an_empty_text_that_a_formula_made_is_only_empty(company: ImportingCompany) -> None:
    content = changed(
        without_results(calculated()),
        "xl/worksheets/sheet1.xml",
        lambda text: text.replace('<c r="A2">', '<c r="A2" t="str">'),
    )
    assert "Rows 2, 3: Amount." in looked_at(company, content)


def test_errors_are_reported_and_no_row_is_named_after_one(company: ImportingCompany) -> None:
    book = Workbook()
    sheet = book.sheet("Deals", [HEAD, *DEALS])
    sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")
    sheet.write_formula(2, 4, "=NA()", None, "#N/A")
    sheet.write_formula(3, 0, "=VLOOKUP(1,2,3)", None, "#REF!")
    content = book.content()
    said = looked_at(company, content)
    assert "3 rows have a cell with a spreadsheet's error, which stays empty. Rows 2, 3, 4" in said
    assert "Amount #DIV/0!, Close Date #N/A, Deal Name #REF!" in said
    assert "The file: 3 rows (1,500 EUR)." in said
    assert "1 row was won" not in said


def test_a_title_and_groups_over_merged_cells_stand_above_the_headings(company: ImportingCompany) -> None:
    book = Workbook()
    sheet = book.sheet("Deals", [HEAD, *DEALS], 2)
    sheet.merge_range(0, 0, 0, 5, "Pipeline 2026")
    sheet.merge_range(1, 0, 1, 1, "Deal")
    sheet.merge_range(1, 2, 1, 5, "Money")
    said = looked_at(company, book.content())
    assert SUMS in said
    assert "The first 2 lines stand above the headings." in said


def test_one_line_above_the_headings_is_one(company: ImportingCompany) -> None:
    book = Workbook()
    book.sheet("Deals", [("Pipeline 2026",), HEAD, *DEALS])
    assert "The first line stands above the headings." in looked_at(company, book.content())


def test_headings_that_are_merged_over_two_lines_are_read(company: ImportingCompany) -> None:
    book = Workbook()
    sheet = book.sheet("Deals", [("Deal Name", "Money", None), (None, "Amount", "Currency"), ("Acme", 5, "USD")])
    sheet.merge_range(0, 0, 1, 0, "Deal Name")
    assert "1 open deal (5 USD)" in looked_at(company, book.content())


def test_a_company_that_stands_once_for_several_rows_is_each_ones(company: ImportingCompany) -> None:
    """And an amount that stands once is counted once."""
    rows = [("Company", "Deal Name", "Amount", "Stage"), ("", "one", 7, "Proposal"), ("", "two", None, "Proposal")]
    book = Workbook()
    sheet = book.sheet("Deals", [*rows, ("", "three", None, "Proposal"), ("Globex", "four", 4, "Proposal")])
    sheet.merge_range(1, 0, 3, 0, "Acme")
    sheet.merge_range(1, 2, 3, 2, 7)
    deals = imported(company, book.content())
    assert {name: deal.account for name, deal in deals.items()} == {
        **dict.fromkeys(("one", "two", "three"), "Acme"),
        "four": "Globex",
    }
    assert [str(deal.amount or "") for deal in deals.values()] == ["7 EUR", "", "", "4 EUR"]


@pytest.mark.parametrize(("from_1904", "as_days"), [(False, False), (True, True), (True, False)])
def test_days_are_read_as_numbers_and_from_1904(company: ImportingCompany, from_1904: bool, as_days: bool) -> None:
    book = Workbook(date_1904=from_1904)
    book.sheet("Deals", [HEAD, *DEALS], as_days=as_days)
    assert imported(company, book.content())["Acme line"].close_date == date(2026, 6, 30)


@pytest.mark.parametrize(
    "shown", ["[$-407]d. mmmm yyyy;@", "mmm-yy", "dd/mm/yy hh:mm", 'yyyy"年"m"月"d"日"', "d\\.m\\.yyyy"]
)
def test_a_day_in_any_format_is_that_day(company: ImportingCompany, shown: str) -> None:
    book = Workbook()
    sheet = book.sheet("Deals", [HEAD, ("Acme", "Acme", 5, "Proposal")])
    book.number(sheet, 1, 4, 46203, shown)
    assert imported(company, book.content())["Acme"].close_date == date(2026, 6, 30)


@pytest.mark.parametrize(
    ("shown", "amount"),
    [
        ('"$"#,##0.00', "100 USD"),
        ("[$€-407] #,##0.00", "100 EUR"),
        ("#,##0.00 [$CHF]", "100 CHF"),
        ("[$£-809]#,##0;[Red]-[$£-809]#,##0", "100 GBP"),
        ('_-"€"* #,##0.00_-', "100 EUR"),
        ("[$-409]#,##0.00", "100 CHF by default"),
        ('0 "PCS"', "100 CHF by default"),
        ('0.0" days"', "100 CHF by default"),
    ],
)
def test_an_amount_is_in_the_currency_that_its_cell_shows(company: ImportingCompany, shown: str, amount: str) -> None:
    book = Workbook()
    sheet = book.sheet("Deals", [HEAD, ("Acme", "Acme", None, "Proposal")])
    book.number(sheet, 1, 2, 100, shown)
    found = imported(company, book.content(), "default-currency=CHF")["Acme"].amount
    assert str(found) == amount.removesuffix(" by default")


def test_a_sign_that_several_currencies_share_is_asked_about(company: ImportingCompany) -> None:
    book = Workbook()
    sheet = book.sheet("Deals", [HEAD, ("Acme", "Acme", None, "Proposal")])
    book.number(sheet, 1, 2, 100, '#,##0.00 "kr"')
    assert "1 row has a currency that I don't know, so the amount stays empty. Row 2: kr." in looked_at(
        company, book.content()
    )


def test_numbers_and_days_that_are_texts_are_read(company: ImportingCompany) -> None:
    rows = [(f"Deal {number}", f"Firm {number}", None, "Proposal") for number in range(4)]
    book = Workbook()
    sheet = book.sheet("Deals", [HEAD, *rows])
    for row, text in enumerate(["48000", "1,000.50", "500 ", "1 200"], 1):
        sheet.write_string(row, 2, text)
        sheet.write_string(row, 4, "46203")
    deals = imported(company, book.content())
    assert [str(deal.amount) for deal in deals.values()] == ["48000 EUR", "1000.5 EUR", "500 EUR", "1200 EUR"]
    assert {deal.close_date for deal in deals.values()} == {date(2026, 6, 30)}


def test_thousands_of_empty_cells_with_a_border_are_nothing(company: ImportingCompany) -> None:
    book = Workbook()
    sheet, border = book.sheet("Deals", [HEAD, *DEALS]), book.book.add_format({"border": 1})
    for row in range(4, 4_000):
        for column in range(30):
            sheet.write_blank(row, column, None, border)
    said = looked_at(company, book.content())
    assert SUMS in said
    assert "left out" not in said


def test_a_table_anywhere_on_the_sheet_keeps_its_row_numbers(company: ImportingCompany) -> None:
    book = Workbook()
    book.sheet("Deals", [HEAD, *DEALS, ("Total", None, 49500.5)], 11, 4)
    said = looked_at(company, book.content())
    assert SUMS.replace(" and 1 lost deal", ", 1 lost deal") in said
    assert "1 row adds up the rows above. Left out. Row 16: Total." in said


def test_a_wide_sheet_is_read_by_its_known_columns(company: ImportingCompany) -> None:
    custom = [f"Custom {number}" for number in range(800)]
    book = Workbook()
    book.sheet("Deals", [(*HEAD, *custom), *((*deal, *["x"] * 800) for deal in DEALS)])
    assert SUMS in looked_at(company, book.content())


def test_a_second_table_below_is_reported_row_by_row(company: ImportingCompany) -> None:
    book = Workbook()
    sheet = book.sheet("Deals", [HEAD, *DEALS])
    book.write(sheet, [("Owner", "Quota"), ("Rob Reyes", 100_000), ("Rita Ray", 50_000)], 6)
    said = looked_at(company, book.content())
    assert SUMS in said
    assert "3 rows are below the table, under other headings. Left out. Rows 7, 8, 9: Owner, Rob Reyes, Rita" in said


def test_an_empty_line_between_deals_ends_nothing(company: ImportingCompany) -> None:
    book = Workbook()
    sheet = book.sheet("Deals", [HEAD, *DEALS])
    book.write(sheet, [("Stark", "Stark", 5, "Proposal"), ("Wayne", "Wayne", 6, "Proposal")], 6)
    assert set(imported(company, book.content())) == {"Acme line", "Stark", "Wayne"}


def test_a_pivot_report_gives_its_rows_without_its_sums(company: ImportingCompany) -> None:
    rows = [
        ("Sum of Amount", "Stage"),
        ("Owner", "Deal Name", "Amount"),
        ("Rob Reyes", "Acme", 5),
        (None, "Globex", 6),
        ("Rob Reyes Total", None, 11),
        ("Grand Total", None, 11),
    ]
    book = Workbook()
    book.sheet("Pivot", rows)
    said = looked_at(company, book.content())
    assert "2 open deals (11 EUR) and 2 rows left out (22 EUR)" in said
    assert "2 rows have no name, account or id. Left out. Rows 5, 6." in said


def test_a_chart_on_a_page_of_its_own_is_passed_over(company: ImportingCompany) -> None:
    book = Workbook()
    book.sheet("Deals", [HEAD, *DEALS])
    chart = book.book.add_chart({"type": "bar"})
    chart.add_series({"values": "=Deals!$C$2:$C$4"})
    book.book.add_chartsheet("Chart").set_chart(chart)
    said = looked_at(company, book.content())
    assert SUMS in said
    assert "I read the sheet" not in said


def test_a_file_of_libreoffice_is_read_under_any_name(company: ImportingCompany) -> None:
    assert SUMS in looked_at(company, ods([HEAD, *DEALS]))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (packed(Index__Document_iwa="x", Metadata__Properties_plist="x"), "This is a file of Numbers."),
        (packed(word__document_xml="<x/>"), "I read CSV and XLSX files only."),
        (packed(deals_csv="Deal Name,Amount"), "I read CSV and XLSX files only."),
        (packed(xl__workbook_xml="<x/>"), "The file is damaged."),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "This is a web page or XML"),
    ],
)
def test_another_kind_of_file_is_named_for_what_it_is(company: ImportingCompany, content: bytes, why: str) -> None:
    with pytest.raises(NotImported, match=why):
        looked_at(company, content)


def test_the_same_workbook_again_changes_nothing(company: ImportingCompany) -> None:
    imported(company, quarters(), "sheet=Q1")
    assert "3 already here" in looked_at(company, quarters(), "sheet=Q1")
