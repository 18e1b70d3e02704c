"""A workbook with several sheets in the chat: the preview says which is read, and the form chooses another."""

from tests.support.card_text import buttons_of, form_of, text_of
from tests.support.importing_company import ImportingCompany
from tests.support.workbooks import SUMS, quarters


def test_another_sheet_is_chosen_in_the_form_and_comes_in(company: ImportingCompany) -> None:
    preview = company.drops(quarters(), name="deals.xlsx")
    assert "I read the sheet “Q2”, and not “Q1” (3 rows) and “Lookups” (1 row)." in text_of(preview)
    form = form_of(company.presses(preview, "Change the mapping", "mia"))
    sheet = next(field for field in form.fields if field.key == "sheet")
    assert sheet.options == (("s.0", "Q1"), ("s.1", "Q2"), ("s.2", "Lookups"))
    assert sheet.value == "s.1"
    values = {field.key: field.value for field in form.fields}
    again = company.types(form.command, "mia", {**values, "sheet": "s.0"})
    shown = company.presses(again, "Show the preview", "mia")
    assert SUMS in text_of(shown)
    assert "3 rows" in text_of(company.presses(shown, "Import 3 deals", "mia"))
    company.works()
    assert set(company.deals()) == {"Acme line"}


def test_the_next_file_is_read_from_the_same_sheet(company: ImportingCompany) -> None:
    company.brings(quarters(), name="deals.xlsx", changes=("sheet=Q1",))
    assert "I read the sheet “Q1”" in text_of(company.drops(quarters(), name="deals.xlsx"))


def test_a_sheet_that_the_form_did_not_have_changes_nothing(company: ImportingCompany) -> None:
    mark = buttons_of(company.drops(quarters(), name="deals.xlsx"))["Cancel"].split()[1]
    assert "This import went on since" in text_of(company.types(f"import {mark} change", "mia", {"sheet": "s.9"}))
