"""The restore of a SQLite database: a backup is checked, brought to this release, and takes the database's place.

The order makes it safe to be killed: until the last rename the file guard finds no database where one should be, and
Stagecoach doesn't start with an empty one.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.store import backup
from bot.store.backup import Copied
from bot.store.engine.faults import DamagedFile, StoreFault
from bot.store.engine.store import Store
from bot.store.engine.version import newest

SQLITE, POSTGRES = b"SQLite format 3\0", b"PGDMP"
WAITING = "UPDATE outbox SET doubtful = 1 WHERE state = 'waiting'"
"""Before a message that waited is sent, its chat is asked for it: it can have gone out after the backup was made."""


class NoBackup(StoreFault):
    """There is no such file."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"There is no file {path}.")


class NotABackup(StoreFault):
    """The file isn't a database of Stagecoach."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is not a backup of Stagecoach. Make one with `stagecoach backup FILE`.")


class DamagedBackup(StoreFault):
    """The backup itself is damaged."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"The backup {path} is damaged. Nothing was changed. Restore an earlier backup.")


class OtherKind(StoreFault):
    """The file is a dump of PostgreSQL."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is a dump of PostgreSQL. Set DATABASE_URL to postgres://… to restore it.")


class NewerRelease(StoreFault):
    """The backup was made by a newer release."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is from a newer release of Stagecoach. Install that release, then restore it.")


class StillRunning(StoreFault):
    """A process has the database open."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is in use. Stop Stagecoach first. Nothing was changed.")


class Filled(StoreFault):
    """The database has deals."""

    def __init__(self, path: Path, deals: int) -> None:
        super().__init__(
            f"{path} has {deals} deal{'' if deals == 1 else 's'}. To put the backup in its place, add --replace. "
            "The database of now then stays in a file beside it."
        )


class OtherDatabase(StoreFault):
    """The backup is of another database than the one that was here."""

    def __init__(self, path: Path, file: Path) -> None:
        super().__init__(
            f"{file} is a backup of another database than the one that was at {path}. If you mean it, add --replace."
        )


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, the schema it came with, and where the database before it is; None if there was none."""

    backup: Copied
    schema: str
    aside: Path | None


def restore(file: Path, target: Path, aside: Path, *, replace: bool = False) -> Restored:
    """Put a backup in the place of the database at `target`, which moves to `aside` if there is one.

    Raises a StoreFault with what to do. Then the database is as it was before.
    """
    try:
        return _restored(file, target, aside, replace=replace)
    except DamagedFile:
        raise DamagedBackup(file) from None


def _restored(file: Path, target: Path, aside: Path, *, replace: bool) -> Restored:
    schema = _schema_of(file, target)
    _refuse_to_lose(file, target, replace=replace)
    with backup.written_beside(target) as part:
        backup.copy(file, part)
        backup.check(part, file)
        _bring_up_to_date(part)
        found = backup.describe(part, file)
        there = target.exists() and target.stat().st_size > 0
        _move_aside(part, target, aside)
    return Restored(found, schema, aside if there else None)


def _schema_of(file: Path, target: Path) -> str:
    """The number of a backup's newest migration; raises if it can't be restored here."""
    if not file.is_file():
        raise NoBackup(file)
    backup.refuse_own(target, file)
    with file.open("rb") as content:
        head = content.read(len(SQLITE))
    if head.startswith(POSTGRES):
        raise OtherKind(file)
    if head != SQLITE:
        raise NotABackup(file)
    with closing(backup.opened(file)) as driver:
        schema = _version(driver, file)
    if not schema:
        raise NotABackup(file)
    if schema > newest():
        raise NewerRelease(file)
    return schema


def _version(driver: sqlite3.Connection, file: Path) -> str:
    try:
        found = driver.execute("SELECT version_num FROM alembic_version").fetchone()
        driver.execute("SELECT count(*) FROM deals, tenants WHERE false").fetchone()
    except sqlite3.DatabaseError as fault:
        if fault.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise DamagedFile(file) from None
        return ""
    return str(found[0]) if found else ""


def _refuse_to_lose(file: Path, target: Path, *, replace: bool) -> None:
    """Raise if a process has the database open, or if it would be overwritten without being asked for."""
    if target.exists() and target.stat().st_size:
        deals = deals_if_free(target)
        if deals and not replace:
            raise Filled(target, deals)
    marker = _marker(target)
    if marker.exists() and not replace and marker.read_text("ascii").strip() != str(_number(file)):
        raise OtherDatabase(target, file)


def deals_if_free(target: Path) -> int:
    """How many deals a database has, 0 if it is damaged; raises StillRunning if a process has it open.

    A process with a write-ahead log holds a shared lock for as long as it has the file open, so an exclusive one shows.
    """
    with closing(sqlite3.connect(target, timeout=0, isolation_level=None)) as driver:
        try:
            driver.execute("PRAGMA locking_mode = EXCLUSIVE")
            driver.execute("BEGIN EXCLUSIVE")
            (deals,) = driver.execute("SELECT count(*) FROM deals").fetchone()
            driver.execute("COMMIT")
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise StillRunning(target) from None
            return 0
        except sqlite3.DatabaseError:
            return 0
    return int(deals)


def _bring_up_to_date(part: Path) -> None:
    """Run the migrations that the backup lacks, and mark what waits to be sent."""
    store = Store.at(f"sqlite:///{part}")
    try:
        store.migrate()
    finally:
        store.close()
    with closing(sqlite3.connect(part)) as driver:
        driver.execute("PRAGMA journal_mode = DELETE")
        driver.execute(WAITING)
        driver.commit()


def _move_aside(part: Path, target: Path, aside: Path) -> None:
    """Move the database aside with the files that belong to it; the number beside it is the new one's."""
    number = _number(part)
    if target.exists():
        deals_if_free(target)  # a process can have opened it meanwhile
        part.chmod(target.stat().st_mode)  # who could open it can open it still
    for end in ("", "-wal"):
        there = target.with_name(target.name + end)
        if there.exists():
            there.replace(aside.with_name(aside.name + end))
    target.with_name(f"{target.name}-shm").unlink(missing_ok=True)  # SQLite makes it again from the log
    if number:
        _marker(target).write_text(f"{number}\n", "ascii")
    else:
        _marker(target).unlink(missing_ok=True)


def _marker(target: Path) -> Path:
    return target.with_name(f"{target.name}.id")


def _number(path: Path) -> int:
    """The number by which the file guard knows a database."""
    with closing(backup.opened(path)) as driver:
        (number,) = driver.execute("PRAGMA application_id").fetchone()
    return int(number)
