"""A SQLite file without deals: its tables are made once, and copied for each test."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.store.engine.store import Store


def empty_database(file: Path) -> str:
    """Put an empty database there, unless there is one; returns its address."""
    if not file.exists():
        file.write_bytes(_tables())
    return f"sqlite:///{file}"


@cache
def _tables() -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "deals.db"
        Store.open(f"sqlite:///{file}").close()
        return file.read_bytes()
