"""What was won and lost, and answers: found by their indexes, and the same as by a look at each deal."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection

from bot.store import adherence, claims, customers, deal_lines, deal_queries, deals, links, passages
from bot.store.engine.store import Store
from bot.store.figures import Asked
from process.deal import Deal
from process.evidence import Evidence
from process.facts import Advanced, Logged, Lost
from process.figures import Span
from process.money import Money
from tests.bot.store.test_migrations import heard
from tests.support.people_and_deal import MONDAY
from tests.support.stored_deals import US, begin, happen

EVER = Asked(US)
LATELY = Asked(US, None, Span(MONDAY, MONDAY.replace(year=MONDAY.year + 1)))
REFERRAL = {"source": "referral"}
QUERIES: dict[str, Callable[[Connection], object]] = {
    "COVERING INDEX deal_figures_won (": lambda tx: adherence.decided(tx, EVER),
    "deal_figures_lost": lambda tx: adherence.decided(tx, LATELY),
    "deal_figures_won_at": lambda tx: deal_lines.counted_as(tx, "won", LATELY),
    "COVERING INDEX deal_figures_ways": lambda tx: adherence.gates(tx, EVER),
    "COVERING INDEX deal_stays_passed": lambda tx: passages.passages(tx, LATELY),
    "COVERING INDEX imported_rows_history": lambda tx: claims.history(tx, US),
    "deal_figures_customer": lambda tx: customers.stand(tx, US),
    "deal_figures_since": lambda tx: customers.latest_wins(tx, US, 3, "rob"),
    "deal_figures_linked": lambda tx: links.links(tx, US, 3),
    "deals_open_name": lambda tx: deal_lines.counted_as(tx, "pipeline", EVER),
}


@pytest.mark.parametrize(("index", "query"), QUERIES.items())
def test_the_index_made_for_an_end_serves_it(
    embedded: Store, index: str, query: Callable[[Connection], object]
) -> None:
    said: list[tuple[str, Any]] = []
    with embedded.writing() as tx:
        begin(tx)
        happen(tx, begin(tx, "Globex"), Lost("find", "no money"))
        with heard(tx.engine, said):
            query(tx)
        plans = [tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all() for statement, values in said]
    assert index in str(plans)


def test_the_number_of_statements_does_not_grow_with_the_deals(embedded: Store) -> None:
    counts = []
    with embedded.writing() as tx:
        for number in range(40):
            happen(tx, begin(tx, f"Deal {number}"), *[Lost("find", "no money")] * (number % 2))
            if number in (9, 39):
                said: list[tuple[str, Any]] = []
                with heard(tx.engine, said):
                    adherence.decided(tx, EVER)
                    deal_lines.counted_as(tx, "lost", EVER)
                    deal_queries.unreferred(tx, US, REFERRAL, 3)
                    customers.first(tx, US, 3)
                counts.append(len(said))
    assert counts[0] == counts[1]


def test_a_save_asks_the_database_for_nothing_that_it_does_not_need(embedded: Store) -> None:
    said: list[tuple[str, Any]] = []
    with embedded.writing() as tx, heard(tx.engine, said):
        deal = begin(tx)
        begun, said[:] = len(said), []
        deal = happen(tx, deal, Logged("call", "They like it"))
        logged, said[:] = len(said), []
        happen(tx, deal, Advanced("find", "agree"))
    assert (begun, logged, len(said)) == (5, 3, 7)


@pytest.mark.parametrize(
    ("rates", "order"),
    [
        ({}, ["id-Globex", "id-Hooli", "id-Acme", "id-Gap"]),
        ({"EUR": Decimal(1), "USD": Decimal("0.5")}, ["id-Globex", "id-Acme", "id-Hooli", "id-Gap"]),
        ({"EUR": Decimal(1)}, ["id-Globex", "id-Acme", "id-Hooli", "id-Gap"]),
    ],
)
def test_the_biggest_deals_come_first_by_what_each_currency_is_worth(
    store: Store, rates: dict[str, Decimal], order: list[str]
) -> None:
    with store.writing() as tx:
        for name, amount in (("Acme", "9000 EUR"), ("Globex", "80000.50 EUR"), ("Hooli", "10000 USD")):
            begin(tx, name, amount=Money.of(amount))
        begin(tx, "Gap")
        found, total = deal_lines.counted_as(tx, "pipeline", EVER, deal_lines.Narrowed(biggest=rates))
    assert (list(found), total) == (order, 4)


def answered(exit_key: str, value: str) -> dict[str, Evidence]:
    return {exit_key: Evidence(exit_key, value, "rep", "rob", MONDAY)}


def test_a_deal_that_came_by_a_referral_is_found_by_its_answer_as_by_a_look_at_each(store: Store) -> None:
    random, known = Random(7), list[Deal]()
    with store.writing() as tx:
        for number in range(120):
            key, value = random.choice(("source", "sauce")), random.choice(("referral", "referrals", "calling", "é„x"))
            parent = random.choice(("", "", "id-Deal 0"))
            deal = begin(tx, f"Deal {number:03}", evidence=answered(key, value), parent=parent)
            known.append(happen(tx, deal, *random.choice(((), (), (Lost("find", "no money"),)))))
    plain = [deal for deal in known if deal.value("source") == "referral" and deal.state == "open" and not deal.parent]
    with store.reading() as tx:
        found = deal_queries.unreferred(tx, US, REFERRAL, 1000)
        assert found == [(deal.id, deal.name) for deal in sorted(plain, key=lambda deal: (deal.began, deal.id))]
        assert deal_queries.unreferred(tx, US, REFERRAL, 3) == found[:3]
        assert deal_queries.unreferred(tx, US, {"source": "é„x"}, 1000)
        assert deal_queries.unreferred(tx, US, {}, 3) == []
    assert plain


def test_an_answer_that_was_taken_back_is_not_found_any_more(store: Store) -> None:
    with store.writing() as tx:
        deal = begin(tx, evidence=answered("source", "referral"))
        assert deal_queries.unreferred(tx, US, REFERRAL, 3)
        deals.save(tx, US, deal, replace(deal, evidence={}), [], "request")
        assert not deal_queries.unreferred(tx, US, REFERRAL, 3)
