"""Many workers, hours of downtime and clocks that jump: everyone gets one message, in their morning, and nothing stale."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import Engine, event, select

from adapters.chat import Place
from bot.effects.refresh import refresh_posts
from bot.jobs.digest import digest
from bot.jobs.message_edits import update
from bot.jobs.nudge import nudge
from bot.jobs.sweep import sweep
from bot.store import digests, people, playbooks, tenants
from bot.store.digests import Digest
from bot.store.engine.store import Store
from bot.store.schema.tables import dues, outbox
from bot.store.tenants import Tenant
from tests.support.people_and_deal import MONDAY, PEOPLE, STANDARD, STANDARD_TEXT
from tests.support.stored_deals import begin, together


def opened(store: Store) -> Tenant:
    """A tenant with the usual people, six deals that Rob and Rita forgot, and two channels with a digest."""
    with store.writing() as tx:
        tenant = tenants.make_tenant(tx, "sandbox", "w", "us")
        for one in PEOPLE:
            people.admit(tx, tenant.id, "sandbox", "w", one.id, one, "", "Europe/Berlin")
        playbooks.set_current(tx, tenant.id, "Standard", playbooks.save(tx, tenant.id, STANDARD_TEXT))
        for number in range(6):
            owner = ("rob", "rita")[number % 2]
            known = {"owner": owner, "playbook": STANDARD.version, "stage": STANDARD.stage[number].key}
            begin(tx, f"Deal {number}", tenant.id, **known)
        for name in ("deals", "managers"):
            digests.save(tx, tenant.id, Digest(Place("sandbox", "w", name, name=name), MONDAY))
    return tenant


def tick(store: Store, now: datetime, workers: int) -> int:
    """Sweep, nudge and post the digests once, by all workers at the same moment; returns how many people got a message."""

    def work(_: int) -> int:
        sweep(store, now)
        return nudge(store, now) + digest(store, now)

    return sum(together(work, workers))


def messages(store: Store) -> Counter[tuple[str, str]]:
    """How many messages each (person, day) got."""
    with store.reading() as tx:
        return Counter((row.place, row.subject) for row in tx.execute(select(outbox).where(outbox.c.edits == "")))


class Killed(BaseException):
    """The worker is gone, in the middle of its work."""


@contextmanager
def deadly(engines: set[Engine], chance: Random) -> Iterator[list[str]]:
    """Kills workers before a random statement, in any place; records before which."""
    deaths: list[str] = []

    def perhaps(connection: Any, cursor: Any, statement: str, *rest: object) -> None:
        if chance.random() < 0.02:
            deaths.append(statement)
            raise Killed

    for engine in engines:
        event.listen(engine, "before_cursor_execute", perhaps)
    yield deaths
    for engine in engines:
        event.remove(engine, "before_cursor_execute", perhaps)


def mortal(store: Store, now: datetime) -> None:
    """Four workers at the same moment, each of which can be killed at any statement."""

    def work(_: int) -> None:
        with suppress(Killed):
            sweep(store, now)
            nudge(store, now)
            digest(store, now)

    together(work, 4)


@pytest.mark.postgres
@pytest.mark.parametrize("many", [12, pytest.param(30, marks=pytest.mark.ring)])
def test_days_of_four_workers_killed_at_random_are_those_of_a_single_one(
    postgres: Store, embedded: Store, many: int
) -> None:
    opened(postgres)
    opened(embedded)
    chance, deaths = Random(30), 0  # the same chances each time, though threads take them in any order
    for days in range(many):
        now = MONDAY + timedelta(days=days)
        with deadly({postgres._writer, postgres._reader}, chance) as killed:
            mortal(postgres, now)
        tick(postgres, now, 4)
        tick(embedded, now, 1)
        deaths += len(killed)
    assert deaths > many // 2
    assert messages(postgres) == messages(embedded)
    assert set(messages(postgres).values()) == {1}
    assert {place for place, _ in messages(postgres)} >= {"rob", "rita", "mia", "deals", "managers"}
    assert not stale(postgres)


def stale(store: Store) -> list[str]:
    """What was due and came too late."""
    with store.reading() as tx:
        return list(tx.scalars(select(dues.c.subject).where(dues.c.state == "stale")))


def test_after_days_of_downtime_no_one_gets_anything_stale(embedded: Store) -> None:
    opened(embedded)
    tick(embedded, MONDAY + timedelta(days=3), 1)
    back = MONDAY + timedelta(days=9, hours=10)
    assert tick(embedded, back, 1) == 2
    assert {subject for place, subject in messages(embedded) if place == "deals"} == {
        "digest:sandbox w deals:2026-05-07",
        "digest:sandbox w deals:2026-05-13",
    }
    assert "rob" not in {place for place, _ in messages(embedded)}
    assert stale(embedded)
    assert tick(embedded, back + timedelta(hours=15), 1) > 0


@pytest.mark.parametrize("hours", [1, 25, 73])
def test_after_a_while_without_us_the_newest_digest_comes_and_none_before_it(embedded: Store, hours: int) -> None:
    opened(embedded)
    went = MONDAY + timedelta(days=7, hours=-1)
    tick(embedded, went, 1)
    before = messages(embedded)
    back = went + timedelta(hours=hours, minutes=30)
    tick(embedded, back, 1)
    assert [subject for place, subject in messages(embedded) - before if place == "deals"] == [
        f"digest:sandbox w deals:{back.date()}"
    ]


def test_an_update_of_a_message_sends_no_second_message(embedded: Store) -> None:
    tenant = opened(embedded)
    chance = Random(7)
    for hours in range(0, 20 * 24, 3):
        now = MONDAY + timedelta(hours=hours)
        tick(embedded, now, 1)
        with embedded.writing() as tx:
            refresh_posts(tx, tenant.id, f"id-Deal {chance.randrange(6)}", now)
        update(embedded, now)
    assert set(messages(embedded).values()) == {1}
    assert not stale(embedded)


def test_clocks_that_jump_to_and_fro_repeat_nothing(embedded: Store) -> None:
    opened(embedded)
    chance = Random(4)  # the same jumps each time
    for hours in range(0, 20 * 24, 4):
        tick(embedded, MONDAY + timedelta(hours=hours + chance.uniform(-30, 5)), 1)
    assert set(messages(embedded).values()) == {1}
