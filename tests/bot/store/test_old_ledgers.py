"""A ledger of an earlier release with real rows: the migrations bring it to today's tables, and today's rules read it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import insert, text

from bot.store import deals, figures, ledger
from bot.store.engine import version
from bot.store.engine.store import Store
from bot.store.figures import Asked
from bot.store.schema import tables
from process import course
from process.deal import Deal
from process.four_eyes import FourEyes
from process.rights import may_withdraw
from process.totals import totals
from tests.bot.conftest import Server
from tests.support.figures_from_scratch import differences
from tests.support.people_and_deal import SMALL_TEXT, Story, evidence

US = "us"
LATER_FIELDS = (
    *("opener", "proved", "handed", "noes", "complexity_set", "lowered", "contacts", "lost_as"),
    *("won", "gates", "doubted"),
)
"""The deal's fields that the release of migration 0007 didn't have."""
LATER_COLUMNS = ("account_key", "lost_as")
LATER_LEDGER = ("place", "through")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def old_address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a database without tables is, of each kind in turn."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/old.db"
        return
    server: Server = request.getfixturevalue("server")
    server.say("CREATE DATABASE {}", "old_ledger")
    yield server.address("old_ledger")
    server.say("DROP DATABASE {} WITH (FORCE)", "old_ledger")


def handed_over() -> Story:
    """Rob opened Acme, proved it and took it to its second stage; then Rita got it and proved something, too."""
    story = Story()
    story.meet("rob", evidence("reached", "Carla Chen, CFO"))
    story.advance()
    story.ask("rob", lambda deal, context: course.assign(deal, context, "rita"))
    story.meet("rita", evidence("budget", "5 EUR", "Carla Chen", "call"))
    return story


def write_old(address: str, *stories: tuple[str, Story], texts: Mapping[str, str] | None = None) -> None:
    """Make the tables of release 0007, and write each story as it did: a deal by its name, with its ledger.

    `texts` are the playbooks by their versions.
    """
    store = Store.at(address)
    with store._transaction(patient=True) as tx:
        config = Config(attributes={"connection": tx})
        config.set_main_option("script_location", str(version.MIGRATIONS))
        command.upgrade(config, "0007")
        for release, playbook in (texts or {}).items():
            tx.execute(insert(tables.playbook_texts).values(tenant=US, version=release, text=playbook))
        for name, story in stories:
            deal = replace(story.deal, id=name, name=name, account=name)
            tx.execute(insert(tables.deals).values(tenant=US, id=name, **_old_deal(deal)))
            for line, entry in enumerate(story.ledger):
                row = ledger._row(US, deal, line, entry, "old")
                for column in LATER_LEDGER:
                    row.pop(column)
                tx.execute(insert(tables.ledger).values(**{**row, "body": _without(row["body"])}))
    store.close()


def _old_deal(deal: Deal) -> dict[str, Any]:
    row = {key: value for key, value in deals.columns_of(deal).items() if key not in LATER_COLUMNS}
    return {**row, "body": _without(row["body"])}


def _without(body: str) -> str:
    """The JSON of a deal or a fact as that release wrote it."""
    found = json.loads(body)
    for part in (found, found.get("deal")):
        if isinstance(part, dict):
            for key in LATER_FIELDS:
                part.pop(key, None)
    return json.dumps(found)


def test_who_owned_a_deal_before_is_known_after_the_upgrade(old_address: str) -> None:
    story = handed_over()
    write_old(old_address, ("acme", story))
    found = upgraded(old_address)["acme"]
    assert (found.opener, set(found.proved)) == ("rob", {"rob", "rita"})
    eyes = FourEyes(found, story.company, story.now)
    assert eyes.owns("rob")
    assert eyes.owns("rita")
    assert not eyes.owns("mia")


def test_an_old_deal_beyond_its_first_gate_is_withdrawn_by_a_manager_only(old_address: str) -> None:
    story = handed_over()
    story.back("rita", "find")
    write_old(old_address, ("acme", story), ("new", Story()))
    found = upgraded(old_address)
    assert (found["acme"].gates, found["new"].gates) == (1, 0)
    assert not may_withdraw(found["acme"], story.context("rita"))
    assert may_withdraw(found["acme"], story.context("mia"))
    assert may_withdraw(found["new"], story.context("rob"))


def test_old_deals_of_one_account_are_found_and_old_losses_are_unsorted(old_address: str) -> None:
    lost = Story()
    lost.lose("rob")
    write_old(old_address, ("Acme", Story()), ("ACME GmbH", Story()), ("Acme, Inc.", lost), ("Acme Nordics", Story()))
    store = Store.open(old_address)
    store.migrate()
    with store.reading() as tx:
        acme = deals.find(tx, US, "Acme")
        assert acme
        assert {one.id for one in deals.of_account(tx, US, acme)} == {"ACME GmbH", "Acme, Inc."}
        assert [(one.lost_as, one.deals) for one in figures.alike(tx, Asked(US)) if one.state == "lost"] == [("", 1)]
        assert differences(tx, US) == []
    store.close()


def test_an_old_deal_is_won_only_where_a_handoff_that_wins_was_passed(old_address: str) -> None:
    sold, taken, done = Story(), Story(), Story()
    for story in (sold, taken, done):
        story.to("keep")
    unmarked = SMALL_TEXT.replace(", win = true", "")
    taken.deal = replace(taken.deal, playbook="unmarked")
    done.deal = replace(done.deal, playbook="unmarked", state="completed")
    texts = {sold.deal.playbook: SMALL_TEXT, "unmarked": unmarked}
    write_old(old_address, ("sold", sold), ("taken", taken), ("done", done), texts=texts)
    found = upgraded(old_address)
    assert {name: deal.won for name, deal in found.items()} == {
        "sold": sold.deal.entered,
        "taken": None,
        "done": done.deal.entered,
    }
    store = Store.open(old_address)
    with store.reading() as tx:
        counted = totals(figures.alike(tx, Asked(US)), {})
        marked = set(tx.execute(text("SELECT name FROM deals WHERE won")).scalars())
    store.close()
    assert marked == {"sold", "done"}
    assert (counted.pipeline.deals, counted.care.deals, counted.completed.deals, counted.won.deals) == (1, 1, 1, 2)


def upgraded(address: str) -> dict[str, Deal]:
    """Open the database with today's release; the deals by their ids."""
    store = Store.open(address)
    store.migrate()
    with store.reading() as tx:
        ids = tx.execute(text("SELECT id FROM deals")).scalars().all()
        found = {one: deal for one in ids if (deal := deals.find(tx, US, one))}
        assert all(ledger.of_deal(tx, US, one) for one in ids)
    store.close()
    return found
