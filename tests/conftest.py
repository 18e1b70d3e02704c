"""Settings for all tests: generated examples are the same each time, and have no time limit."""

import gc
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import settings

from tests.support.memory_folder import write_to_memory
from tests.support.one_statement_cache import share_statements


def plain_logs() -> None:
    """Each log line as plain text, and a fault without its values.

    structlog's own drawing of one fault in a bot with its deals took 44 seconds and 800 MB.
    """
    structlog.reset_defaults()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["level", "event"]),
        ]
    )


settings.register_profile("steady", deadline=None, derandomize=True, database=None, max_examples=30)
settings.register_profile("rings", deadline=None, derandomize=True, database=None, max_examples=300)
settings.register_profile("search", deadline=None, max_examples=2_000)
settings.load_profile("steady")
share_statements()
write_to_memory()
plain_logs()
gc.disable()  # what is imported stays, and looking for garbage in it took a twentieth of the time


def pytest_collection_finish() -> None:
    """From here on, look for garbage among what the tests make."""
    gc.freeze()
    gc.enable()


@pytest.fixture(autouse=True)
def logs_as_before() -> Iterator[None]:
    """A test that begins the logs leaves none behind that write to a stream of its own."""
    yield
    plain_logs()
