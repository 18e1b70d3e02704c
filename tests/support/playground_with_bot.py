"""A Teams with people in it and the bot beside it, on a database in which the sandbox's story was told."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.sandbox.sandbox import Sandbox
from bot.store.engine.store import Store
from tests.ring.conftest import told
from tests.support.local_slack_people import answers
from tests.support.playground import CLI, Ground, playground
from tests.support.playground_people import Folk, folk
from tests.support.private_network import NoCell


@dataclass(frozen=True, slots=True)
class Square:
    """The Playground, the people, and the sandbox behind the same deals."""

    ground: Ground
    people: Folk
    sandbox: Sandbox


@asynccontextmanager
async def laid(story: Path, folder: Path, me: str = "rob") -> AsyncIterator[Square]:
    """The personal chat is of `me`. Where npm or a network of our own lacks, this skips and says so."""
    if not CLI.exists():
        pytest.skip("TEAMS WAS NOT TRIED END TO END: npm has not brought the Agents Playground (`make rings` does).")
    database = f"sqlite:///{shutil.copy(story, folder / 'deals.db')}"
    home = folder / "square"
    home.mkdir()
    try:
        with playground(home, me) as ground, closing(Store.open(database)) as store:
            ground.start(database)
            await answers(ground.door, "/_internal/v1/config")
            await answers(ground.bot, "/readyz")
            async with folk(ground.door) as people:
                yield Square(ground, people, told(store))
    except NoCell as why:
        pytest.skip(f"TEAMS WAS NOT TRIED END TO END: {why}")
