"""A Teams with people in it and the bot beside it, on a database with the sandbox's story."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.sandbox.sandbox import Sandbox
from bot.store.engine.store import Store
from tests.ring.conftest import sandbox_of
from tests.support.local_slack_people import answers
from tests.support.playground import CLI, PlaygroundSite, playground
from tests.support.playground_people import PlaygroundPeople, playground_people
from tests.support.private_network import NoPrivateNetwork


@dataclass(frozen=True, slots=True)
class TeamsWithBot:
    """The Playground, the people, and the sandbox behind the same deals."""

    site: PlaygroundSite
    people: PlaygroundPeople
    sandbox: Sandbox


@asynccontextmanager
async def teams_with_bot(story: Path, folder: Path, me: str = "rob") -> AsyncIterator[TeamsWithBot]:
    """The personal chat is of `me`. Skips with a reason if npm or a private network is missing."""
    if not CLI.exists():
        pytest.skip("TEAMS WAS NOT TRIED END TO END: npm has not brought the Agents Playground (`make rings` does).")
    database = f"sqlite:///{shutil.copy(story, folder / 'deals.db')}"
    home = folder / "teams"
    home.mkdir()
    try:
        with playground(home, me) as site, closing(Store.open(database)) as store:
            site.start(database)
            await answers(site.door, "/_internal/v1/config")
            await answers(site.bot, "/readyz")
            async with playground_people(site.door) as people:
                yield TeamsWithBot(site, people, sandbox_of(store))
    except NoPrivateNetwork as why:
        pytest.skip(f"TEAMS WAS NOT TRIED END TO END: {why}")
