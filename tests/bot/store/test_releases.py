"""A database of a newer release: the old process takes no more commands, and its answer explains that."""

import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import text

from adapters.chat import Inbound, Place, Speaker
from bot import web
from bot.assistant import Assistant
from bot.company import playbook_files
from bot.jobs.deliver import deliver
from bot.store import deals, outbox, tenants
from bot.store.engine.faults import WrongSchema
from bot.store.engine.store import Store
from tests.support.people_and_deal import MONDAY
from tests.support.stored_deals import DEALS, US, FakeChat, begin, card


def say(store: Store, words: str) -> str:
    assistant = Assistant(store, lambda: MONDAY, playbook_files.texts(None))
    inbound = Inbound(words, Speaker("slack", "T1", "U0ROB", "Rob"), Place("slack", "T1", "C0DEALS"), words)
    return assistant.answer(inbound).card.title


def to_a_newer_release(store: Store) -> None:
    with store.writing() as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))


@pytest.mark.parametrize("words", ["new Globex", "list", "log vandelay call one"])
async def test_an_old_process_says_that_stagecoach_is_being_upgraded(store: Store, words: str) -> None:
    assert say(store, "new Vandelay") == "Vandelay is a new deal, in Prospecting"
    to_a_newer_release(store)
    assert "Stagecoach is being upgraded" in say(store, words)
    async with TestClient(TestServer(web.health(store, None))) as client:
        assert (await client.get("/readyz")).status == 503
    with store._view() as tx:
        (tenant,) = tenants.all_tenants(tx)
        assert [brief.name for brief in deals.names(tx, tenant.id)] == ["Vandelay"]


def test_an_old_worker_sends_nothing(store: Store) -> None:
    chat = FakeChat()
    with store.writing() as tx:
        outbox.post(tx, US, DEALS, card("one"), "s", MONDAY)
    to_a_newer_release(store)
    with pytest.raises(WrongSchema):
        deliver(store, {"sandbox": chat}, "w", MONDAY)
    assert chat.sent == []


def test_while_an_upgrade_is_under_way_nothing_is_written(postgres: Store, postgres_address: str) -> None:
    old = Store.open(postgres_address)
    with postgres._transaction(patient=True) as upgrading:
        upgrading.execute(text("SELECT pg_advisory_xact_lock(7282016)"))
        with pytest.raises(WrongSchema), old.writing() as tx:
            begin(tx)
    with old.writing() as tx:
        begin(tx)
    old.close()


def test_a_database_without_tables_is_of_another_release(postgres: Store) -> None:
    with postgres._transaction(patient=True) as tx:
        tx.execute(text("DROP TABLE alembic_version"))
    with pytest.raises(WrongSchema), postgres.writing():
        pass
