"""SQLAlchemy's compiled statements, shared by all engines of a run: each test opens a database of its own.

An engine compiles each statement once, and the bot has one engine for years. A test has one for a moment: a good part
of the time of all tests went into compiling the same statements for the next engine.
"""

from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

COMPILED: dict[Any, Any] = {}


class _Alike:
    """All dialects of one kind are equal: the dialect is a part of a statement's key in the cache."""

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))


class OneSqlite(_Alike, SQLiteDialect_pysqlite):
    """SQLite, with the statements that any engine of it has compiled."""

    supports_statement_cache = True


class OnePostgres(_Alike, PGDialect_psycopg):
    """PostgreSQL, with the statements that any engine of it has compiled."""

    supports_statement_cache = True


def share_statements() -> None:
    """From here on, all engines share what they compile."""
    registry.register("sqlite", __name__, OneSqlite.__name__)
    registry.register("postgresql.psycopg", __name__, OnePostgres.__name__)
    event.listen(Engine, "engine_connect", _share)


def _share(connection: Connection) -> None:
    connection.execution_options(compiled_cache=COMPILED)
