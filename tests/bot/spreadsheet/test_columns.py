"""Columns and stages: what the file's words mean is proposed by their names and their cells."""

import pytest

from bot.spreadsheet.columns import propose_columns, propose_kind
from bot.spreadsheet.file import read_file
from bot.spreadsheet.sheet import Table, Workbook
from bot.spreadsheet.stages import is_end, propose_stages, state_of
from bot.spreadsheet.table import table_of

STAGES = [("qualification", "Qualification"), ("presentation", "Presentation"), ("closing", "Closing")]


@pytest.mark.parametrize(
    ("headings", "cells", "fields"),
    [
        ("Deal Name,Deal Stage,Amount,Close Date", "Acme,Demo,5,2027-05-03", "name stage amount close_date"),
        ("sales_agent,account,deal_stage,close_value", "Rob,Acme,Won,5", "owner account stage amount"),
        ("Deal - Title,Deal - Value,Deal - Status", "Acme,5,open", "name amount state"),
        ("Geschäft,Firma,Betrag,Phase", "Acme,Acme AG,5,Demo", "name account amount stage"),
    ],
)
def test_columns_are_proposed_by_their_headings(headings: str, cells: str, fields: str) -> None:
    found = table(f"{headings}\n{cells}\n")
    assert propose_kind(found) == "deals"
    proposed = propose_columns(found, "deals")
    assert sorted(proposed, key=lambda key: proposed[key]) == fields.split()


def test_a_column_whose_cells_speak_against_a_field_does_not_get_it() -> None:
    found = table("Deal Name,Amount,Value\nAcme,to be found,5\nGlobex,unknown,6\n")
    assert propose_columns(found, "deals") == {"name": 0, "amount": 2}


def test_people_and_contacts_are_known_from_deals() -> None:
    assert propose_kind(table("sales_agent,manager\nRob Reyes,Mia Marsh\n")) == "people"
    assert propose_kind(table("First Name,Last Name,Email,Company,Job Title\nA,B,a@b.example,Acme,CFO\n")) == "contacts"


def test_won_and_lost_are_states_and_other_words_come_near_a_stage() -> None:
    proposed = propose_stages(["Closed Won", "3 - Demo (40%)", "Contract Sent", "Qualificaton", "Purple"], STAGES)
    assert list(proposed.values()) == ["won", "presentation", "closing", "qualification", ""]


def test_open_is_a_state_that_ends_nothing() -> None:
    assert state_of("Open") == "open"
    assert is_end("Open") is None
    assert is_end("Verloren") == "lost"


def table(text: str) -> Table:
    book = read_file("deals.csv", text.encode())
    assert isinstance(book, Workbook)
    found = table_of(book)
    assert isinstance(found, Table)
    return found
