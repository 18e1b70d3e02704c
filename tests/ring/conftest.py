"""local-slack and the bot in a network of their own, on a database with the sandbox's story."""

import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.company import playbook_files
from bot.sandbox.sandbox import Sandbox
from bot.store.engine.store import Store
from tests.bot import conftest as databases
from tests.support.local_slack import BINARY, Place, Way, local_slack
from tests.support.local_slack_people import People, answers, through, until
from tests.support.private_network import NoPrivateNetwork

server, postgres_address = databases.server, databases.postgres_address


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that draw in a browser come last: its event loop goes on until the end, and no other can run beside it."""
    items.sort(key=lambda item: "browser" in getattr(item, "fixturenames", ()))


@dataclass(frozen=True, slots=True)
class SlackWithBot:
    """A Slack with people in it, the bot beside it, and the sandbox behind the same deals."""

    place: Place
    people: People
    sandbox: Sandbox
    database: str

    async def restart(self) -> None:
        """Kill the bot without warning and start it again."""
        self.place.bots[0].kill()
        self.place.bots[0].wait()
        await opened(self.place, self.people, self.database)


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a sandbox whose story was played today."""
    file = tmp_path_factory.mktemp("story") / "deals.db"
    with closing(Store.open(f"sqlite:///{file}")) as store:
        sandbox_of(store).begin()
    return file


def sandbox_of(store: Store) -> Sandbox:
    """The sandbox in a store, by the clock on the wall."""
    return Sandbox(store, lambda: datetime.now(UTC), playbook_files.texts(None))


@pytest.fixture
def another(story: Path, tmp_path: Path) -> Iterator[Sandbox]:
    """A sandbox with the same lines, to compare with."""
    with closing(Store.open(f"sqlite:///{shutil.copy(story, tmp_path / 'another.db')}")) as store:
        yield sandbox_of(store)


@pytest.fixture(params=["http", "socket"])
async def slack(request: pytest.FixtureRequest, story: Path, tmp_path: Path) -> AsyncIterator[SlackWithBot]:
    """On SQLite, over HTTP and over Socket Mode."""
    async with built(request.param, f"sqlite:///{shutil.copy(story, tmp_path / 'deals.db')}", tmp_path) as slack:
        yield slack


@pytest.fixture
async def grown(postgres_address: str, tmp_path: Path) -> AsyncIterator[SlackWithBot]:
    """On PostgreSQL, which runs outside of the network and is reached by its unix socket; a worker delivers."""
    with closing(Store.open(postgres_address)) as store:
        sandbox_of(store).begin()
    async with built("http", postgres_address, tmp_path, worker=True) as slack:
        yield slack


@asynccontextmanager
async def built(way: Way, database: str, folder: Path, *, worker: bool = False) -> AsyncIterator[SlackWithBot]:
    """Skips with a reason if local-slack or a private network is missing."""
    if not BINARY.exists():
        pytest.skip("SLACK WAS NOT TRIED END TO END: npm has not brought local-slack (`make rings` does).")
    home = folder / "slack"
    home.mkdir()
    try:
        with local_slack(home, way) as place, closing(Store.open(database)) as store:
            await answers(place.door, "/_control/state")
            async with through(place.door) as session:
                people = People(session)
                await opened(place, people, database)
                if worker:
                    place.start("worker", database)
                yield SlackWithBot(place, people, sandbox_of(store), database)
    except NoPrivateNetwork as why:
        pytest.skip(f"SLACK WAS NOT TRIED END TO END: {why}")


async def opened(place: Place, people: People, database: str) -> None:
    """Start the bot; returns once Slack reaches it."""
    place.start("web", database, TICK="0.2")
    await answers(place.bot, "/readyz")

    async def connected() -> bool:
        return place.way == "http" or (await people.state())["apps"][0]["connected"]

    await until(connected, "the bot did not connect")
