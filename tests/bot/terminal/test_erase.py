"""Erase on the command line: a contact, a colleague who left, a whole organisation; with a preview, and for good."""

from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.store import people, tenants
from bot.store.engine.store import Store
from bot.store.schema.tables import METADATA
from process.colleague import Colleague
from tests.support.card_text import text_of
from tests.support.command_line import Terminal
from tests.support.one_company import OneCompany, typed_into

LINES = (
    "contact acme Quinta Quist, CFO, quinta@acme.example",
    "contact acme Zoë Chen, CIO",
    "met acme contact Quinta Quist, CFO",
    "log acme call Quinta liked it, and so did Rob Reyes",
    "new Globex",
    "contact globex Quinta Quist, adviser",
)


@pytest.fixture
def filled(address: str) -> str:
    """A database with one company that knows Quinta Quist as two customers' contact."""
    return typed_into(address, LINES)


def again(address: str) -> OneCompany:
    """The company after a restart; its next lines are new ones."""
    return OneCompany(address, keys=count(100))


def everything(address: str) -> str:
    """All that the database holds, as text."""
    store, found = Store.open(address), []
    with store.reading() as tx:
        for table in METADATA.sorted_tables:
            found += [str(tuple(row)) for row in tx.execute(table.select())]
    store.close()
    return "\n".join(found)


def test_a_contact_is_erased_from_every_customer_after_the_preview(terminal: Terminal, filled: str) -> None:
    asked = terminal.on(filled).run("erase", "--person", "quinta quist")
    assert asked.code == 1 and "Run it again with --yes" in asked.err
    assert "Their name and e-mail as CFO of Acme, in 1 deal." in asked.out
    assert "Their name and e-mail as adviser of Globex, in 1 deal." in asked.out
    assert "What they proved, under their role: a gate was opened on it." in asked.out
    assert "Quinta" in everything(filled)
    done = terminal.run("erase", "--person", "quinta quist", "--yes")
    assert done.code == 0 and "Erased from 2 deals: " in done.out and "Quinta" not in done.out.splitlines()[-1]
    left = everything(filled)
    assert "Quinta" not in left and "quinta@" not in left and "Zoë Chen" in left
    company = again(filled)
    assert "Stagecoach erased the name and the e-mail of the CFO" in text_of(company.types("history acme all"))
    company.store.close()
    assert "No contact and no colleague is called" in terminal.run("erase", "--person", "Quinta Quist", "--yes").err


def test_nothing_of_them_is_left_in_the_file(terminal: Terminal, sqlite_address: str, tmp_path: Path) -> None:
    company = OneCompany(sqlite_address)
    for line in LINES:
        company.types(line)
    company.store.close()
    assert b"Quinta" in (tmp_path / "deals.db").read_bytes()
    assert terminal.on(sqlite_address).run("erase", "--person", "quinta@acme.example", "--yes").code == 0
    assert terminal.run("erase", "--person", "Quinta Quist", "--yes").code == 0
    assert not [file for file in tmp_path.glob("deals.db*") if b"Quinta" in file.read_bytes()]


def test_while_the_bot_has_the_file_nothing_is_erased(terminal: Terminal, sqlite_address: str) -> None:
    company = OneCompany(sqlite_address)
    company.types(LINES[0])
    ended = terminal.on(sqlite_address).run("erase", "--person", "Quinta Quist", "--yes")
    company.store.close()
    assert ended.code == 1 and "is in use. Stop Stagecoach first. Nothing was changed." in ended.err
    assert "Quinta" in everything(sqlite_address)


def test_a_colleague_is_erased_only_once_they_left_and_what_they_did_stays(terminal: Terminal, filled: str) -> None:
    refused = terminal.on(filled).run("erase", "--person", "Rob Reyes", "--yes")
    assert refused.code == 1 and "Rob Reyes still works here. First an admin types" in refused.err
    company = again(filled)
    company.types("team rob left", "ada")
    before = ledger(company.store)
    company.store.close()
    done = terminal.run("erase", "--person", "Rob Reyes", "--yes")
    assert done.code == 0 and "What they did and decided, under a number" in done.out
    assert "Rob Reyes" not in everything(filled)
    store = Store.open(filled)
    assert ledger(store) == before
    store.close()


def ledger(store: Store) -> list[tuple[str, str, str]]:
    """Who did what, in order."""
    with store.reading() as tx:
        rows = tx.execute(
            text("SELECT kind, at, by FROM ledger WHERE kind <> 'ContactErased' ORDER BY deal, version, line")
        )
        return [(kind, str(at), by) for kind, at, by in rows]


def test_of_two_colleagues_with_one_name_the_e_mail_says_which(terminal: Terminal, sqlite_address: str) -> None:
    store = Store.open(sqlite_address)
    with store.writing() as tx:
        ours = tenants.make_tenant(tx, "slack", "T1", "Ours").id
        for user in ("U1", "U2"):
            gone = Colleague(user, "Sam Stone", active=False)
            people.admit(tx, ours, "slack", "T1", user, gone, f"{user}@ours.example", "")
    store.close()
    asked = terminal.on(sqlite_address).run("erase", "--person", "Sam Stone", "--yes")
    assert asked.code == 1 and "Several colleagues are called Sam Stone, with u1@ours.example and u2@" in asked.err
    assert terminal.run("erase", "--person", "u1@ours.example", "--yes").code == 0
    left = everything(sqlite_address)
    assert "u1@ours.example" not in left and "u2@ours.example" in left and left.count("Sam Stone") == 1


def test_an_organisation_is_erased_with_all_that_is_its_own(terminal: Terminal, filled: str) -> None:
    unknown = terminal.on(filled).run("erase", "--tenant", "Nowhere", "--yes")
    assert unknown.code == 1 and "No single organisation is called Nowhere. Choose one with --tenant:" in unknown.err
    name = unknown.err.splitlines()[1].split("  (id ")[0].strip()
    asked = terminal.run("erase", "--tenant", name)
    assert asked.code == 1 and f"Erase the organisation {name}" in asked.out and "2 deals" in asked.out
    assert "Backups, and files you exported or imported: delete or replace them." in asked.out
    assert "Acme" in everything(filled)
    assert terminal.run("erase", "--tenant", name, "--yes").code == 0
    assert everything(filled).strip() == ""


def test_it_asks_what_to_erase(terminal: Terminal, sqlite_address: str) -> None:
    ended = terminal.on(sqlite_address).run("erase", "--yes")
    assert ended.code == 1 and "What should be erased?" in ended.err
