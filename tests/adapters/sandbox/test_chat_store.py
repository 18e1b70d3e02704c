"""The sandbox's chat file where several processes start at the same moment."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from pathlib import Path

from adapters.sandbox.chat_store import ChatStore


def test_a_start_waits_for_another_one_that_makes_the_file(tmp_path: Path) -> None:
    file = tmp_path / "room.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as other, ThreadPoolExecutor(1) as ours:
        other.execute("BEGIN IMMEDIATE")
        start = ours.submit(ChatStore, file)
        assert not wait([start], timeout=0.3).done
        other.execute("COMMIT")
        assert start.result().open("acme") == "#acme"
