"""A contact who is erased is gone from what a file brought, too."""

from pathlib import Path

from sqlalchemy import text

from bot.store.engine.store import Store
from tests.support.card_text import text_of
from tests.support.command_line import Terminal
from tests.support.importing_company import ImportingCompany

DEALS = "Deal ID,Deal Name,Account,Owner,Stage,Contact,Contact Email\n1,Wernham,Wernham,Rob Reyes,Demo,Quinta Quist,quinta@wernham.example\n"
CONTACTS = "Contact name,Email,Company\nQuinta Quist,quinta@wernham.example,Wernham\nZeno Zander,zeno@wernham.example,Wernham\n"


ANSWERS = "Deal ID,Deal Name,Account,Owner,Stage,Decision\n1,Wernham,Wernham,Rob Reyes,Demo,{}\n"
"""A name with a letter that JSON can have as an escape, in an answer."""


def imported(store: Store) -> str:
    with store.reading() as tx:
        rows = tx.execute(text("SELECT name, body FROM imported_rows")).all()
        files = tx.execute(text("SELECT content FROM imports WHERE content IS NOT NULL")).all()
    return f"{[tuple(row) for row in rows]} {[tuple(row) for row in files]}"


def test_rows_and_files_of_an_import_lose_them(sqlite_address: str, terminal: Terminal, tmp_path: Path) -> None:
    company = ImportingCompany(Store.open(sqlite_address))
    assert company.brings(DEALS) == 0 and company.brings(CONTACTS, name="contacts.csv") == 0
    assert "Quinta" in imported(company.store)
    company.store.close()
    ended = terminal.on(sqlite_address).run("erase", "--person", "Quinta Quist", "--yes")
    assert ended.code == 0, ended.err
    store = Store.open(sqlite_address)
    left = imported(store)
    assert "uinta" not in left and "Zeno" in left
    store.close()
    assert b"Quinta Quist" not in (tmp_path / "deals.db").read_bytes()


def test_while_an_import_is_under_way_no_one_is_erased(sqlite_address: str, terminal: Terminal) -> None:
    company = ImportingCompany(Store.open(sqlite_address))
    assert company.brings(DEALS) == 0
    with company.store.writing() as tx:
        tx.execute(text("UPDATE imports SET state = 'confirmed'"))
    assert "An import is under way" in text_of(company.types("erase Wernham contact Quinta Quist", "ada"))
    company.store.close()
    ended = terminal.on(sqlite_address).run("erase", "--person", "Quinta Quist", "--yes")
    assert ended.code == 1 and "An import is under way, and would bring them back." in ended.err


def test_an_answer_of_a_file_loses_a_name_with_any_letters(
    sqlite_address: str, terminal: Terminal, tmp_path: Path
) -> None:
    company = ImportingCompany(Store.open(sqlite_address))
    for decides in ("The board decides with Zoë Quist", "Zoë Quist decides on her own"):
        assert company.brings(ANSWERS.format(decides)) == 0
    assert "Quist" in rows_and_changes(company.store)
    company.store.close()
    ended = terminal.on(sqlite_address).run("erase", "--person", "ZOË QUIST", "--yes")
    assert ended.code == 0, ended.err
    store = Store.open(sqlite_address)
    assert "Quist" not in rows_and_changes(store)
    store.close()
    assert b"Quist" not in (tmp_path / "deals.db").read_bytes()


def rows_and_changes(store: Store) -> str:
    """What is remembered of files: each row as it was read last, and as it was before."""
    with store.reading() as tx:
        rows = tx.execute(text("SELECT name, body FROM imported_rows")).all()
        changes = tx.execute(text("SELECT before, after FROM imported_changes")).all()
    return f"{[tuple(row) for row in rows]} {[tuple(row) for row in changes]}"
