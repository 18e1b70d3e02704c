"""Vacuum: a SQLite file is rewritten, so that nothing of what was erased is left in its free space."""

import sqlite3
from contextlib import closing
from pathlib import Path


def vacuum(file: Path) -> None:
    """Rewrite the file. Only while no process has it open: the file guard of a running one would find it smaller."""
    with closing(sqlite3.connect(file, isolation_level=None)) as driver:
        driver.execute("VACUUM")
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
