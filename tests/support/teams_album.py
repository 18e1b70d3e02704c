"""An album of what people saw in Teams: cards drawn by Microsoft's own renderer, on a phone and on a desktop.

The renderer knows no charts and shows their fallback, as an older client does.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, async_playwright

from tests.flows.conftest import FLAGS
from tests.support.sandbox_page import chromium

RENDERER = Path(__file__).parents[1] / "node" / "teams" / "node_modules" / "adaptivecards" / "dist" / "adaptivecards.js"
WIDTHS = {"phone": 360, "desktop": 680}
PAGE = """<!doctype html><meta charset="utf-8"><title>card</title><style>
body { font: 14px/20px "Segoe UI", "DejaVu Sans Condensed", sans-serif; color: #242424; margin: 0; background: #f5f5f5 }
#card { margin: 8px; padding: 4px; background: #fff; border: 1px solid #d1d1d1; border-radius: 4px }
.ac-pushButton { font: inherit; font-weight: 600; padding: 5px 12px; margin: 4px 0; border-radius: 4px;
  border: 1px solid #d1d1d1; background: #fff } .ac-pushButton.style-positive { background: #5b5fc7; color: #fff }
</style><div id="card"></div>"""
DRAW = """made => {
  const card = new AdaptiveCards.AdaptiveCard()
  card.hostConfig = new AdaptiveCards.HostConfig({ actions: { maxActions: 6, actionsOrientation: "horizontal", buttonSpacing: 8 },
    containerStyles: { accent: { backgroundColor: "#5b5fc7" } }, spacing: { small: 4 },
    fontFamily: "Segoe UI, DejaVu Sans Condensed, sans-serif", supportsInteractivity: true })
  card.parse(made)
  document.getElementById("card").replaceChildren(card.render())
}"""


@dataclass
class TeamsAlbum:
    """Pictures of one scene, drawn together at its end."""

    folder: Path
    pictures: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def add(self, name: str, card: dict[str, Any]) -> None:
        """What someone sees now."""
        self.pictures.append((f"{len(self.pictures) + 1:02} {name}", card))

    async def draw(self) -> list[str]:
        """Save every picture at both widths; returns the names of those that are wider than their frame."""
        wide: list[str] = []
        async with _page() as page:
            for device, width in WIDTHS.items():
                await page.set_viewport_size({"width": width, "height": 600})
                for name, card in self.pictures:
                    await page.evaluate(DRAW, card)
                    await page.screenshot(path=self.folder / f"{name} {device}.png", full_page=True)
                    if await page.evaluate("document.documentElement.scrollWidth") > width:
                        wide.append(f"{name} {device}")
        return wide


@asynccontextmanager
async def _page() -> AsyncIterator[Page]:
    path = chromium()
    if path is None:
        pytest.skip("TEAMS WAS NOT LOOKED AT: there is no Chromium.")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        page = await browser.new_page(offline=True)
        await page.set_content(PAGE)
        await page.add_script_tag(path=RENDERER)
        yield page
        await browser.close()
