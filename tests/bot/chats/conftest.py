"""Strict Slacks for the tests of connected chats, on a clock that tests move, and always stopped at the end."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.support.moved_clock import MovedClock
from tests.support.strict_slack import StrictSlack

Strict = Callable[..., StrictSlack]


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
def strict(clock: MovedClock) -> Iterator[Strict]:
    """Makes a strict Slack on the test's clock; its sockets are closed with the test."""
    made: list[StrictSlack] = []

    def make(**traits: Any) -> StrictSlack:
        made.append(StrictSlack(clock=clock, **traits))
        return made[-1]

    yield make
    for slack in made:
        slack.stop()
