"""The guard of the SQLite file: it notices when the file is damaged, deleted or replaced, so no data is lost silently.

A number in the file's header (`application_id`) and the same number in a small file beside it show that the database
was made here before. If the database is missing, empty or another one, Stagecoach refuses to start: a company that
lost its file must not go on with an empty one.
"""

import secrets
import sqlite3
from pathlib import Path

import structlog

from bot.store.engine.faults import DamagedFile, ForeignFile, LostFile

LARGEST_CHECKED = 512 * 1024 * 1024
"""Up to this many bytes, every page is checked at the start (about a second). In a larger file, only the schema is."""

TRIES = 50

log = structlog.get_logger("store")


class FileGuard:
    """Guards one file. `check` takes only two system calls, so every transaction runs it."""

    def __init__(self, path: Path) -> None:
        self.path, self._marker = path, path.with_name(f"{path.name}.id")
        self._seen: tuple[int, int] | None = None
        self._size = 0
        self.damaged = False

    def start(self) -> None:
        """Check the file before it is opened; raises LostFile, ForeignFile or DamagedFile, each with what to do."""
        known = self._marker.read_text("ascii").strip() if self._marker.exists() else ""
        empty = not self.path.exists() or self.path.stat().st_size == 0
        if empty and known:
            raise LostFile(self.path, self._marker)
        if empty:
            log.warning("a new, empty database", path=str(self.path))
            return
        number = _checked(self.path)
        if known and str(number) != known:
            raise ForeignFile(self.path, self._marker)

    def remember(self) -> None:
        """Remember this file as the right one; a database without a number gets one."""
        known = self.path.stat()
        self._seen, self._size = (known.st_dev, known.st_ino), known.st_size
        if not self._marker.exists():
            self._marker.write_text(f"{_number_of(self.path)}\n", "ascii")

    def check(self) -> None:
        """Raise LostFile if the file isn't the one that was opened, DamagedFile if it shrank or is damaged."""
        if self._seen is None:
            return
        size = self._size  # read before the file: another thread can write and remember the new size meanwhile
        try:
            now = self.path.stat()
        except OSError:
            raise LostFile(self.path, self._marker) from None
        if (now.st_dev, now.st_ino) != self._seen:
            raise LostFile(self.path, self._marker)
        if self.damaged or now.st_size < size:  # our own writes never shrink it: we don't run VACUUM
            self.damaged = True
            raise DamagedFile(self.path)
        self._size = max(self._size, now.st_size)  # never back to what this thread saw before another one


def _checked(path: Path) -> int:
    """The database's number, after its pages were checked; raises DamagedFile."""
    for _ in range(TRIES):
        try:
            return _looked_at(path)
        except sqlite3.OperationalError:  # another process is starting and has the lock; SQLite doesn't wait
            continue
    return _looked_at(path)


def _looked_at(path: Path) -> int:
    pragma = "quick_check(1)" if path.stat().st_size <= LARGEST_CHECKED else "schema_version"
    try:
        driver = sqlite3.connect(path, timeout=5)
        try:
            (found,) = driver.execute(f"PRAGMA {pragma}").fetchone()
            (number,) = driver.execute("PRAGMA application_id").fetchone()
        finally:
            driver.close()
    except sqlite3.OperationalError:
        raise  # it is locked or can't be opened; that doesn't mean damaged pages
    except sqlite3.DatabaseError:
        raise DamagedFile(path) from None
    if pragma.startswith("quick") and found != "ok":
        raise DamagedFile(path)
    return int(number)


def _number_of(path: Path) -> int:
    """The database's number; a new random one if it has none."""
    driver = sqlite3.connect(path, timeout=5, isolation_level=None)
    try:
        driver.execute("BEGIN IMMEDIATE")
        (number,) = driver.execute("PRAGMA application_id").fetchone()
        if not number:
            number = secrets.randbelow(2**31 - 1) + 1
            driver.execute(f"PRAGMA application_id = {number}")
        driver.execute("COMMIT")
    finally:
        driver.close()
    return int(number)
