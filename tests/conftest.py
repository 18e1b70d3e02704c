"""Settings for all tests: generated examples are the same each time, and have no time limit."""

import gc
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import settings

from tests.support.one_statement_cache import share_statements

settings.register_profile("steady", deadline=None, derandomize=True, database=None, max_examples=30)
settings.register_profile("rings", deadline=None, derandomize=True, database=None, max_examples=300)
settings.register_profile("search", deadline=None, max_examples=2_000)
settings.load_profile("steady")
share_statements()
gc.disable()  # what is imported stays, and looking for garbage in it took a twentieth of the time


def pytest_collection_finish() -> None:
    """From here on, look for garbage among what the tests make."""
    gc.freeze()
    gc.enable()


@pytest.fixture(autouse=True)
def logs_as_before() -> Iterator[None]:
    """A test that begins the logs leaves none behind that write to a stream of its own."""
    yield
    structlog.reset_defaults()
