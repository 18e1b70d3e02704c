"""A database that takes seconds to make: made once for all workers of a run."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The file of that name, which `make` writes to the path that it is given.

    The first worker makes it and the others wait for it. SQLite's lock is one that every system has.
    """
    folder = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # each worker has a folder of its own in it
    file, half = folder / f"{name}.db", folder / f"{name}.half.db"
    with closing(sqlite3.connect(folder / f"{name}.lock", timeout=600, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        if not file.exists():
            make(half)
            half.rename(file)
    return file
