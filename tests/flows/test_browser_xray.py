"""The x-ray's page in a browser: accessible, on a phone, on paper, and without anything from outside."""

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext

from tests.support.command_line import Terminal
from tests.support.deal_files import DEALS, HISTORY, written

pytestmark = pytest.mark.browser


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """The page of deals with a history and with long names."""
    many = DEALS.replace("Globex", "Globex" * 30) + "".join(
        f"{number},Deal {number},Rita,Closed {'Won' if number % 3 else 'Lost'},{number}000,2026-01-05,2026-03-31\n"
        for number in range(20, 60)
    )
    page, steps = tmp_path / "page.html", written(tmp_path, "steps.csv", HISTORY)
    ended = Terminal(monkeypatch, capsys).run(
        "xray", written(tmp_path, "deals.csv", many), "--history", steps, "--html", page
    )
    assert ended.code == 0
    return page.as_uri()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_is_accessible_and_never_scrolls_sideways(
    contexts: Callable[..., BrowserContext], address: str, width: int
) -> None:
    page = contexts(viewport={"width": width, "height": 900}).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page)
    assert not found.violations_count, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert asked == [address]
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
