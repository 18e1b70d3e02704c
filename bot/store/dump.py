"""The dump of a PostgreSQL database: the lines to run, and what is in the database that a restore would replace."""

import shlex
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg
from sqlalchemy import URL

from bot.store.engine.faults import NotSaved

OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
CLOSING_PAUSES = (0.05, 0.2, 0.5)
ASIDE = "before_"
"""How the schema begins in which a database stays that a restore took the place of."""
HAS_DEALS = "SELECT to_regclass('deals') IS NOT NULL"


@dataclass(frozen=True, slots=True)
class State:
    """How many deals a database has, and how many other connections are open to it."""

    deals: int
    connections: int


def dump_line(address: URL, file: Path) -> str:
    """The line that writes one file with everything in it, without a password."""
    options = ["--format=custom", "--no-owner", "--no-acl", f"--exclude-schema={ASIDE}*", f"--file={file}"]
    return shlex.join(["pg_dump", *options, _without_secret(address)])


def restore_lines(address: URL, file: Path, now: datetime, *, replace: bool) -> str:
    """The lines that restore a dump in one transaction, so that it is there whole or not at all.

    With `replace` the tables of now move aside first, all of them: a table that only a later release has would be in
    the way of the next update.
    """
    where = f"--dbname={_without_secret(address)}"
    aside = f"ALTER SCHEMA public RENAME TO {ASIDE}{now:%Y%m%d_%H%M%S}; CREATE SCHEMA public"
    moved = shlex.join(["psql", where, "--set=ON_ERROR_STOP=1", f"--command={aside}"])
    restored = shlex.join(
        ["pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-acl", where, str(file)]
    )
    return f"{moved}\n{restored}" if replace else restored


def _without_secret(address: URL) -> str:
    """The address as PostgreSQL's own programs read it; the password comes from PGPASSWORD or ~/.pgpass."""
    query = {name: value for name, value in address.query.items() if name != "password"}
    return URL.create(
        "postgresql", address.username, None, address.host, address.port, address.database, query
    ).render_as_string()


def state(address: URL) -> State:
    """What is in a database; raises NotSaved if it doesn't answer."""
    whole = address.set(drivername="postgresql").render_as_string(hide_password=False)
    try:
        with psycopg.connect(whole, connect_timeout=5, autocommit=True) as tx:
            return State(_deals(tx), _connections(tx))
    except psycopg.OperationalError as fault:
        raise NotSaved from fault


def _connections(tx: psycopg.Connection[tuple[int]]) -> int:
    """How many others are connected; one that was closed a moment ago is still listed for a moment."""
    for pause in CLOSING_PAUSES:
        if not _one(tx, OTHERS):
            return 0
        time.sleep(pause)
    return _one(tx, OTHERS)


def _deals(tx: psycopg.Connection[tuple[int]]) -> int:
    return _one(tx, "SELECT count(*) FROM deals") if _one(tx, HAS_DEALS) else 0


def _one(tx: psycopg.Connection[tuple[int]], statement: str) -> int:
    row = tx.execute(statement).fetchone()
    return row[0] if row else 0
