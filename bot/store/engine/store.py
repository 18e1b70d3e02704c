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
    """One database. `embedded` is True for a SQLite file, which only one process uses."""

    def __init__(self, writer: Engine, reader: Engine, guard: FileGuard | None = None) -> None:
        self._guard = guard
        self.embedded = writer.dialect.name == "sqlite"
        self._writer, self._reader = writer, reader
        self._queue = Queue() if self.embedded else None
        self._write_connection: Connection | None = None

    @classmethod
    def open(cls, url: str) -> Self:
        """Open sqlite:///path, postgres://... or postgresql://... A SQLite file gets its tables at once.

        Raises BadAddress for any other address, NotSaved if a file's tables can't be made, and DamagedFile, LostFile
        or ForeignFile, each with what to do, if the file is damaged or isn't the one that was here before.
        """
        store = cls.at(url)
        store.begin()
        return store

    @classmethod
    def at(cls, url: str) -> Self:
        """As `open`, but the tables stay as they are. Raises BadAddress."""
        address = read_address(url)
        if address.get_backend_name() == "postgresql":
            engine = postgres.writer(address)
            return cls(engine, postgres.reader(engine))
        return cls(sqlite.writer(address), sqlite.reader(address), FileGuard(Path(address.database or "")))

    def begin(self) -> None:
        """Check a SQLite file and make its tables. Raises what `open` raises."""
        if self._guard:
            with _plainly(self._guard):
                self._guard.start()
            self.migrate()
            with _plainly(self._guard):
                self._guard.remember()

    @contextmanager
    def writing(self, *, patient: bool = False) -> Iterator[Connection]:
        """One transaction: committed at the end, or rolled back if anything is raised.

        Raises NotSaved if the database is away, silent or full, Crossed if the same can succeed at once when it is
        tried again, WrongSchema if the tables are of another release. `patient` work can take minutes.
        """
        with self._transaction(patient=patient) as tx:
            insist(tx, writes=True)
            yield tx

    @contextmanager
    def _transaction(self, *, patient: bool) -> Iterator[Connection]:
        """The same, with tables of any release."""
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
            self._look_at_the_file()  # the commit went into a file that is gone, so nothing was saved

    @contextmanager
    def reading(self, *, patient: bool = False) -> Iterator[Connection]:
        """A transaction that only reads, and sees one state of the database from start to end. Raises as `writing`."""
        with self._view(patient=patient) as tx:
            insist(tx, writes=False)
            yield tx

    @contextmanager
    def _view(self, *, patient: bool = False) -> Iterator[Connection]:
        """The same, with tables of any release."""
        with _plainly(self._guard), self._reader.begin() as tx, _unhurried(tx, patient):
            if self.embedded:
                sqlite.begin(tx, "DEFERRED")
                self._look_at_the_file()
            yield tx

    def _look_at_the_file(self) -> None:
        if self._guard:
            self._guard.check()

    def migrate(self) -> None:
        """Upgrade the tables to this release; any number of processes can do so at once."""
        if not self._current():
            with self._transaction(patient=True) as tx:
                upgrade(tx)

    def ready(self) -> bool:
        """Whether the database answers and its tables are of this release."""
        try:
            return self._current()
        except NotSaved:
            return False

    def _current(self) -> bool:
        with self._view() as tx:
            return is_current(tx)

    def close(self) -> None:
        """Close every connection."""
        if self._write_connection:
            self._write_connection.close()
            self._write_connection = None
        self._reader.dispose()
        self._writer.dispose()


def read_address(url: str) -> URL:
    """DATABASE_URL as a parsed address; raises BadAddress."""
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
    """Turn faults of the database into StoreFaults, let our own through, and remember that a file is damaged."""
    try:
        yield
    except (sqlite3.DatabaseError, DBAPIError, NoneFree) as fault:
        if guard and _is_damage(fault):
            guard.damaged = True
            raise DamagedFile(guard.path) from fault
        with _by_kind():
            raise


def _is_damage(fault: Exception) -> bool:
    """Whether SQLite found the file's content damaged; the low byte of its code is the kind of fault."""
    code = getattr(getattr(fault, "orig", fault), "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


@contextmanager
def _by_kind() -> Iterator[None]:
    """A fault of the database becomes NotSaved or Crossed; one of our own stays as it is."""
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
    """Turn off the server's time-outs for one transaction, if it is `patient`."""
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
