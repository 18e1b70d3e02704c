"""The embedded database: one SQLite file, durable at every commit, written by one at a time."""

from sqlite3 import Connection as Driver
from sqlite3 import OperationalError
from typing import Any

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event

BUSY_SECONDS, PATIENT_SECONDS = 5, 120
"""How long to wait while another process has the file: for a person, and for work that may take minutes."""


def writer(url: URL) -> Engine:
    """The engine that writes: one connection, whose transactions take the file's write lock as they begin."""
    return _engine(url, pool_size=1, max_overflow=0)


def reader(url: URL) -> Engine:
    """The engine that reads: several connections, each transaction seeing the file as it was when it began."""
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
    """Write-ahead log; two processes that switch a new file to it at once get "locked" without being made to wait."""
    for _ in range(50):
        try:
            driver.execute("PRAGMA journal_mode = WAL")
        except OperationalError:
            driver.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        else:
            return
    driver.execute("PRAGMA journal_mode = WAL")


def _refuse_writes(driver: Driver, record: Any) -> None:
    driver.execute("PRAGMA query_only = ON")


def begin(connection: Connection, mode: str, *, patient: bool = False) -> None:
    """Begin for the driver, which is told nothing by SQLAlchemy: IMMEDIATE to write, DEFERRED to read.

    Not an event of the engine's, since one such listener slows down every statement.
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
