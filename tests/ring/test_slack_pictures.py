"""Every card drawn as Slack draws it: all words are there, and nothing leaves its frame.

Charts are drawn on a phone and on a desktop, as they are sent. Data tables aren't: the library draws none. You find the pictures in pytest's folder for the run (`pytest --basetemp`).
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from adapters.card import Form
from adapters.slack import modal
from adapters.slack.newer_blocks import Newer
from adapters.slack.render import blocks
from bot.views.examples.cards import EXAMPLES
from tests.flows import conftest as browsers
from tests.support.example_cards import example_card, example_forms
from tests.support.slack_album import PAGE, WIDTHS, drawing_script
from tests.support.slack_rules import parts

pytestmark = pytest.mark.ring

Draw = Callable[..., str]
WIDTH = WIDTHS["desktop"]
CHARTS: Newer = frozenset({"chart"})
SHAPES = ".slack_blocks_to_jsx__data_visualization_chart :is(rect, path)"
"""The bars and segments of the drawn charts."""
browser = browsers.browser


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page that draws blocks; skips with a reason if the npm package is missing."""
    made = drawing_script(tmp_path_factory.mktemp("picture"))
    context = browser.new_context(viewport={"width": WIDTH, "height": 600}, offline=True)
    page = context.new_page()
    page.set_content(PAGE)
    page.add_style_tag(path=made.with_suffix(".css"))
    page.add_script_tag(path=made)
    yield page
    context.close()


@pytest.fixture(scope="session")
def album(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("album")


@pytest.fixture
def draw(page: Page, album: Path) -> Draw:
    """Draws blocks, for a dialog with its top and bottom, and saves the picture under this name."""

    def draw(name: str, made: list[dict[str, Any]], above: str = "", below: str = "", width: int = WIDTH) -> str:
        page.set_viewport_size({"width": width, "height": 600})
        page.evaluate("([blocks, ...around]) => window.draw(blocks, ...around)", [made, above, below])
        page.locator("#frame").screenshot(path=album / f"{name}.png")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        return _plain(page.locator("#card").inner_text())

    return draw


def charts(name: str) -> list[dict[str, Any]]:
    """The charts on an example, as they are sent."""
    return [block for block in blocks(example_card(name), newer=CHARTS) if block["type"] == "data_visualization"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_card_is_drawn_whole(draw: Draw, name: str) -> None:
    made = blocks(example_card(name))
    shown = draw(name, made)
    assert not [text for text in _runs(made) if _plain(text) not in shown]


@pytest.mark.parametrize("device", WIDTHS)
@pytest.mark.parametrize("name", [name for name in EXAMPLES if charts(name)])
def test_every_chart_is_drawn_whole_on_a_phone_and_on_a_desktop(draw: Draw, page: Page, name: str, device: str) -> None:
    made, width = without_buttons(blocks(example_card(name), newer=CHARTS)), WIDTHS[device]
    shown = draw(f"chart {name} {device}", made, width=width)
    assert not [text for text in _runs(made) if _plain(text) not in shown]
    assert not [chart["title"] for chart in charts(name) if _plain(chart["title"]) not in shown]
    shapes = page.locator(SHAPES).all()
    assert len(shapes) >= sum(len(_values(chart)) for chart in charts(name))
    for shape in shapes:
        box = shape.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width


def _values(chart: dict[str, Any]) -> list[dict[str, Any]]:
    """What a chart draws: its segments, or the bars that have a height."""
    drawn = chart["chart"]
    found = drawn["segments"] if drawn["type"] == "pie" else drawn["series"][0]["data"]
    return [one for one in found if one["value"]]


@pytest.mark.parametrize("device", WIDTHS)
def test_in_place_of_a_chart_its_bars_fit_on_a_phone_too(draw: Draw, device: str) -> None:
    for name in filter(charts, EXAMPLES):
        draw(f"bars {name} {device}", without_buttons(blocks(example_card(name))), width=WIDTHS[device])


def without_buttons(made: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks to read. Slack cuts a button's label where a phone ends; this library lets it stick out."""
    return [block for block in made if block["type"] != "actions"]


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name.startswith("home")])
def test_home_is_drawn_whole(draw: Draw, name: str) -> None:
    made = blocks(example_card(name), tables=False)
    shown = draw(f"app {name}", made)
    assert not [text for text in _runs(made) if _plain(text) not in shown]


FORMS = example_forms()


@pytest.mark.parametrize(("name", "form"), FORMS, ids=[name for name, _ in FORMS])
def test_every_dialog_is_drawn_whole(draw: Draw, name: str, form: Form) -> None:
    view = modal.view(form, "{}")
    shown = draw(f"dialog {name}", view["blocks"], view["title"]["text"], f"[{view['submit']['text']}]")
    assert not [field.label for field in form.fields if _plain(field.label) not in shown and not _marked(field.label)]


def _marked(label: str) -> bool:
    """Whether this library reads markup in a label; Slack shows plain text as it is."""
    return any(sign in label for sign in "*`<[")


def _runs(made: Any) -> list[str]:
    """The texts in rich text. Plain text is left out: this library reads markup in it, and Slack doesn't."""
    return [part["text"] for part in parts(made) if part.get("type") == "text"]


def _plain(text: str) -> str:
    return "".join(text.split())
