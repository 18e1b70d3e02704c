"""Strict Slacks for the tests of connected chats, on a clock that tests move, and always stopped at the end."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bot.store import people
from bot.store.engine.store import Store
from process.colleague import Colleague
from tests.support.moved_clock import MovedClock
from tests.support.stored_deals import US, begin
from tests.support.strict_slack import TEAM, StrictSlack

ROB = Colleague("rob", "Rob", boss="mia")
MIA = Colleague("mia", "Mia", frozenset({"manager"}))
ADA = Colleague("ada", "Ada", frozenset({"admin"}))
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


@pytest.fixture
def company(store: Store) -> Store:
    """Rob, his manager Mia and the admin Ada, on Slack; Ada on Teams too."""
    with store.writing() as tx:
        for one in (ROB, MIA, ADA):
            people.admit(tx, US, "slack", TEAM, f"U0{one.id.upper()}", one, "", "")
        people.link(tx, US, "teams", "t", "ada@teams", "ada")
        begin(tx)
    return store
