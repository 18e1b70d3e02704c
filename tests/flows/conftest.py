"""A sandbox with its story played: one to type lines in, one to be served to a browser."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from adapters.card import Card
from adapters.chat import Inbound, Post
from adapters.sandbox import demo_people
from bot.company import playbook_files
from bot.jobs.deliver import deliver
from bot.sandbox.sandbox import Sandbox
from bot.store.engine.store import Store
from tests.support.empty_database import empty_database
from tests.support.made_once import made_once
from tests.support.recording_chat import RecordingChat, heard
from tests.support.sandbox_page import SandboxPage, Visit, chromium
from tests.support.sandbox_script import Say
from tests.support.talk_score.founding import found
from tests.support.talking import Talk, spoken

NOW = datetime(2026, 5, 4, 8, tzinfo=UTC)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]
TOUR_CLOSED = "localStorage.setItem('stagecoach.tour', 'closed')"

Open = Callable[..., Visit]


@pytest.fixture(scope="session")
def story_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a sandbox after its story."""
    return made_once(tmp_path_factory, "story", _play)


def _play(file: Path) -> None:
    store = Store.open(empty_database(file))
    Sandbox(store, clock(), playbook_files.texts(None)).begin()
    store.close()


@pytest.fixture(scope="session")
def story_sent(story_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, with every message of the story sent."""
    return made_once(tmp_path_factory, "story-sent", lambda file: _send(story_database, file))


def _send(story: Path, file: Path) -> None:
    store = Store.open(f"sqlite:///{shutil.copy(story, file)}")
    sandbox = Sandbox(store, clock(), playbook_files.texts(None))
    while deliver(store, {demo_people.PLATFORM: RecordingChat(sandbox.now)}, "before", sandbox.wall()):
        pass
    store.close()


@pytest.fixture(scope="session")
def corpus_company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of the company that the corpus speaks of; `Office` works on copies of it."""
    return made_once(tmp_path_factory, "corpus", found)


def clock(begin: datetime = NOW) -> Callable[[], datetime]:
    """A moment that moves on by a second with every look at it."""
    seconds = count()
    return lambda: begin + timedelta(seconds=next(seconds))


@pytest.fixture
def sandbox(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Sandbox]:
    """A sandbox of its own for each test, after the story; where messages are recorded, after those of the story."""
    story: Path = request.getfixturevalue("story_sent" if "recorder" in request.fixturenames else "story_database")
    store = Store.open(f"sqlite:///{shutil.copy(story, tmp_path / 'deals.db')}")
    yield Sandbox(store, clock(), playbook_files.texts(None))
    store.close()


@dataclass(frozen=True)
class Nudged:
    """A sandbox as it was when Vandelay, new and forgotten, had been nudged: its file, its messages, its clock."""

    file: Path
    posts: list[tuple[Post, datetime]]
    wall: datetime

    def open(self, file: Path) -> Sandbox:
        """A sandbox that goes on from there, on a copy at this path; what it sends is recorded."""
        store = Store.open(f"sqlite:///{shutil.copy(self.file, file)}")
        sandbox = Sandbox(store, clock(self.wall), playbook_files.texts(None))
        sandbox.chats[demo_people.PLATFORM] = RecordingChat(sandbox.now, posts=list(self.posts))
        return sandbox


@pytest.fixture(scope="session")
def nudged(story_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Nudged:
    """22 days after Rita began Vandelay; lived through once, for all tests that begin there."""
    begun = Nudged(story_database, [], NOW)
    sandbox = begun.open(file := tmp_path_factory.mktemp("nudged") / "deals.db")
    sandbox.answer(heard("rita", "new Vandelay"))
    recorder = sandbox.chats[demo_people.PLATFORM]
    assert isinstance(recorder, RecordingChat)
    sandbox.forward(timedelta(days=22))
    sandbox.store.close()
    return Nudged(file, recorder.posts, sandbox.wall())


@pytest.fixture
def recorder(sandbox: Sandbox) -> RecordingChat:
    """What the sandbox sends, from now on."""
    recorder = RecordingChat(sandbox.now)
    sandbox.chats[demo_people.PLATFORM] = recorder
    return recorder


@pytest.fixture
def another(story_database: Path, tmp_path: Path) -> Iterator[Sandbox]:
    """A second one, to compare with."""
    store = Store.open(f"sqlite:///{shutil.copy(story_database, tmp_path / 'another.db')}")
    yield Sandbox(store, clock(), playbook_files.texts(None))
    store.close()


@pytest.fixture
def say(sandbox: Sandbox) -> Say:
    """Send a line as one of the demo people and get the card."""
    keys = count()

    def say(who: str, text: str, values: Mapping[str, str] | None = None, key: str = "", subject: str = "") -> Card:
        everyone = {person.id: demo_people.speaker(person.id) for person in demo_people.PEOPLE}
        inbound = Inbound(
            key or f"line-{next(keys)}",
            demo_people.speaker(who),
            demo_people.place(who),
            text,
            values,
            subject,
            mentioned=everyone,
        )
        return sandbox.answer(inbound).card

    return say


@pytest.fixture
def talk(sandbox: Sandbox) -> Talk:
    """Say plain words as someone, in a direct message or a channel, and get the card."""
    keys = count()

    def talk(who: str, text: str, place: str = "") -> Card:
        return sandbox.answer(spoken(who, text, f"spoken-{next(keys)}", place)).card

    return talk


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine; where there is none the tests skip, and say so."""
    path = chromium()
    if path is None:
        pytest.skip("THE SANDBOX WAS NOT TESTED IN A BROWSER: there is no Chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def story_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a sandbox after its story, to copy."""
    folder = tmp_path_factory.mktemp("house")
    SandboxPage(folder).close()
    return folder


@pytest.fixture
def workspace(story_folder: Path, tmp_path: Path) -> Iterator[SandboxPage]:
    """A sandbox being served, as at its first start."""
    workspace = SandboxPage(shutil.copytree(story_folder, tmp_path / "house"))
    yield workspace
    workspace.close()


@pytest.fixture
def contexts(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Opens browsers without a memory, closed with the test."""
    opened: list[BrowserContext] = []

    def open_one(**traits: object) -> BrowserContext:
        opened.append(browser.new_context(**{"reduced_motion": "reduce", **traits}))  # type: ignore[arg-type]  # playwright names each trait
        return opened[-1]

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def open_page(contexts: Callable[..., BrowserContext], workspace: SandboxPage) -> Open:
    """Opens a page on the sandbox as one of the demo people, with the tour closed unless a test wants it."""

    def open_page(who: str = "rob", place: str = "deals", *, tour: bool = False, **traits: object) -> Visit:
        context = contexts(**{"viewport": {"width": 1280, "height": 900}, **traits})
        context.set_default_timeout(10_000)
        if not tour:
            context.add_init_script(TOUR_CLOSED)
        visit = Visit(context.new_page(), workspace)
        visit.be(who, place)
        return visit

    return open_page


@pytest.fixture
def visit(open_page: Open) -> Visit:
    """A page open on #deals, as Rob sees it."""
    return open_page()
