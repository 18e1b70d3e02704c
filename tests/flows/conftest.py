"""A sandbox with its story told, and people of its cast who say things there."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from adapters.card import Card
from adapters.chat import Inbound
from adapters.sandbox import cast
from bot import playbooks
from bot.sandbox import Sandbox
from bot.store.store import Store
from tests.flows.told import Say

NOW = datetime(2026, 5, 4, 8, tzinfo=UTC)


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a sandbox whose story was told."""
    file = tmp_path_factory.mktemp("story") / "deals.db"
    store = Store.open(f"sqlite:///{file}")
    Sandbox(store, _clock(), playbooks.texts(None)).begin()
    store.close()
    return file


def _clock() -> Callable[[], datetime]:
    """A moment that moves on by a second with every look at it."""
    seconds = count()
    return lambda: NOW + timedelta(seconds=next(seconds))


@pytest.fixture
def sandbox(told: Path, tmp_path: Path) -> Iterator[Sandbox]:
    """A sandbox of its own for each test, with the story told."""
    store = Store.open(f"sqlite:///{shutil.copy(told, tmp_path)}")
    yield Sandbox(store, _clock(), playbooks.texts(None))
    store.close()


@pytest.fixture
def another(told: Path, tmp_path: Path) -> Iterator[Sandbox]:
    """A second one, to compare with."""
    store = Store.open(f"sqlite:///{shutil.copy(told, tmp_path / 'another.db')}")
    yield Sandbox(store, _clock(), playbooks.texts(None))
    store.close()


@pytest.fixture
def say(sandbox: Sandbox) -> Say:
    """Say a line as one of the cast and get the card."""
    keys = count()

    def say(who: str, text: str, values: Mapping[str, str] | None = None, key: str = "") -> Card:
        everyone = {player.id: cast.speaker(player.id) for player in cast.CAST}
        inbound = Inbound(
            key or f"line-{next(keys)}", cast.speaker(who), cast.place(who), text, values, mentioned=everyone
        )
        return sandbox.answer(inbound).card

    return say
