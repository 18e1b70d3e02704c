"""The schema's version: whether the tables are of this release, and how to upgrade them."""

from functools import cache
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError

from bot.store.engine.faults import WrongSchema

MIGRATIONS = Path(__file__).parents[1] / "migrations"
VERSION = text("SELECT version_num FROM alembic_version")
ALONE = text("SELECT pg_advisory_xact_lock(7282016)")
NOBODY_UPGRADES = text("SELECT pg_try_advisory_xact_lock_shared(7282016)")


@cache
def newest() -> str:
    """The number of the newest migration."""
    return max(path.stem[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def is_current(tx: Connection) -> bool:
    """Whether the tables are of this release."""
    return inspect(tx).has_table("alembic_version") and tx.scalar(VERSION) == newest()


def insist(tx: Connection, *, writes: bool) -> None:
    """Raise WrongSchema unless the tables are of this release, and keep them so until this transaction ends.

    An upgrade waits for the writing transactions, and later ones are refused. SQLite has one writer anyway.
    """
    if writes and tx.dialect.name == "postgresql" and not tx.scalar(NOBODY_UPGRADES):
        raise WrongSchema
    try:
        found = tx.scalar(VERSION)
    except (OperationalError, ProgrammingError) as fault:
        if _no_table(fault):
            raise WrongSchema from fault
        raise
    if found != newest():
        raise WrongSchema


def _no_table(fault: DBAPIError) -> bool:
    """Whether this means that a table is missing: SQLSTATE 42P01 on PostgreSQL, words on SQLite."""
    return getattr(fault.orig, "sqlstate", "") == "42P01" or "no such table" in str(fault.orig)


def upgrade(tx: Connection) -> None:
    """Run the missing migrations inside this transaction; none are missing if another process was first.

    Raises WrongSchema if the tables are of a later release.
    """
    from alembic import command  # noqa: PLC0415  # a third of a second that only an upgrade has to wait
    from alembic.config import Config  # noqa: PLC0415  # the same
    from alembic.util import CommandError  # noqa: PLC0415  # the same

    if tx.dialect.name == "postgresql":
        tx.execute(ALONE)
    config = Config(attributes={"connection": tx})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    try:
        command.upgrade(config, "head")
    except CommandError as fault:
        raise WrongSchema from fault
