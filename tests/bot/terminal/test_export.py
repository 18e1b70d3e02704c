"""Export as tables: what a spreadsheet shows, what it never runs, and what comes back through the x-ray."""

import csv
import stat
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from bot.store.engine.store import Store
from tests.support.command_line import Terminal
from tests.support.one_company import OneCompany, typed_into

LINES = (
    "contact acme Carla Chen, CFO, carla@acme.example",
    "set acme amount 50000.50 EUR",
    "set acme close 1 June 2026",
    "new =2+5",
    "new Globex",
    "lose globex as price because a rival was cheaper",
)


@pytest.fixture
def filled(address: str) -> str:
    """A database with three deals."""
    return typed_into(address, LINES)


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def test_three_files_hold_deals_contacts_and_ledger(terminal: Terminal, filled: str, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    ended = terminal.on(filled).run("export", "--csv", folder)
    assert ended.code == 0 and "ledger.csv are written" in ended.out
    found = {row["Deal name"]: row for row in rows(folder / "deals.csv")}
    acme, globex = found["Acme"], found["Globex"]
    assert (acme["Deal name"], acme["Amount"], acme["Currency"], acme["Close date"]) == (
        *("Acme", "50000.50", "EUR", "2026-06-01"),
    )
    assert (acme["Deal stage"], acme["Status"], acme["Deal owner"]) == ("Prospecting", "open", "Rob Reyes")
    assert (acme["Contact"], acme["Contact email"]) == ("Carla Chen", "carla@acme.example")
    assert "'=2+5" in found
    assert (globex["Status"], globex["Lost reason"]) == ("lost", "price")
    assert [(one["Contact name"], one["Job title"], one["Deal name"]) for one in rows(folder / "contacts.csv")] == [
        ("Carla Chen", "CFO", "Acme")
    ]
    said = [(one["Deal name"], one["Who"], one["What"]) for one in rows(folder / "ledger.csv")]
    assert ("Acme", "Rob Reyes", "opened the deal in Prospecting.") in said
    assert stat.S_IMODE((folder / "deals.csv").stat().st_mode) == 0o600


def test_a_workbook_holds_texts_numbers_and_days_and_no_formula(
    terminal: Terminal, filled: str, tmp_path: Path
) -> None:
    file = tmp_path / "deals.xlsx"
    assert terminal.on(filled).run("export", "--xlsx", file).code == 0
    book = CalamineWorkbook.from_path(file)
    assert book.sheet_names == ["Deals", "Contacts", "Ledger"]
    head, *lines = book.get_sheet_by_name("Deals").to_python()
    found = {str(line[1]): dict(zip(head, line, strict=True)) for line in lines}
    assert (found["Acme"]["Amount"], found["Acme"]["Close date"]) == (50000.5, date(2026, 6, 1))
    assert "=2+5" in found, "as text: a formula would be read as its value"


def test_the_x_ray_reads_what_was_exported(terminal: Terminal, filled: str, tmp_path: Path) -> None:
    terminal.on(filled).run("export", "--csv", tmp_path)
    said = terminal.run("xray", tmp_path / "deals.csv", "--history", tmp_path / "ledger.csv")
    assert said.code == 0 and "3 deals: 0 won, 1 lost and 2 open." in said.out and "rows of ledger.csv." in said.out


def test_without_a_word_everything_is_printed_as_json(terminal: Terminal, filled: str) -> None:
    assert terminal.on(filled).run("export").out.startswith("{")
    assert '"deals"' in terminal.run("export", "--json").out


def test_where_there_are_several_organisations_one_has_to_be_named(
    terminal: Terminal, sqlite_address: str, tmp_path: Path
) -> None:
    from bot.store import tenants  # noqa: PLC0415  # only this test makes tenants by hand

    store = Store.open(sqlite_address)
    with store.writing() as tx:
        for name in ("Ours", "Theirs"):
            tenants.make_tenant(tx, "slack", name, name)
    store.close()
    ended = terminal.on(sqlite_address).run("export", "--csv", tmp_path / "out")
    assert ended.code == 1 and "There are several organisations. Choose one with --tenant:" in ended.err
    assert not (tmp_path / "out").exists()
    assert terminal.run("export", "--tenant", "Nowhere", "--csv", tmp_path / "out").code == 1


def test_a_folder_that_can_not_be_written_gets_a_sentence(terminal: Terminal, filled: str, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    ended = terminal.on(filled).run("export", "--csv", tmp_path / "taken")
    assert ended.code == 1 and "can't be written" in ended.err


def test_an_export_is_the_same_in_every_locale(terminal: Terminal, address: str, tmp_path: Path) -> None:
    company = OneCompany(address)
    company.types("settings locale de_DE", "ada")
    for line in ("set acme amount 50.000,50 EUR", "set acme close 1 June 2026"):
        company.types(line)
    company.store.close()
    terminal.on(address).run("export", "--csv", tmp_path / "out")
    [acme] = rows(tmp_path / "out" / "deals.csv")
    assert (acme["Amount"], acme["Close date"]) == ("50000.50", "2026-06-01")
    said = [one["What"] for one in rows(tmp_path / "out" / "ledger.csv")]
    assert any("50,000.50 EUR" in one for one in said)
