"""The metrics for Prometheus: what this process did, and how late the database's rows are."""

from datetime import UTC, datetime, timedelta

import pytest
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client.parser import text_string_to_metric_families

from adapters.card import Card
from adapters.chat import Answer, Inbound, Place, Speaker, Undeliverable, Unsent
from bot import web
from bot.assistant import Assistant
from bot.company import playbook_files
from bot.jobs import scheduler
from bot.jobs.deliver import deliver
from bot.store import dues, holds, outbox, tenants
from bot.store.dues import Due
from bot.store.engine.store import Store
from bot.telemetry import metrics
from tests.support.people_and_deal import MONDAY
from tests.support.stored_deals import DEALS, RANDOM, US, FakeChat, card

Found = dict[tuple[str, ...], float]


def read(*collectors: metrics.Late) -> Found:
    """Every sample by its name and the values of its labels."""
    families = text_string_to_metric_families(metrics.page(collectors).decode())
    return {(one.name, *one.labels.values()): one.value for family in families for one in family.samples}


class Since:
    """What has been counted since it was made."""

    def __init__(self) -> None:
        self._before = read()

    def __getitem__(self, sample: tuple[str, ...]) -> float:
        return read().get(sample, 0.0) - self._before.get(sample, 0.0)


@pytest.fixture
def since() -> Since:
    return Since()


def test_commands_are_counted_by_how_they_ended(embedded: Store, since: Since) -> None:
    bot = Assistant(embedded, lambda: MONDAY, playbook_files.texts(None))
    rob = Speaker("sandbox", "w", "rob", "Rob")
    for number, said in enumerate(("new Acme", "advance acme", "advance acme to closing", "xyzzy acme")):
        bot.answer(Inbound(str(number), rob, Place("sandbox", "w", "rob", "direct"), said))
    assert since["stagecoach_commands_total", "new", "done"] == 1
    assert since["stagecoach_commands_total", "advance", "refused"] == 2
    assert since["stagecoach_commands_total", "other", "done"] == 1
    assert since["stagecoach_command_seconds_count", "sandbox"] == 4


def test_what_is_sent_is_counted_by_how_it_ended(store: Store, since: Since) -> None:
    faults = {"deals": [Unsent("429", 1.0), Undeliverable("gone")]}
    with store.writing() as tx:
        for place in (DEALS, RANDOM):
            outbox.post(tx, US, place, card("one"), "s", MONDAY)
    for seconds in (0, 10, 20):
        deliver(store, {"sandbox": FakeChat(faults=faults)}, "w", MONDAY + timedelta(seconds=seconds))
    ended = [since["stagecoach_sends_total", ended, "sandbox"] for ended in ("sent", "later", "parked")]
    assert ended == [1, 1, 1]
    assert since["stagecoach_send_seconds_count", "sandbox"] == 3


def test_what_waits_and_what_is_late_is_read_from_the_database(store: Store) -> None:
    now = MONDAY + timedelta(minutes=5)
    with store.writing() as tx:
        tenant = tenants.make_tenant(tx, "slack", "T1", "Us").id
        for place in (DEALS, DEALS, RANDOM):
            outbox.post(tx, tenant, place, card("one"), "s", MONDAY)
        for number, due in enumerate((MONDAY, now - timedelta(seconds=1), now + timedelta(hours=1))):
            dues.add(tx, tenant, Due(f"d{number}", "stall", "rob", MONDAY.date(), due, now + timedelta(hours=8)))
        holds.hold(tx, tenant, DEALS, now, "revoked")
    found = read(metrics.Late(store, lambda: now))
    assert found["stagecoach_outbox_waiting", "sandbox"] == 3
    assert found["stagecoach_outbox_oldest_seconds", "sandbox"] == 300
    assert found["stagecoach_outbox_held", "sandbox"] == 1
    assert found["stagecoach_due_waiting", "stall"] == 3
    assert found["stagecoach_due_late", "stall"] == 2
    assert found["stagecoach_due_late_seconds", "stall"] == 300


async def test_the_process_that_keeps_the_clock_says_how_late_it_is_and_when_it_ticked(embedded: Store) -> None:
    ticking = scheduler.standard(embedded, {"sandbox": FakeChat()}, lambda *_: None, 60, lambda _: Answer(Card("")))
    with embedded.writing() as tx:
        outbox.post(tx, US, DEALS, card("one"), "s", datetime.now(UTC))
    async with TestClient(TestServer(web.health(embedded, ticking))) as client:
        said = await (await client.get("/metrics")).text()
    assert 'stagecoach_outbox_waiting{platform="sandbox"}' in said
    assert 'stagecoach_tick_age_seconds{job="deliver_messages"}' in said
    assert 'stagecoach_tick_age_seconds{job="sweep_deals"}' in said


async def test_a_web_process_without_a_clock_tells_its_own_counts_only(embedded: Store) -> None:
    async with TestClient(TestServer(web.health(embedded, None))) as client:
        assert (await client.get("/readyz")).status == 200
        response = await client.get("/metrics")
        said = await response.text()
    assert response.headers["Content-Type"].startswith("text/plain")
    assert 'stagecoach_request_seconds_count{path="/readyz",status="200"}' in said
    assert "stagecoach_outbox_waiting" not in said
    assert "stagecoach_tick_age" not in said
