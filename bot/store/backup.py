"""The backup of a SQLite database: one file, made while the bot writes, and checked page by page."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.store.engine.faults import DamagedFile, StoreFault

OWNER_ONLY = 0o600
BUSY_SECONDS = 30


class NoDatabase(StoreFault):
    """There is no database to back up."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"There is no database at {path}. Set DATABASE_URL to your database.")


class FileTaken(StoreFault):
    """A file is where the backup should be written."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} exists already. Choose another name, or add --replace.")


class OwnFile(StoreFault):
    """The backup would be written over the database itself."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is the database itself. Choose another name for the backup.")


class NotCopied(StoreFault):
    """The file can't be written."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path} can't be written: {why}. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy of a database: where it is, its size in bytes, its deals, and when its last fact happened."""

    source: Path
    file: Path
    size: int
    deals: int
    last: datetime | None


def back_up(source: Path, file: Path, *, replace: bool = False) -> Copied:
    """Copy the database into `file`, as it is at one moment; other processes go on reading and writing.

    Raises NoDatabase, FileTaken, OwnFile, NotCopied or DamagedFile. Then `file` is as it was before.
    """
    if not source.is_file() or not source.stat().st_size:
        raise NoDatabase(source)
    refuse_own(source, file)
    if file.exists() and not replace:
        raise FileTaken(file)
    with written_beside(file) as part:
        copy(source, part)
        check(part, source)
        found = describe(part, source)
    return Copied(source, file, found.size, found.deals, found.last)


def refuse_own(database: Path, file: Path) -> None:
    """Raise OwnFile if `file` is the database or one of the files that belong to it."""
    for end in ("", "-wal", "-shm", ".id"):
        if file.resolve() == database.with_name(database.name + end).resolve():
            raise OwnFile(file)


@contextmanager
def written_beside(file: Path) -> Iterator[Path]:
    """A new file beside `file` that only its owner can read; at the end it takes the place of `file`, or is gone."""
    part = file.with_name(f"{file.name}.part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))
        yield part
        saved(part)
        part.replace(file)
        saved(file.parent)
    except (OSError, sqlite3.OperationalError) as fault:
        raise NotCopied(file, _why(fault)) from fault
    finally:
        part.unlink(missing_ok=True)


def _why(fault: Exception) -> str:
    return getattr(fault, "strerror", None) or str(fault)


def saved(path: Path) -> None:
    """Wait until a file, or what a folder says of its files, is on the disk."""
    if os.name == "nt" and path.is_dir():
        return  # Windows opens no folders, and needs none to be saved
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def copy(source: Path, file: Path) -> None:
    """Copy a database with SQLite's own backup, in one step: what is written meanwhile can't make it begin again."""
    with closing(opened(source)) as before, closing(sqlite3.connect(file)) as after:
        before.backup(after)
        after.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it to lose


def opened(path: Path) -> sqlite3.Connection:
    """A database opened for reading only; one in a folder that can't be written too."""
    reading = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS)
    try:
        reading.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError:
        reading.close()
        if path.with_name(f"{path.name}-wal").exists():
            raise
        return sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True)
    except sqlite3.DatabaseError:
        reading.close()
        raise DamagedFile(path) from None
    return reading


def check(file: Path, named: Path) -> None:
    """Look at every page and every index of a copy; raises DamagedFile with the name of the file it was made from."""
    with closing(sqlite3.connect(file)) as driver:
        try:
            found = driver.execute("PRAGMA integrity_check(1)").fetchone()
        except sqlite3.DatabaseError:
            raise DamagedFile(named) from None
    if found != ("ok",):
        raise DamagedFile(named)


def describe(file: Path, source: Path) -> Copied:
    """What is in a copy."""
    with closing(sqlite3.connect(file)) as driver:
        tables = {name for (name,) in driver.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        if not {"deals", "ledger"} <= tables:
            return Copied(source, file, file.stat().st_size, 0, None)
        (deals,) = driver.execute("SELECT count(*) FROM deals").fetchone()
        (last,) = driver.execute("SELECT max(at) FROM ledger").fetchone()
    return Copied(source, file, file.stat().st_size, deals, datetime.fromisoformat(last) if last else None)
