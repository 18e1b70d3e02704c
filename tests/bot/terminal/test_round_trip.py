"""What is exported can be imported: what a file can carry of a deal is the same on the other side."""

from pathlib import Path

from bot.store.deal_json import read_deal
from bot.store.engine.store import Store
from bot.store.schema.tables import deals as deals_table
from process.deal import Deal
from tests.support.command_line import Terminal
from tests.support.empty_database import empty_database
from tests.support.importing_company import ImportingCompany
from tests.support.one_company import OneCompany

LINES = (
    "contact acme Carla Chen, CFO, carla@acme.example",
    "set acme amount 50000.50 EUR",
    "set acme close 1 June 2026",
    "set acme product goods",
    "new =2+5",
    "new Globex",
    "lose globex as price because a rival was cheaper",
)


def carried(deal: Deal) -> tuple[object, ...]:
    """What a file can carry of a deal: no stage, since a row never sets one."""
    contacts = [(contact.name, contact.email) for contact in deal.contacts]
    return deal.name, deal.account, deal.amount, deal.close_date, deal.product, contacts


def test_an_export_comes_back_through_an_import(terminal: Terminal, sqlite_address: str, tmp_path: Path) -> None:
    ours = OneCompany(sqlite_address)
    for line in LINES:
        ours.types(line)
    ours.store.close()
    assert terminal.on(sqlite_address).run("export", "--csv", tmp_path / "out").code == 0
    theirs = ImportingCompany(Store.open(empty_database(tmp_path / "theirs.db")))
    assert theirs.brings((tmp_path / "out" / "deals.csv").read_bytes()) == 0, theirs.printed
    before = Store.open(sqlite_address)
    assert sorted(map(carried, open_deals(theirs.store)), key=str) == sorted(map(carried, open_deals(before)), key=str)
    assert "1 lost deal" in theirs.printed and len(open_deals(theirs.store)) == 2
    theirs.brings((tmp_path / "out" / "deals.csv").read_bytes())
    assert "There is nothing new in this file." in theirs.printed
    before.close()
    theirs.store.close()


def open_deals(store: Store) -> list[Deal]:
    with store.reading() as tx:
        found = [read_deal(row.body) for row in tx.execute(deals_table.select())]
    return [deal for deal in found if deal.state == "open"]
