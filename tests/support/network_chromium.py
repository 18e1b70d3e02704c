"""A Chromium in a private network, which sees what is served there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from shlex import join

import pytest
from playwright.async_api import Page, async_playwright

from tests.flows.conftest import FLAGS
from tests.support.private_network import PrivateNetwork
from tests.support.sandbox_page import chromium


@asynccontextmanager
async def window(network: PrivateNetwork, folder: Path, address: str) -> AsyncIterator[Page]:
    """A page open on this address; skips with a reason without a Chromium."""
    path = chromium()
    if path is None:
        pytest.skip("TEAMS WAS NOT LOOKED AT: there is no Chromium.")
    door = folder / "chromium"
    door.write_text(f'#!/bin/sh\nexec {join(network.entering)} {path} "$@"\n')
    door.chmod(0o755)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=door, args=FLAGS)
        page = await browser.new_page(viewport={"width": 1280, "height": 1000})
        page.set_default_timeout(10_000)
        await page.goto(address)
        yield page
        await browser.close()
