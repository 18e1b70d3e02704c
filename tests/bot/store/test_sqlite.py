"""The embedded file: durable at every commit, shared by processes, and written in the order of arrival."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import text

from bot.store import channels, ledger
from bot.store.engine.faults import BadAddress, NotSaved
from bot.store.engine.store import Store
from bot.store.engine.writer_queue import Queue
from process.facts import Logged
from tests.support.other_process import other_process
from tests.support.process_work import log_calls
from tests.support.stored_deals import DEALS, US, begin, found, move


def notes(store: Store) -> set[str]:
    with store.reading() as tx:
        return {entry.fact.note for entry in ledger.of_deal(tx, US, "id-Acme") if isinstance(entry.fact, Logged)}


def test_two_processes_that_open_a_new_file_at_once_both_succeed(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'new.db'}"
    for process in [other_process(log_calls, address, name, 0) for name in ("one", "two", "three")]:
        assert (process.rest()[-1], process.code) == ("open\n", 0)  # before it, that the database is new
    store = Store.open(address)
    assert store.ready()
    store.close()


def test_a_start_waits_for_another_process_that_just_makes_the_file(tmp_path: Path) -> None:
    file = tmp_path / "new.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as other, ThreadPoolExecutor(1) as ours:
        other.execute("BEGIN IMMEDIATE")
        start = ours.submit(Store.open, f"sqlite:///{file}")
        assert not wait([start], timeout=0.3).done
        other.execute("COMMIT")
        store = start.result()
    assert store.ready()
    store.close()


def test_patient_work_waits_for_another_process_longer_than_a_person_would(
    embedded: Store, sqlite_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.engine.sqlite.BUSY_SECONDS", 0)
    other = Store.open(sqlite_address)

    def see() -> str:
        with other.writing(patient=True) as tx:
            return found(tx).name

    with ThreadPoolExecutor(1) as pool:
        with embedded.writing() as tx:
            begin(tx)
            with pytest.raises(NotSaved), other.writing():
                pass
            patient = pool.submit(see)
            assert not wait([patient], timeout=0.3).done
        assert patient.result(30) == "Acme"
    other.close()


def test_two_processes_that_write_one_file_lose_nothing(embedded: Store, sqlite_address: str) -> None:
    with embedded.writing() as tx:
        begin(tx)
    for process in [other_process(log_calls, sqlite_address, name, 30) for name in ("one", "two")]:
        process.rest()
        assert process.code == 0
    assert notes(embedded) == {f"{name}-{number}" for name in ("one", "two") for number in range(30)}


@pytest.mark.parametrize("after", [1, 7, 19])
def test_a_kill_in_the_middle_loses_nothing_that_was_acknowledged(
    embedded: Store, sqlite_address: str, after: int
) -> None:
    with embedded.writing() as tx:
        begin(tx)
    process = other_process(log_calls, sqlite_address, "killed", 10_000)
    said = [process.said.readline() for _ in range(after + 1)]
    process.kill()
    said += process.rest()
    acknowledged = {f"killed-{line.strip()}" for line in said[1:] if line.endswith("\n")}
    assert len(acknowledged) >= after
    assert acknowledged <= notes(embedded)
    with embedded.reading() as tx:
        assert found(tx).version == len(notes(embedded)) + 1


def test_the_file_is_durable_at_every_commit(embedded: Store, sqlite_address: str) -> None:
    with embedded.writing() as tx:
        assert tx.scalar(text("PRAGMA journal_mode")) == "wal"
        assert tx.scalar(text("PRAGMA synchronous")) == 2


def test_a_reader_cannot_write(embedded: Store) -> None:
    with pytest.raises(NotSaved), embedded.reading() as tx:
        channels.bind(tx, US, DEALS, "id-Acme")


def test_a_reader_sees_one_state_while_others_write(embedded: Store) -> None:
    with embedded.writing() as tx:
        begin(tx)
    with embedded.reading() as seen:
        before = found(seen)
        with embedded.writing() as tx:
            move(tx)
        assert found(seen) == before
    with embedded.reading() as seen:
        assert found(seen).stage == "agree"


def test_a_file_that_another_process_keeps_locked_is_answered_not_saved(embedded: Store, sqlite_address: str) -> None:
    with embedded.writing() as tx:
        tx.execute(text("PRAGMA busy_timeout = 1"))
    with sqlite3.connect(sqlite_address.removeprefix("sqlite:///"), isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(NotSaved, match="Nothing was saved"), embedded.writing():
            pass
    other.close()
    with embedded.writing() as tx:
        begin(tx)


def test_a_full_disk_is_answered_not_saved_and_what_was_saved_stays(embedded: Store) -> None:
    with embedded.writing() as tx:
        begin(tx)
        pages = tx.scalar(text("PRAGMA page_count"))
        tx.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(NotSaved), embedded.writing() as tx:
        begin(tx, "Globex", product="x" * 100_000)
    with embedded.reading() as tx:
        assert found(tx).name == "Acme"
    with embedded.writing() as tx:
        tx.exec_driver_sql("PRAGMA max_page_count = 100000")
        begin(tx, "Globex")


def test_writers_write_in_the_order_of_their_arrival() -> None:
    queue, order = Queue(), list[int]()

    def write(number: int) -> None:
        assert queue.enter(60)
        order.append(number)
        queue.leave()

    assert queue.enter(60)
    threads = []
    for number in range(20):
        threads.append(Thread(target=write, args=[number]))
        threads[-1].start()
        while queue.length <= number:
            pass
    queue.leave()
    for thread in threads:
        thread.join()
    assert order == list(range(20))


def test_a_writer_whose_turn_does_not_come_leaves_the_queue() -> None:
    queue = Queue()
    came: list[bool] = []
    assert queue.enter(60)
    thread = Thread(target=lambda: came.append(queue.enter(0.01)))
    thread.start()
    thread.join()
    assert came == [False]
    queue.leave()
    assert queue.enter(0)


def test_a_transaction_inside_another_is_refused_at_once(embedded: Store) -> None:
    with embedded.writing(), pytest.raises(RuntimeError, match="open in this thread"), embedded.writing():
        pass


@pytest.mark.parametrize("url", ["mysql://x/y", "deals.db", "", "sqlite://", "sqlite:///:memory:"])
def test_an_address_of_another_database_is_refused_in_a_sentence(url: str) -> None:
    with pytest.raises(BadAddress, match="DATABASE_URL must begin with"):
        Store.open(url)
