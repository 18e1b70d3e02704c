"""A sandbox of its own for every browser test, from one telling of the story, and a page open on it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.flows.playhouse import Playhouse, Visit, chromium

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]
TOUR_CLOSED = "localStorage.setItem('stagecoach.tour', 'closed')"

Open = Callable[..., Visit]


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
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a sandbox whose story is told, to copy."""
    folder = tmp_path_factory.mktemp("told")
    Playhouse(folder).close()
    return folder


@pytest.fixture
def house(told: Path, tmp_path: Path) -> Iterator[Playhouse]:
    """A sandbox being served, as at its first start."""
    house = Playhouse(shutil.copytree(told, tmp_path / "house"))
    yield house
    house.close()


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
def open_page(contexts: Callable[..., BrowserContext], house: Playhouse) -> Open:
    """Opens a page on the sandbox as one of the cast, the tour closed unless it is asked for."""

    def open_page(who: str = "rob", place: str = "deals", *, tour: bool = False, **traits: object) -> Visit:
        context = contexts(**{"viewport": {"width": 1280, "height": 900}, **traits})
        context.set_default_timeout(10_000)
        if not tour:
            context.add_init_script(TOUR_CLOSED)
        visit = Visit(context.new_page(), house)
        visit.be(who, place)
        return visit

    return open_page


@pytest.fixture
def visit(open_page: Open) -> Visit:
    """A page open on #deals, as Rob sees it."""
    return open_page()
