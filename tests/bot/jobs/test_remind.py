"""Reminders: each comes once, with many workers, with workers that die, and with clocks that jump."""

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, select

from bot.company.personal_hours import Hours
from bot.effects import reminders
from bot.jobs.remind import remind
from bot.store import deals, people, playbooks, tenants
from bot.store.engine.store import Store
from bot.store.schema.tables import dues, outbox
from bot.store.tenants import Tenant
from process.facts import PlanMoved, Planned
from process.next_step import NextStep
from process.working_days import EVERY_WEEKDAY
from tests.bot.jobs.test_clock_once import Killed, deadly
from tests.support.people_and_deal import MONDAY, PEOPLE, STANDARD, STANDARD_TEXT
from tests.support.stored_deals import begin, happen, together

MANY = 8
HOUR = timedelta(hours=1)


def opened(store: Store) -> Tenant:
    """A tenant with the usual people, and deals of Rob and Rita; each has a call planned, an hour after the other."""
    with store.writing() as tx:
        tenant = tenants.make_tenant(tx, "sandbox", "w", "us")
        for one in PEOPLE:
            people.admit(tx, tenant.id, "sandbox", "w", one.id, one, "", "Europe/Berlin")
        playbooks.set_current(tx, tenant.id, "Standard", playbooks.save(tx, tenant.id, STANDARD_TEXT))
        for number in range(MANY):
            owner = ("rob", "rita")[number % 2]
            begin(tx, f"Deal {number}", tenant.id, owner=owner, playbook=STANDARD.version, stage="prospecting")
            plan(tx, tenant, f"id-Deal {number}", Planned(1, "call", owner, MONDAY.date(), at(number), "call"))
    return tenant


def at(number: int) -> datetime:
    return MONDAY + timedelta(minutes=20 * number + 30)


def plan(tx: Connection, tenant: Tenant, deal_id: str, fact: Planned | PlanMoved) -> None:
    """Save a plan on a deal as its owner's command would."""
    was = deals.find(tx, tenant.id, deal_id)
    assert was
    saved = happen(tx, was, fact, tenant=tenant.id, by=was.owner)
    reminders.schedule(tx, tenant, saved, (fact,), MONDAY)


def sent(store: Store) -> Counter[tuple[str, str]]:
    """How often each title went to each person."""
    with store.reading() as tx:
        rows = tx.execute(select(outbox).where(outbox.c.edits == ""))
        return Counter((row.place, f"{row.subject} {'How did it go' in row.card}") for row in rows)


def mortal(store: Store, now: datetime) -> None:
    """Four workers at the same moment, each of which can be killed at any statement."""

    def work(_: int) -> None:
        with suppress(Killed):
            remind(store, now)

    together(work, 4)


@pytest.mark.postgres
def test_four_workers_killed_at_random_remind_each_person_once(postgres: Store, embedded: Store) -> None:
    opened(postgres)
    opened(embedded)
    chance, deaths = Random(30), 0  # the same chances each time, though threads take them in any order
    for step in range(60):
        now = MONDAY + timedelta(minutes=10 * step)
        with deadly({postgres._writer, postgres._reader}, chance) as killed:
            mortal(postgres, now)
        together(lambda _, now=now: remind(postgres, now), 4)  # type: ignore[misc]  # bound now, not later
        remind(embedded, now)
        deaths += len(killed)
    assert deaths > 5
    assert sent(postgres) == sent(embedded)
    assert set(sent(postgres).values()) == {1}
    assert len(sent(postgres)) == 2 * MANY


def test_two_workers_at_once_send_one_reminder(store: Store) -> None:
    opened(store)
    together(lambda _: remind(store, at(0)), 4)
    assert sent(store) == Counter({("rob", "step:id-Deal 0:1 False"): 1})


def test_a_clock_that_is_set_back_repeats_nothing(embedded: Store) -> None:
    opened(embedded)
    chance = Random(4)  # the same jumps each time
    for step in range(80):
        remind(embedded, MONDAY + timedelta(minutes=15 * step + chance.uniform(-240, 5)))
    assert set(sent(embedded).values()) == {1}


def test_a_reminder_is_sent_until_its_question_is_due_and_a_question_until_the_evening(embedded: Store) -> None:
    opened(embedded)
    remind(embedded, at(1) + 2 * HOUR)
    assert ("rita", "step:id-Deal 1:1 False") not in sent(embedded)
    assert ("rita", "step:id-Deal 1:1 True") in sent(embedded)
    assert ("rob", "step:id-Deal 2:1 False") in sent(embedded)
    remind(embedded, MONDAY + timedelta(days=3))
    assert ("rob", "step:id-Deal 6:1 True") not in sent(embedded)
    with embedded.reading() as tx:
        assert not tx.execute(select(dues).where(dues.c.state == "waiting")).all()


def test_a_step_moved_on_its_own_day_is_reminded_of_at_the_new_time_only(store: Store) -> None:
    tenant = opened(store)
    moved = PlanMoved(1, MONDAY.date(), MONDAY.date(), at(5), at(0))
    with store.writing() as tx:
        plan(tx, tenant, "id-Deal 0", moved)
    remind(store, at(0))
    assert not sent(store)
    remind(store, at(5))
    assert sent(store)["rob", "step:id-Deal 0:1 False"] == 1


def test_a_person_who_left_gets_nothing_and_the_owner_gets_it(embedded: Store) -> None:
    tenant = opened(embedded)
    with embedded.writing() as tx:
        plan(tx, tenant, "id-Deal 0", Planned(2, "check", "leo", MONDAY.date(), at(0)))
        leo = people.find(tx, tenant.id, "leo")
        assert leo
        people.save(tx, tenant.id, leo, replace(leo, colleague=replace(leo.colleague, active=False)))
    remind(embedded, at(0))
    assert sent(embedded) == Counter({("rob", "step:id-Deal 0:2 False"): 1})


def test_a_question_comes_two_hours_later_or_on_the_next_working_morning_at_any_hour() -> None:
    hours = Hours(ZoneInfo("Europe/Berlin"), EVERY_WEEKDAY)
    for quarter in range(4 * 24 * 7):
        when = MONDAY + timedelta(minutes=15 * quarter)
        step = NextStep(1, "call", "rob", when.date(), when)
        reminder, question = reminders.both("d", step, hours)
        assert reminder.due == when
        assert when + 2 * HOUR <= question.due <= when + timedelta(days=3, hours=12)
        assert hours.takes(question.due)
        assert question.useless_after > question.due
