"""The store itself: one database, opened once, written and read in transactions."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import OperationalError as DriverFault
from typing import Self

from sqlalchemy import URL, Connection, Engine, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoneFree

from bot.store.engine import postgres, sqlite
from bot.store.engine.faults import BadAddress, Crossed, DamagedFile, NotSaved
from bot.store.engine.file_guard import FileGuard
from bot.store.engine.version import insist, is_current, upgrade
from bot.store.engine.writer_queue import Queue

QUEUE_SECONDS = 10


class Store:
    """One database. `embedded` says whether it is a SQLite file, which one process serves alone."""

    def __init__(self, writer: Engine, reader: Engine, guard: FileGuard | None = None) -> None:
        self._guard = guard
        self.embedded = writer.dialect.name == "sqlite"
        self._writer, self._reader = writer, reader
        self._queue = Queue() if self.embedded else None
        self._write_connection: Connection | None = None

    @classmethod
    def open(cls, url: str) -> Self:
        """Open sqlite:///path, postgres://... or postgresql://...; a SQLite file gets its tables at once.

        Raises BadAddress for any other address, NotSaved when a file's tables cannot be made, and DamagedFile, LostFile
        or ForeignFile, each with what to do, where the file is not the sound one that was here before.
        """
        store = cls.at(url)
        store.begin()
        return store

    @classmethod
    def at(cls, url: str) -> Self:
        """The same, and the tables stay as they are. Raises BadAddress."""
        address = read_address(url)
        if address.get_backend_name() == "postgresql":
            engine = postgres.writer(address)
            return cls(engine, postgres.reader(engine))
        return cls(sqlite.writer(address), sqlite.reader(address), FileGuard(Path(address.database or "")))

    def begin(self) -> None:
        """Look whether a SQLite file is sound and the one that was here before, and make its tables; as `open` does."""
        if self._guard:
            with _plainly(self._guard):
                self._guard.start()
            self.migrate()
            with _plainly(self._guard):
                self._guard.remember()

    @contextmanager
    def writing(self, *, patient: bool = False) -> Iterator[Connection]:
        """One transaction: committed at the end, or nothing of it when anything was raised.

        Raises NotSaved when the database is away, silent or full, Crossed where the same may go through at once when it
        is said again, WrongSchema when the tables are of another release. `patient` work may take minutes.
        """
        with self._transaction(patient=patient) as tx:
            insist(tx, writes=True)
            yield tx

    @contextmanager
    def _transaction(self, *, patient: bool) -> Iterator[Connection]:
        """The same, whatever release the tables are of."""
        if self._queue is None:
            with _plainly(), self._writer.begin() as tx, _unhurried(tx, patient):
                yield tx
            return
        with _in_turn(self._queue), _plainly(self._guard):
            connection = self._write_connection = self._write_connection or self._writer.connect()
            with connection.begin():
                sqlite.begin(connection, "IMMEDIATE", patient=patient)
                self._look_at_the_file()
                yield connection
            self._look_at_the_file()  # what went into a file that is gone was not saved

    @contextmanager
    def reading(self, *, patient: bool = False) -> Iterator[Connection]:
        """A transaction that only reads, and sees one state of the database throughout. Raises the same faults."""
        with self._view(patient=patient) as tx:
            insist(tx, writes=False)
            yield tx

    @contextmanager
    def _view(self, *, patient: bool = False) -> Iterator[Connection]:
        """The same, whatever release the tables are of."""
        with _plainly(self._guard), self._reader.begin() as tx, _unhurried(tx, patient):
            if self.embedded:
                sqlite.begin(tx, "DEFERRED")
                self._look_at_the_file()
            yield tx

    def _look_at_the_file(self) -> None:
        if self._guard:
            self._guard.check()

    def migrate(self) -> None:
        """Bring the tables to this version's shape; any number of processes may do so at once."""
        if not self._current():
            with self._transaction(patient=True) as tx:
                upgrade(tx)

    def ready(self) -> bool:
        """Whether the database answers and its tables are of this version."""
        try:
            return self._current()
        except NotSaved:
            return False

    def _current(self) -> bool:
        with self._view() as tx:
            return is_current(tx)

    def close(self) -> None:
        """Let go of every connection."""
        if self._write_connection:
            self._write_connection.close()
            self._write_connection = None
        self._reader.dispose()
        self._writer.dispose()


def read_address(url: str) -> URL:
    """What DATABASE_URL says; raises BadAddress."""
    try:
        address = make_url(url.replace("postgres://", "postgresql://", 1) if url.startswith("postgres://") else url)
    except ArgumentError:
        raise BadAddress from None
    backend = address.drivername.partition("+")[0]
    if backend == "sqlite" and address.database and address.database != ":memory:":
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        return address
    if backend == "postgresql":
        return address
    raise BadAddress


@contextmanager
def _in_turn(queue: Queue) -> Iterator[None]:
    if not queue.enter(QUEUE_SECONDS):
        raise NotSaved
    try:
        yield
    finally:
        queue.leave()


@contextmanager
def _plainly(guard: FileGuard | None = None) -> Iterator[None]:
    """Tell the faults of a database that is away from those of our own making, and keep in mind that it is damaged."""
    try:
        yield
    except (sqlite3.DatabaseError, DBAPIError, NoneFree) as fault:
        if guard and _is_damage(fault):
            guard.damaged = True
            raise DamagedFile(guard.path) from fault
        with _by_kind():
            raise


def _is_damage(fault: Exception) -> bool:
    """Whether SQLite says that the file's content makes no sense; the low byte of its code is the kind of fault."""
    code = getattr(getattr(fault, "orig", fault), "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


@contextmanager
def _by_kind() -> Iterator[None]:
    """A fault of the database's is NotSaved or Crossed; one of our own making stays what it is."""
    try:
        yield
    except (OperationalError, InterfaceError, NoneFree, DriverFault) as fault:
        crossed = isinstance(fault, OperationalError) and isinstance(fault.orig, postgres.Deadlock)
        raise Crossed if crossed else NotSaved from fault
    except DBAPIError as fault:
        if fault.connection_invalidated or isinstance(fault.orig, postgres.ReadOnly):
            raise NotSaved from fault
        raise


@contextmanager
def _unhurried(tx: Connection, patient: bool) -> Iterator[None]:
    """Lift the limits of time for one transaction on a server."""
    driver = tx.connection.driver_connection
    if not patient or not isinstance(driver, postgres.WatchedConnection):
        yield
        return
    driver.patience = 600
    try:
        tx.execute(text("SET LOCAL statement_timeout = 0"))
        tx.execute(text("SET LOCAL lock_timeout = 0"))
        yield
    finally:
        driver.patience = postgres.PATIENCE
