"""PostgreSQL that stops, falls silent or starts again: no one waits for long, and Stagecoach recovers by itself."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from bot.store import channels
from bot.store.engine import postgres as engine
from bot.store.engine.faults import NotSaved
from bot.store.engine.store import Store
from tests.bot.conftest import Server
from tests.support.stored_deals import DEALS, US, begin, found

pytestmark = pytest.mark.postgres


@contextmanager
def silent(process: int) -> Iterator[None]:
    """A stopped process of the server: the kernel still answers for it, but the process doesn't."""
    os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process, signal.SIGCONT)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Makes our own time-outs short: the first test waits for as long as people do."""

    def impatient() -> None:
        monkeypatch.setattr(engine.WatchedConnection, "patience", 0.2)
        monkeypatch.setattr(engine, "CONNECT_SECONDS", 0.2)

    return impatient


def backend(store: Store) -> int:
    with store.reading() as tx:
        return int(tx.scalar(text("SELECT pg_backend_pid()")) or 0)


def postmaster(server: Server) -> int:
    with psycopg.connect(server.uri) as connection:
        (folder,) = connection.execute("SHOW data_directory").fetchone() or ("",)
    return int((Path(folder) / "postmaster.pid").read_text("utf-8").splitlines()[0])


def test_a_silent_server_is_answered_not_saved(postgres: Store) -> None:
    with postgres.writing() as tx:
        begin(tx)
    with silent(backend(postgres)), pytest.raises(NotSaved), postgres.writing() as tx:
        begin(tx, "Globex")
    with postgres.writing() as tx:
        begin(tx, "Initech")
        assert found(tx).name == "Acme"


def test_a_server_that_falls_silent_before_the_commit_is_answered_not_saved(
    postgres: Store, impatient: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    process = backend(postgres)
    with pytest.raises(NotSaved), postgres.writing() as tx:
        begin(tx)
        os.kill(process, signal.SIGSTOP)
        impatient()
    os.kill(process, signal.SIGCONT)
    monkeypatch.undo()
    assert postgres.ready()


def test_a_server_that_lets_no_one_in_is_answered_not_saved(
    server: Server, postgres_address: str, impatient: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.open(postgres_address)
    with silent(postmaster(server)):
        impatient()
        assert not store.ready()
        with pytest.raises(NotSaved), store.writing():
            pass
    monkeypatch.undo()
    assert store.ready()
    store.close()


def test_connections_that_the_server_closed_meanwhile_are_replaced_unnoticed(server: Server, postgres: Store) -> None:
    process = backend(postgres)
    with psycopg.connect(server.uri, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [process])
    with postgres.writing() as tx:
        begin(tx)
    assert backend(postgres) != process


def test_a_statement_that_takes_too_long_is_given_up(postgres: Store) -> None:
    with pytest.raises(NotSaved), postgres.reading() as tx:
        tx.execute(text("SET LOCAL statement_timeout = '50ms'"))
        tx.execute(text("SELECT pg_sleep(60)"))
    with postgres.reading(patient=True) as tx:
        assert tx.scalar(text("SHOW statement_timeout")) == "0"
    with postgres.reading() as tx:
        assert tx.scalar(text("SHOW statement_timeout")) == "1500ms"


def test_one_statement_gets_one_process_of_the_server(postgres: Store) -> None:
    with postgres.reading() as reader, postgres.writing() as writer:
        for tx in (reader, writer):
            assert tx.scalar(text("SHOW max_parallel_workers_per_gather")) == "0"


def test_a_reader_cannot_write(postgres: Store) -> None:
    with pytest.raises(NotSaved), postgres.reading() as tx:
        channels.bind(tx, US, DEALS, "id-Acme")
    with postgres.writing() as tx:
        channels.bind(tx, US, DEALS, "id-Acme")


def test_the_address_may_begin_as_hosts_write_it(postgres_address: str) -> None:
    store = Store.open(postgres_address.replace("postgresql://", "postgres://"))
    assert store.ready()
    assert not store.embedded
    store.close()
