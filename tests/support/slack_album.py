"""An album of what people saw in Slack: blocks drawn in Chromium, as wide as a phone and as wide as a desktop."""

import asyncio
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, async_playwright

from tests.flows.conftest import FLAGS
from tests.support.sandbox_page import chromium

NODE = Path(__file__).parents[1] / "node" / "slack"
WIDTHS = {"phone": 360, "desktop": 680}
"""A phone's whole width, and that of a conversation on a desktop."""
PAGE = """<!doctype html><meta charset="utf-8"><title>card</title><style>
body { font: 15px/1.5 Lato, "Noto Sans", sans-serif; color: #1d1c1d; margin: 0 }
#frame { padding: 12px 20px } #frame > * { margin: 4px 0 }
</style><div id="frame"><b id="above"></b><div id="card"></div><div id="below"></div></div>"""


def drawing_script(folder: Path) -> Path:
    """The script that draws blocks, with its style beside it; skips with a reason if npm has not brought it."""
    tool = NODE / "node_modules" / ".bin" / "esbuild"
    if not tool.exists():
        pytest.skip("NO CARD WAS DRAWN: npm has not brought what draws them (`make rings` does).")
    made = folder / "picture.js"
    options = ["--bundle", f"--outfile={made}", '--define:process.env.NODE_ENV="production"', "--log-level=error"]
    subprocess.run([tool, "picture.jsx", *options], cwd=NODE, check=True)
    return made


@dataclass(frozen=True, slots=True)
class Picture:
    """One thing that someone saw: a message's or view's blocks, for a dialog with its title and its button."""

    name: str
    blocks: list[dict[str, Any]]
    above: str = ""
    below: str = ""


@dataclass
class SlackAlbum:
    """Pictures of one scene, drawn together at its end, since a browser takes seconds to open."""

    folder: Path
    pictures: list[Picture] = field(default_factory=list)

    def add(self, name: str, shown: Any) -> None:
        """What someone sees now: a message, a Home or a dialog."""
        number = f"{len(self.pictures) + 1:02} {name}"
        if shown.get("type") == "modal":
            around = shown["title"]["text"], f"[{shown['submit']['text']}] [{shown['close']['text']}]"
            self.pictures.append(Picture(number, shown["blocks"], *around))
        else:
            self.pictures.append(Picture(number, shown["blocks"]))

    async def draw(self) -> list[str]:
        """Save every picture at both widths; returns the names of those that are wider than their frame."""
        script = await asyncio.to_thread(drawing_script, self.folder)
        wide: list[str] = []
        async with _page(script) as page:
            for device, width in WIDTHS.items():
                await page.set_viewport_size({"width": width, "height": 600})
                for one in self.pictures:
                    await page.evaluate(
                        "([it, ...around]) => window.draw(it, ...around)", [one.blocks, one.above, one.below]
                    )
                    await page.locator("#frame").screenshot(path=self.folder / f"{one.name} {device}.png")
                    if await page.evaluate("document.documentElement.scrollWidth") > width:
                        wide.append(f"{one.name} {device}")
        return wide


@asynccontextmanager
async def _page(script: Path) -> AsyncIterator[Page]:
    """A page that draws blocks; skips with a reason without a Chromium."""
    path = chromium()
    if path is None:
        pytest.skip("SLACK WAS NOT LOOKED AT: there is no Chromium.")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        page = await browser.new_page(offline=True)
        await page.set_content(PAGE)
        await page.add_style_tag(path=script.with_suffix(".css"))
        await page.add_script_tag(path=script)
        yield page
        await browser.close()
