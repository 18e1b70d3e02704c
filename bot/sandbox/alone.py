"""Alone: one process at a time plays the sandbox's story; others wait until it is done."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.store.engine.faults import StoreFault

LONGEST = 300.0
"""Seconds to wait. The story takes some ten, and on a slow machine a minute."""


class StillPreparing(StoreFault):
    """Another Stagecoach is still preparing this sandbox. Please try again in a minute."""


@contextmanager
def alone(file: Path, seconds: float = LONGEST) -> Iterator[None]:
    """Wait for your turn, at most so many seconds; raises StillPreparing.

    `file` is an empty database that SQLite locks. The system ends such a lock with its process, also one that is
    killed, and SQLite knows how on every system.
    """
    with closing(sqlite3.connect(file, timeout=seconds, isolation_level=None)) as turn:
        try:
            turn.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            raise StillPreparing from None
        yield
