"""Every card with a table, drawn by Microsoft's own renderer as wide as on a small phone: no word breaks or sticks out."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Page, async_playwright

from adapters.card import Card, Element, Table
from adapters.teams.render import drawn
from bot.views.examples.cards import EXAMPLES
from tests.flows.conftest import FLAGS
from tests.support.example_cards import example_card
from tests.support.playground import NODE
from tests.support.sandbox_page import chromium

pytestmark = pytest.mark.ring

LIBRARY = NODE / "node_modules" / "adaptivecards" / "dist" / "adaptivecards.min.js"
EDGE, WIDTH = 16, 320
FONT = "Segoe UI, DejaVu Sans Condensed, sans-serif"
"""Teams' letters, or about as wide ones."""
DRAW = """([made, config]) => {
  const card = new AdaptiveCards.AdaptiveCard()
  card.hostConfig = new AdaptiveCards.HostConfig(config)
  card.parse(made)
  document.body.replaceChildren(card.render())
}"""
FAULTS = """(edge) => {
  const found = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    for (const word of texts.currentNode.data.matchAll(/[\\p{L}\\p{N}.,%€$]+/gu)) {
      const range = document.createRange()
      range.setStart(texts.currentNode, word.index)
      range.setEnd(texts.currentNode, word.index + word[0].length)
      const lines = new Set([...range.getClientRects()].map((one) => Math.round(one.top)))
      if (lines.size > 1 || range.getBoundingClientRect().right > edge) found.push(word[0])
    }
  }
  return found
}"""
CONFIG = {"fontFamily": FONT, "spacing": {"padding": EDGE}, "actions": {"maxActions": 6}}


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    path = chromium()
    if path is None or not LIBRARY.exists():
        pytest.skip("NO TABLE WAS DRAWN AS IN TEAMS: there is no Chromium, or npm has not brought the renderer.")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        page = await browser.new_page(viewport={"width": WIDTH, "height": 1000})
        await page.set_content("<!doctype html><style>body { margin: 0 }</style>")
        await page.add_script_tag(path=LIBRARY)
        yield page
        await browser.close()


async def faults(page: Page, made: dict[str, Any]) -> list[str]:
    """The words that break in two or stick out of the card."""
    await page.evaluate(DRAW, [made, CONFIG])
    found: list[str] = await page.evaluate(FAULTS, WIDTH - EDGE)
    return found


def tables(card: Card) -> tuple[Element, ...]:
    return tuple(part for part in card.body if isinstance(part, Table))


async def test_no_table_breaks_a_word_on_a_phone(page: Page) -> None:
    cards = {name: tables(example_card(name)) for name in EXAMPLES if tables(example_card(name))}
    assert len(cards) > 10
    found = {name: await faults(page, drawn(Card("t", parts), "k")) for name, parts in cards.items()}
    assert not {name: words for name, words in found.items() if words}


async def test_the_check_would_tell(page: Page) -> None:
    columns = [{"width": 1}, {"width": 1}, {"width": 1}]
    cell = {"type": "TableCell", "items": [{"type": "TextBlock", "text": "Qualification12345", "wrap": True}]}
    table = {"type": "Table", "columns": columns, "rows": [{"type": "TableRow", "cells": [cell] * 3}]}
    assert await faults(page, {"type": "AdaptiveCard", "version": "1.5", "body": [table]})
