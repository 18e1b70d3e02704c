"""Stalled deals are found by indexes, in one statement for any of the stages, and none is missed."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest

from bot.store import deals, stalled
from bot.store.engine.store import Store
from bot.store.stalled import StageLimits, stalled_deals
from process.deal import Deal, DealState, Renewal
from tests.bot.store.test_migrations import heard
from tests.support.people_and_deal import MONDAY
from tests.support.stored_deals import US, begin

STAGES = ("find", "agree", "close")
STATES: tuple[DealState, ...] = ("open", "open", "open", "completed", "lost")
DAY = date(2026, 6, 1)


def limits(number: int = 3) -> list[StageLimits]:
    """The limits of so many stages; only the first three have deals."""
    names = [*STAGES, *(f"stage {n}" for n in range(number - len(STAGES)))]
    ago = [MONDAY - timedelta(days=days) for days in (10, 20, 30)]
    return [StageLimits("v1", name, ago[n % 3], ago[(n + 1) % 3], ago[(n + 2) % 3], 9) for n, name in enumerate(names)]


def some_deals(random: Random) -> Iterator[dict[str, Any]]:
    for _ in range(150):
        began = moment(random)
        yield {
            "stage": random.choice(STAGES),
            "state": random.choice(STATES),
            "began": began,
            "entered": max(began, moment(random)),
            "touched": max(began, moment(random)),
            "contacted": random.choice((None, moment(random))),
            "close_date": random.choice((None, DAY - timedelta(days=1), DAY)),
            "renewal": random.choice((None, Renewal(DAY, DAY - timedelta(days=random.randrange(3))))),
        }


def moment(random: Random) -> datetime:
    return MONDAY - timedelta(days=random.randrange(40))


def is_stalled(deal: Deal, stages: list[StageLimits]) -> bool:
    first = deal.first_date()
    if first and first < DAY:
        return True
    its = next((one for one in stages if one.stage == deal.stage), None)
    if deal.state != "open" or its is None:
        return False
    contacted = max(deal.contacted or deal.entered, deal.entered)
    return deal.touched <= its.untouched or deal.entered <= its.entered or contacted <= its.without_contact


@pytest.mark.parametrize("stages", [0, 2, 3, 2 * stalled.AT_ONCE + 1])
def test_the_deals_that_can_be_stalled_are_those_that_a_look_at_each_deal_finds(store: Store, stages: int) -> None:
    asked = limits(max(stages, 3))[:stages]
    with store.writing() as tx:
        known = [begin(tx, f"Deal {n}", **deal) for n, deal in enumerate(some_deals(Random(stages)))]
        found = list(stalled_deals(tx, US, asked, DAY))
    assert sorted(id_ for _, id_, _ in found) == sorted(deal.id for deal in known if is_stalled(deal, asked))
    assert 0 < len(found) < len(known)


def test_any_number_of_deals_and_stages_is_asked_about_in_few_statements(embedded: Store) -> None:
    said: list[tuple[str, Any]] = []
    with embedded.writing() as tx:
        for number in range(30):
            begin(tx, f"Deal {number}", touched=MONDAY - timedelta(days=30))
        with heard(tx.engine, said):
            assert len(list(stalled_deals(tx, US, limits(stalled.AT_ONCE), DAY))) == 30
        assert len(said) == 1
        plan = str([tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {one}", values).all() for one, values in said])
    for index in ("open_touched", "open_entered", "open_contacted", "open_dated", "completed_dated"):
        assert f"deals_{index}" in plan
    assert "SCAN deals" not in plan


def test_a_deal_that_several_limits_find_comes_once(store: Store) -> None:
    long_ago = MONDAY - timedelta(days=90)
    with store.writing() as tx:
        begin(tx, touched=long_ago, entered=long_ago, close_date=DAY - timedelta(days=9))
        found = list(stalled_deals(tx, US, limits(), DAY))
        assert found == [(1, "id-Acme", found[0][2])]
        assert deals.find(tx, US, "id-Acme")
