"""Many workers, hours of downtime and clocks that jump: everybody hears once, in their morning, and nothing stale."""

from collections import Counter
from datetime import datetime, timedelta
from random import Random

import pytest
from sqlalchemy import select

from bot.jobs.nudge import nudge
from bot.jobs.sweep import sweep
from bot.store import people, playbooks
from bot.store.people import Tenant
from bot.store.store import Store
from bot.store.tables import dues, outbox
from tests.bot.shelf import begin, together
from tests.process.cast import CAST, MONDAY, STANDARD, STANDARD_TEXT


def opened(store: Store) -> Tenant:
    """A tenant with the cast, and six deals that Rob and Rita forgot."""
    with store.writing() as tx:
        tenant = people.make_tenant(tx, "sandbox", "w", "us")
        for one in CAST:
            people.admit(tx, tenant.id, "sandbox", "w", one.id, one, "", "Europe/Berlin")
        playbooks.set_current(tx, tenant.id, "Standard", playbooks.keep(tx, tenant.id, STANDARD_TEXT))
        for number in range(6):
            owner = ("rob", "rita")[number % 2]
            known = {"owner": owner, "playbook": STANDARD.version, "stage": STANDARD.stage[number].key}
            begin(tx, f"Deal {number}", tenant.id, **known)
    return tenant


def tick(store: Store, now: datetime, workers: int) -> int:
    """Sweep and nudge once, by all workers at the same moment; says how many people were written to."""

    def work(_: int) -> int:
        sweep(store, now)
        return nudge(store, now)

    return sum(together(work, workers))


def messages(store: Store) -> Counter[tuple[str, str]]:
    """How many messages each (person, day) got."""
    with store.reading() as tx:
        return Counter((row.place, row.subject) for row in tx.execute(select(outbox).where(outbox.c.edits == "")))


@pytest.mark.postgres
def test_thirty_days_of_four_workers_are_those_of_a_single_one(postgres: Store, embedded: Store) -> None:
    opened(postgres)
    opened(embedded)
    for hours in range(0, 30 * 24, 12):
        now = MONDAY + timedelta(hours=hours)
        assert tick(postgres, now, 4) == tick(embedded, now, 1)
    assert messages(postgres) == messages(embedded)
    assert set(messages(postgres).values()) == {1}
    assert len(messages(postgres)) > 10


def test_after_days_of_downtime_nobody_hears_anything_stale(embedded: Store) -> None:
    opened(embedded)
    tick(embedded, MONDAY + timedelta(days=3), 1)
    back = MONDAY + timedelta(days=9, hours=10)
    assert tick(embedded, back, 1) == 0
    with embedded.reading() as tx:
        assert tx.scalars(select(dues.c.state).where(dues.c.due <= back)).unique().all() == ["stale"]
    assert tick(embedded, back + timedelta(hours=13), 1) > 0


def test_clocks_that_jump_to_and_fro_repeat_nothing(embedded: Store) -> None:
    opened(embedded)
    chance = Random(4)  # the same jumps each time
    for hours in range(0, 20 * 24, 4):
        tick(embedded, MONDAY + timedelta(hours=hours + chance.uniform(-30, 5)), 1)
    assert set(messages(embedded).values()) == {1}
