"""Figures: what each deal adds to them is what it and its ledger say, at any time and in either database."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Table, insert, select

from bot.store import deal_figures, figures
from bot.store.engine.store import Store
from bot.store.figures import Asked
from bot.store.schema import tables
from process.facts import Lost
from process.money import Money
from process.totals import totals
from tests.support.figures_from_scratch import differences, parts
from tests.support.gate.walk import Walk, walked
from tests.support.people_and_deal import MONDAY
from tests.support.stored_deals import US, begin, happen

STEPS, SEED, EVERY, LONG = 150, 4, 50, 6_000
SAVED = (tables.deals, tables.ledger)
DERIVED = (tables.deal_figures, tables.deal_stays)
Rows = dict[str, list[dict[str, Any]]]


class Counting(Walk):
    """A walk on which the figures are counted from scratch now and then, of all time and of parts of it."""

    def _judge(self, person: str, line: str) -> None:
        super()._judge(person, line)
        if self.steps % EVERY == 0:
            with self.company.store.reading() as tx:
                assert differences(tx, self.tenant) == []
                for span in parts(MONDAY, self.company.now):
                    assert differences(tx, self.tenant, span) == []
                self.left_behind(tx)

    def left_behind(self, tx: Connection) -> None:
        """What a test wants of the company."""


class Remembering(Counting):
    """The same, and what the companies wrote is remembered."""

    companies: dict[str, Rows] = {}  # noqa: RUF012  # the walks of one test, each of its own company

    def left_behind(self, tx: Connection) -> None:
        self.companies[self.tenant] = {table.name: rows_of(tx, table) for table in (*SAVED, *DERIVED)}


def rows_of(tx: Connection, table: Table) -> list[dict[str, Any]]:
    return [dict(row) for row in tx.execute(select(table)).mappings()]


@pytest.fixture(scope="module")
def companies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Rows]]:
    """What companies wrote that did all that can be done; along the way their figures were right."""
    assert walked(tmp_path_factory.mktemp("walk"), SEED, STEPS, kind=Remembering) == STEPS
    yield Remembering.companies
    Remembering.companies = {}


def test_the_figures_are_right_after_each_walk_of_a_company(companies: dict[str, Rows]) -> None:
    states = Counter(row["state"] for rows in companies.values() for row in rows["deal_figures"])
    assert len(companies) == 1
    assert {"open", "lost", "completed"} <= states.keys()
    figures_of = [row for rows in companies.values() for row in rows["deal_figures"]]
    assert any(row["since"] for row in figures_of)
    stays = [row for rows in companies.values() for row in rows["deal_stays"]]
    assert any(not row["clean"] for row in stays)
    assert any(not row["latest"] for row in stays)


@pytest.mark.ring
def test_the_figures_are_right_after_a_long_walk(tmp_path: Path) -> None:
    assert walked(tmp_path, 500, LONG, kind=Counting) == LONG


def test_an_upgrade_makes_the_rows_that_were_written_with_the_deals(companies: dict[str, Rows], store: Store) -> None:
    with store.writing() as tx:
        for rows in companies.values():
            for table in SAVED:
                tx.execute(insert(table), rows[table.name])
        deals = sum(len(rows["deals"]) for rows in companies.values())
        assert deal_figures.fill(tx) == deals
        assert deal_figures.fill(tx) == 0
        for table in DERIVED:
            written = [row for rows in companies.values() for row in rows[table.name]]
            assert in_order(rows_of(tx, table)) == in_order(written)
        for tenant in companies:
            assert differences(tx, tenant) == []
            for span in parts(MONDAY, MONDAY + timedelta(days=200)):
                assert differences(tx, tenant, span) == []


def in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: (row["tenant"], row["deal"], row.get("number", 0)))


def test_amounts_are_added_up_without_rounding_however_large_they_are(store: Store) -> None:
    amounts = ["999999999999999", "0.1", "0.2", "0.000000000001", "12345678.9", ""]
    with store.writing() as tx:
        for number, amount in enumerate(amounts):
            money = Money(Decimal(amount), "EUR") if amount else None
            begin(tx, f"Acme {number}", amount=money)
        lost = begin(tx, "Globex", amount=Money(Decimal("7.10"), "USD"))
        happen(tx, lost, Lost("find", "no money"))
    with store.reading() as tx:
        found = totals(figures.alike(tx, Asked(US)), {})
    assert (found.pipeline.deals, found.pipeline.unpriced) == (6, 1)
    assert found.pipeline.money == (Money(sum(map(Decimal, amounts[:-1]), Decimal()), "EUR"),)
    assert found.lost.money == (Money(Decimal("7.10"), "USD"),)
