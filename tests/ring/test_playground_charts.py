"""Charts as Teams' own code draws them, in the Agents Playground: as wide as on a phone and on a desktop.

You find the pictures in pytest's folder for the run (`pytest --basetemp`).
"""

from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from tests.ring.test_playground_window import card, seen, types
from tests.support.playground_with_bot import teams_with_bot

pytestmark = pytest.mark.ring

WIDTHS = {"phone": 320, "desktop": 420}
"""A card's own width: the Playground's page has no form for a phone."""
VIEWS = {"funnel": "Pipeline: ", "flywheel": " came back", "flywheel turns": "Flywheel: "}
STICKS_OUT = """it => {
  const edge = it.getBoundingClientRect().right + 1, parts = [...it.querySelectorAll("*")]
  return parts.filter((one) => one.getClientRects().length && one.getBoundingClientRect().right > edge).map((one) => one.textContent)
}"""


async def test_charts_are_drawn_whole_in_teams_and_say_each_total_once(story: Path, tmp_path: Path) -> None:
    said: dict[str, str] = {}
    async with teams_with_bot(story, tmp_path) as teams, seen(teams) as page:
        for line, title in VIEWS.items():
            await types(page, line)
            shown = card(page, title)
            await expect(shown.get_by_role("alert")).to_be_visible(timeout=60_000)
            for device, width in WIDTHS.items():
                await fits(shown, width)
                await shown.screenshot(path=tmp_path / f"{line} {device}.png")
            said[line] = await shown.inner_text()
    assert said["funnel"].count("503") == said["funnel"].count("Total: 503") == 1
    assert "3 customers" in said["flywheel"] and "Total" not in said["flywheel"]
    assert "Deals by kind: 15 deals" in said["flywheel turns"] and "Total" not in said["flywheel turns"]


async def fits(shown: Locator, width: int) -> None:
    """As wide as this, nothing on the card sticks out; its bars are drawn."""
    await shown.evaluate("(it, width) => { it.style.width = `${width}px`; it.style.minWidth = 0 }", width)
    assert await shown.evaluate("it => it.offsetWidth") == width
    assert await shown.evaluate(STICKS_OUT) == []
    assert await shown.get_by_role("alert").get_by_role("img").count() > 1
