"""The clock, the health of a process, its settings, and approvals that run out."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import Connection

from adapters.chat import Answer, Inbound
from bot import settings, web
from bot.jobs import scheduler
from bot.jobs.expire import expire
from bot.jobs.scheduler import Clock
from bot.settings import BadSettings, Settings
from bot.store import deals, ledger, outbox, people, playbooks, tenants
from bot.store.engine.store import Store
from bot.store.tenants import Tenant
from process.approval import Approval
from process.context import Context
from process.deal import Deal
from process.facts import ApprovalAsked, Decided
from process.outcome import Outcome
from tests.support.people_and_deal import MONDAY, PEOPLE, SMALL, SMALL_TEXT
from tests.support.stored_deals import DIRECT, FakeChat, begin, card, found, happen

ROOT = Path(__file__).parents[3]


def notify(tx: Connection, tenant: Tenant, context: Context, deal: Deal, outcome: Outcome) -> None:
    """What a view would post: one line to the requester."""
    outbox.post(tx, tenant.id, DIRECT, card(f"{deal.name} ran out"), "s", context.now)


def waiting(store: Store) -> str:
    """A tenant with a deal whose approval runs out in three days."""
    with store.writing() as tx:
        tenant = tenants.make_tenant(tx, "sandbox", "w", "Us").id
        for one in PEOPLE:
            people.admit(tx, tenant, "sandbox", "w", one.id, one, "", "")
        playbooks.set_current(tx, tenant, SMALL.name, playbooks.save(tx, tenant, SMALL_TEXT))
        deal = begin(tx, tenant=tenant, playbook=SMALL.version, stage=SMALL.stage[0].key)
        approval = Approval("a1", deal.stage, "rob", deal.version, MONDAY, MONDAY + timedelta(days=3))
        happen(tx, deal, ApprovalAsked(approval), tenant=tenant)
    return tenant


def test_an_approval_runs_out_once_and_notifies_those_who_waited(store: Store) -> None:
    tenant = waiting(store)
    assert expire(store, MONDAY + timedelta(days=2), notify) == 0
    assert expire(store, MONDAY + timedelta(days=3), notify) == 1
    assert expire(store, MONDAY + timedelta(days=3), notify) == 0
    with store.writing() as tx:
        entry = ledger.of_deal(tx, tenant, "id-Acme")[-1]
        assert (entry.by, entry.fact) == ("stagecoach", Decided("a1", "expired"))
        assert deals.awaiting(tx, tenant) == []
        (outgoing,) = outbox.lease(tx, "w", MONDAY, 10)
        assert outgoing.card.title == "Acme ran out"


def test_an_approval_runs_out_by_the_tenants_own_clock(store: Store) -> None:
    tenant = waiting(store)
    with store.writing() as tx:
        known = tenants.find_tenant(tx, tenant)
        assert known
        tenants.save_tenant(tx, replace(known, clock_offset=3 * 86400.0))
    assert expire(store, MONDAY, notify) == 1
    with store.reading() as tx:
        assert ledger.of_deal(tx, tenant, "id-Acme")[-1].at == MONDAY + timedelta(days=3)
        assert found(tx, tenant=tenant).approval


def unasked(inbound: Inbound) -> Answer:
    """An assistant that no one asks, since no chat here has home pages."""
    raise NotImplementedError  # asked all the same, it fails the test


def test_a_running_clock_delivers_what_is_posted(embedded: Store) -> None:
    arrived = Event()

    class Listener(FakeChat):
        def send(self, post: object) -> str:
            arrived.set()
            return "m1"

    ticking = scheduler.standard(embedded, {"sandbox": Listener()}, notify, 0.01, unasked)
    ticking.start()
    with embedded.writing() as tx:
        outbox.post(tx, "us", DIRECT, card("hello"), "s", MONDAY)
    assert arrived.wait(20)
    ticking.stop()
    assert ticking.alive()


def test_a_job_that_breaks_is_called_again(capsys: pytest.CaptureFixture[str]) -> None:
    again, calls = Event(), list[datetime]()

    def job(now: datetime) -> None:
        calls.append(now)
        if len(calls) == 1:
            raise ZeroDivisionError
        again.set()

    ticking = Clock({job: 0.01})
    ticking.start()
    assert again.wait(20)
    ticking.stop()
    assert "ZeroDivisionError" in capsys.readouterr().out


async def test_a_process_says_that_it_lives_and_that_it_is_ready(embedded: Store) -> None:
    ticking = scheduler.standard(embedded, {}, notify, 1, unasked)
    async with TestClient(TestServer(web.health(embedded, ticking))) as client:
        assert (await client.get("/healthz")).status == 200
        ready = await client.get("/readyz")
        assert (ready.status, await ready.json()) == (200, {"store": True, "clock": True})
        for job in ticking.last_tick:
            ticking.last_tick[job] -= scheduler.SILENT_SECONDS + 1
        ready = await client.get("/readyz")
        assert (ready.status, await ready.json()) == (503, {"store": True, "clock": False})


def test_a_worker_refuses_sqlite_and_says_what_to_run_instead(embedded: Store) -> None:
    with pytest.raises(
        web.NeedsServer, match=r"A worker needs PostgreSQL\. With SQLite, `stagecoach web` runs the jobs"
    ):
        web.work(Settings(), embedded, {}, notify, unasked)


SERVE = """
from bot import settings, web
from bot.telemetry import logs
from bot.store.engine.store import Store
known = settings.read()
logs.begin(known.log_level)
store = Store.open(known.database_url)
run = web.serve_web if store.embedded else web.work
run(known, store, {}, print, print, **({"routes": print} if store.embedded else {}))
store.close()
"""


def test_a_process_that_gets_a_stop_signal_ends_well(address: str) -> None:
    known = {**os.environ, "PYTHONPATH": ".", "DATABASE_URL": address, "PORT": "0", "PYTHONWARNINGS": "error"}
    process = subprocess.Popen([sys.executable, "-c", SERVE], cwd=ROOT, env=known, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    assert json.loads(process.stderr.readline())["event"] == "started"
    process.terminate()
    assert (process.communicate(timeout=60)[1], process.returncode) == ("", 0)


def test_everything_has_a_setting_to_start_with(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "HOST", "PORT", "PLAYBOOK", "TICK", "LOG_LEVEL"):
        monkeypatch.setenv(name, "")
    known = settings.read()
    assert (known.database_url, known.host, known.port) == ("sqlite:///stagecoach.db", "127.0.0.1", 3000)
    assert known.playbook is None


def test_a_setting_that_cannot_be_used_is_named_and_its_value_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "many")
    monkeypatch.setenv("DATABASE_URL", "mysql://root:hunter2@db/deals")
    with pytest.raises(BadSettings) as raised:
        settings.read()
    assert str(raised.value).splitlines() == [
        "DATABASE_URL: It should begin with sqlite:/// or postgres://.",
        "PORT: It should be a whole number.",
    ]
