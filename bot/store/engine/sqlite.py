"""SQLite: one file, durable at every commit, with one writer at a time."""

from sqlite3 import Connection as Driver
from sqlite3 import OperationalError
from typing import Any

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event

BUSY_SECONDS, PATIENT_SECONDS = 5, 120
"""Seconds to wait while another process has the file: for a person's request, and for work that can take minutes."""


def writer(url: URL) -> Engine:
    """The engine for writing: one connection, whose transactions take the file's write lock when they begin."""
    return _engine(url, pool_size=1, max_overflow=0)


def reader(url: URL) -> Engine:
    """The engine for reading: several connections. A transaction sees the file as it was when it began."""
    engine = _engine(url, pool_size=4, max_overflow=60)
    event.listen(engine, "connect", _refuse_writes)
    return engine


def _engine(url: URL, pool_size: int, max_overflow: int) -> Engine:
    arguments = {"check_same_thread": False, "isolation_level": None, "timeout": BUSY_SECONDS}
    engine = create_engine(
        url, poolclass=QueuePool, pool_size=pool_size, max_overflow=max_overflow, connect_args=arguments
    )
    event.listen(engine, "connect", _make_durable)
    return engine


def _make_durable(driver: Driver, record: Any) -> None:
    _log_ahead(driver)
    driver.execute("PRAGMA synchronous = FULL")
    driver.execute("PRAGMA cache_size = -16000")
    driver.execute("PRAGMA temp_store = MEMORY")


def _log_ahead(driver: Driver) -> None:
    """Turn on the write-ahead log. If two processes do this at once on a new file, one gets "locked" without a wait."""
    for _ in range(50):
        try:
            driver.execute("PRAGMA journal_mode = WAL")
        except OperationalError:
            driver.execute("BEGIN EXCLUSIVE")  # this waits, for those who read too
            driver.execute("ROLLBACK")
        else:
            return
    driver.execute("PRAGMA journal_mode = WAL")


def _refuse_writes(driver: Driver, record: Any) -> None:
    driver.execute("PRAGMA query_only = ON")


def begin(connection: Connection, mode: str, *, patient: bool = False) -> None:
    """Begin a transaction ourselves, because SQLAlchemy sends no BEGIN here: IMMEDIATE to write, DEFERRED to read.

    Not as an event of the engine: one such listener slows down every statement.
    """
    driver: Any = connection.connection.driver_connection
    if not patient:
        driver.execute(f"BEGIN {mode}")
        return
    driver.execute(f"PRAGMA busy_timeout = {PATIENT_SECONDS * 1000}")
    try:
        driver.execute(f"BEGIN {mode}")
    finally:
        driver.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
