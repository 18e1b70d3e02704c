"""The sweep reads the stalled deals and no others, and judges one again only if something has changed."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import Connection, event, text

from bot.company.snapshot import take_snapshot
from bot.jobs.sweep import Sweeper, sweep
from bot.store import deals, people, playbooks, tenants
from bot.store.engine.store import Store
from bot.store.tenants import Tenant
from process.deal import Deal
from process.facts import Logged
from tests.support.people_and_deal import MONDAY, PEOPLE, STANDARD, STANDARD_TEXT
from tests.support.stored_deals import begin, found, happen

EVE = MONDAY - timedelta(hours=4)
STALLED_AFTER = {stage.key: stage.quiet_days for stage in STANDARD.stage}


@pytest.fixture
def tenant(store: Store) -> Tenant:
    with store.writing() as tx:
        made = replace(tenants.make_tenant(tx, "sandbox", "w", "us"), zone="America/New_York", country="US")
        tenants.save_tenant(tx, made)
        for one in PEOPLE:
            people.admit(tx, made.id, "sandbox", "w", one.id, one, "", "America/New_York")
        playbooks.set_current(tx, made.id, "Standard", playbooks.save(tx, made.id, STANDARD_TEXT))
    return made


def touch(tx: Connection, tenant: Tenant, name: str, stage: str, touched: datetime) -> None:
    known = {"owner": "rob", "playbook": STANDARD.version, "stage": stage}
    begin(tx, name, tenant.id, touched=touched, entered=touched, began=touched, **known)


def read(store: Store, tenant: Tenant, now: datetime) -> set[str]:
    """The ids of the deals that a sweep looks at."""
    with store.reading() as tx:
        return {id_ for _, id_, _ in take_snapshot(tx, tenant, now).stalled_rows()}


def test_only_what_is_stalled_by_the_next_morning_is_read(store: Store, tenant: Tenant) -> None:
    """One deal each night, at midnight in New York, in a stage with a limit of seven working days; today is Monday."""
    midnight = datetime.combine(date(2026, 4, 13), time(4), UTC)
    with store.writing() as tx:
        for night in range(20):
            touch(tx, tenant, f"{night}", "qualification", midnight + timedelta(days=night))
            touch(tx, tenant, f"{night} less a second", "qualification", midnight + timedelta(days=night, seconds=-1))
        snapshot = take_snapshot(tx, tenant, EVE)
        entry = {deal.id for deal in every(tx, tenant) if snapshot.recipients(deal, MONDAY.date())}
    assert read(store, tenant, EVE) == entry
    assert 10 < len(entry) < 30


def every(tx: Connection, tenant: Tenant) -> list[Deal]:
    return deals.all_open(tx, tenant.id, 1_000)


class Judged:
    """How many deals were judged: each asks once for its earlier nudges."""

    def __init__(self, store: Store) -> None:
        self.subjects: list[str] = []
        event.listen(store._reader, "before_cursor_execute", self._hear)

    def _hear(self, connection: object, cursor: object, said: str, values: object, *rest: object) -> None:
        if "dues.subject IN" in said:
            given = values.values() if isinstance(values, dict) else values
            self.subjects += [one for one in given if str(one).startswith("id-")]  # type: ignore[attr-defined]  # SQLite's come as a tuple

    def since(self) -> list[str]:
        judged, self.subjects = sorted(self.subjects), []
        return judged


@pytest.fixture
def stalled_deals(store: Store, tenant: Tenant) -> Store:
    with store.writing() as tx:
        for name in ("Acme", "Globex"):
            touch(tx, tenant, name, "qualification", MONDAY - timedelta(days=30))
    return store


def test_a_deal_is_judged_again_only_when_it_changed(stalled_deals: Store, tenant: Tenant) -> None:
    sweeper, judged = Sweeper(stalled_deals), Judged(stalled_deals)
    assert sweeper.sweep(EVE) == 2
    assert judged.since() == ["id-Acme", "id-Globex"]
    assert sweeper.sweep(EVE + timedelta(minutes=4)) == 0
    assert judged.since() == []
    with stalled_deals.writing() as tx:
        happen(
            tx,
            found(tx, tenant=tenant.id),
            Logged("call", "still here"),
            at=MONDAY - timedelta(days=29),
            tenant=tenant.id,
        )
    assert sweeper.sweep(EVE + timedelta(minutes=8)) == 0
    assert judged.since() == ["id-Acme"]


def test_all_are_judged_again_when_someone_goes_away_or_a_new_day_begins(stalled_deals: Store, tenant: Tenant) -> None:
    sweeper = Sweeper(stalled_deals)
    assert sweeper.sweep(EVE) == 2
    with stalled_deals.writing() as tx:
        rob = people.find(tx, tenant.id, "rob")
        assert rob
        until = MONDAY + timedelta(days=1)
        away = replace(rob.colleague, delegate="rita", away_until=until)
        people.save(tx, tenant.id, rob, replace(rob, colleague=away))
    assert sweeper.sweep(EVE + timedelta(minutes=4)) == 2
    assert sweeper.sweep(EVE + timedelta(minutes=8)) == 0
    assert sweeper.sweep(EVE + timedelta(days=1)) == 2


def test_any_number_of_deals_is_put_down_part_by_part(
    store: Store, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.jobs.sweep.PART", 3)
    monkeypatch.setattr("bot.store.stalled.PAGE", 2)
    with store.writing() as tx:
        for number in range(20):
            touch(tx, tenant, f"Deal {number}", "qualification", MONDAY - timedelta(days=30))
    assert sweep(store, EVE) == 20
    with store.reading() as tx:
        assert tx.scalar(text("SELECT count(*) FROM dues")) == 20
