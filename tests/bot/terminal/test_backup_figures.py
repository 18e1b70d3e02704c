"""The rows that figures are counted from: an export needs none of them, and every way back brings them or makes them."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, insert, select

from bot.store import deal_figures, deals, export
from bot.store.deal_json import read_deal
from bot.store.engine.store import Store
from bot.store.schema import tables
from process.facts import Began
from tests.bot.conftest import Server
from tests.bot.store.test_old_ledgers import write_old
from tests.bot.terminal.test_backup import run
from tests.support.command_line import Terminal
from tests.support.empty_database import empty_database
from tests.support.figures_from_scratch import differences
from tests.support.people_and_deal import Story
from tests.support.stored_deals import US, tell

Rows = list[tuple[Any, ...]]
WAYS: dict[str, tuple[str, Callable[[Story], object]]] = {
    "New": ("find", lambda story: story.advance()),
    "Won": ("keep", lambda story: story.wait(days=1)),
    "Churned": ("keep", lambda story: story.churn("mia")),
    "Lost": ("agree", lambda story: story.lose("rob")),
    "Back": ("agree", lambda story: story.back("rob", "find")),
    "Waived": ("agree", lambda story: story.waive("max", "budget")),
    "Withdrawn": ("find", lambda story: story.withdraw("rob")),
}
"""Deals that figures count apart: how far each comes, and what happens then."""


def stories() -> Iterator[tuple[str, Story]]:
    """Each of these deals, begun ten days later than the one before."""
    for number, (name, (stage, happens)) in enumerate(WAYS.items()):
        story = Story(asked=10 * number)
        story.wait(days=10 * number)
        story.to(stage)
        happens(story)
        yield name, story


def lived(address: str) -> Rows:
    """Save a deal of each kind; the rows that its figures are counted from."""
    store = Store.open(address)
    for name, story in stories():
        tell(store, _named(story, name))
    store.close()
    return counted(address)


def _named(story: Story, name: str) -> Story:
    first = story.ledger[0]
    assert isinstance(first.fact, Began)
    began = replace(first.fact.deal, id=name, name=name, account=name)
    story.ledger[0] = replace(first, fact=Began(began))
    return story


def counted(address: str) -> Rows:
    """The same rows, once the figures are what a look at each deal and its ledger says."""
    store = Store.open(address)
    with store.reading() as tx:
        assert differences(tx, US) == []
        found: Rows = []
        for table in (tables.deal_figures, tables.deal_stays):
            found += map(tuple, tx.execute(select(table).order_by(*table.primary_key)))
    store.close()
    return found


def test_a_restored_backup_has_every_row(terminal: Terminal, sqlite_address: str, tmp_path: Path) -> None:
    before = lived(sqlite_address)
    assert {row[1] for row in before} == set(WAYS)
    assert terminal.on(sqlite_address).run("backup", tmp_path / "saved").code == 0
    other = f"sqlite:///{tmp_path / 'other.db'}"
    assert terminal.on(other).run("restore", tmp_path / "saved").code == 0
    assert counted(other) == before


@pytest.mark.postgres
def test_a_restored_dump_has_every_row(
    terminal: Terminal, server: Server, postgres_address: str, tmp_path: Path
) -> None:
    before, dump = lived(postgres_address), tmp_path / "deals.dump"
    run(terminal.on(postgres_address).run("backup", dump).out)
    store = Store.open(postgres_address)
    with store.writing() as tx:
        tx.execute(delete(tables.deal_figures))
    store.close()
    run(terminal.run("restore", dump, "--replace").out)
    assert counted(postgres_address) == before


def test_a_backup_of_a_release_without_the_rows_gets_them(
    terminal: Terminal, sqlite_address: str, tmp_path: Path
) -> None:
    old = f"sqlite:///{tmp_path / 'old.db'}"
    write_old(old, *stories())
    other = f"sqlite:///{tmp_path / 'other.db'}"
    assert terminal.on(other).run("restore", tmp_path / "old.db").code == 0
    assert {row[1] for row in counted(other)} == set(WAYS)


def test_rows_made_again_are_the_same_to_the_last_column(store: Store, address: str) -> None:
    before = lived(address)
    with store.writing() as tx:
        tx.execute(delete(tables.deal_figures))
        assert deal_figures.fill(tx) == len(WAYS)
    assert counted(address) == before


def test_an_export_holds_all_that_the_rows_are_made_of(store: Store, address: str, tmp_path: Path) -> None:
    before, other = lived(address), empty_database(tmp_path / "from-export.db")
    with store.reading() as tx:
        saved = json.loads(json.dumps(export.export(tx, None)))
    filled = Store.open(other)
    with filled.writing() as tx:
        for row in saved["deals"]:
            columns = deals.columns_of(read_deal(json.dumps(row["body"])))
            tx.execute(insert(tables.deals).values(tenant=row["tenant"], id=row["id"], **columns))
        for row in saved["ledger"]:
            entry = {**row, "at": datetime.fromisoformat(row["at"]), "body": json.dumps(row["body"])}
            tx.execute(insert(tables.ledger).values(entry))
        deal_figures.fill(tx)
    filled.close()
    assert counted(other) == before
