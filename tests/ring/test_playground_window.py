"""What is seen in the Agents Playground, in Chromium: written, pressed and filled in by hand."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect
from sqlalchemy import update

from bot.sandbox.sandbox import Sandbox
from bot.store import deals, tenants
from bot.store.deal_json import write_deal
from bot.store.names import name_key
from bot.store.schema.tables import deals as rows
from process.deal import Deal
from tests.support.network_chromium import window
from tests.support.playground import ADDRESS
from tests.support.playground_with_bot import TeamsWithBot, teams_with_bot

pytestmark = pytest.mark.ring
HOSTILE = "**Acme** _x_ [a](https://evil.example) <at>Mia Marsh</at> <b>bold</b> <img src=x onerror=alert(1)>"


@asynccontextmanager
async def seen(teams: TeamsWithBot) -> AsyncIterator[Page]:
    async with window(teams.site.network, teams.site.folder, ADDRESS) as page:
        await expect(card(page, "I'm Stagecoach")).to_be_visible()
        yield page


def card(page: Page, words: str) -> Locator:
    """The newest card with these words."""
    return page.locator(".ac-adaptiveCard").filter(has_text=words).last


async def types(page: Page, line: str) -> None:
    await page.locator("[data-lexical-editor]").click()
    await page.keyboard.type(line)
    await page.keyboard.press("Enter")


@pytest.fixture
async def teams(story: Path, tmp_path: Path) -> AsyncIterator[TeamsWithBot]:
    async with teams_with_bot(story, tmp_path) as teams:
        yield teams


async def test_a_line_is_typed_a_form_filled_in_and_a_button_pressed(teams: TeamsWithBot) -> None:
    async with seen(teams) as page:
        await card(page, "I'm Stagecoach").get_by_role("button", name="New deal").click()
        asked = card(page, "A new deal")
        await asked.get_by_role("button", name="Start deal", exact=True).click()
        await expect(asked).to_contain_text("This needs an answer.")
        await asked.get_by_label("Which customer is it?").fill("Vandelay")
        await asked.get_by_role("button", name="Start deal", exact=True).click()
        await expect(card(page, "Vandelay")).to_contain_text("Prospecting")
        await types(page, "advance vandelay")
        await card(page, "Do this on Vandelay?").get_by_role("button", name="advance").click()
        refused = card(page, "is in Prospecting")
        await expect(refused).to_contain_text("You: ")
        await refused.get_by_role("button", name="Answer now").click()
        form = card(page, "Who have you reached")
        await form.get_by_label("Who have you reached at the customer's?").fill("Vera Vance, CFO")
        await form.get_by_role("combobox").click()
        await page.get_by_role("option", name="referral").click()
        await form.get_by_role("button", name="Save evidence").click()
        await expect(card(page, "evidence saved")).to_contain_text("Vera Vance, CFO")


async def test_an_approval_is_given_by_hand_and_its_card_says_so_in_its_place(story: Path, tmp_path: Path) -> None:
    async with teams_with_bot(story, tmp_path, me="mia") as teams, seen(teams) as page:
        await teams.people.writes("mia", "list")
        await teams.people.says("rob", "set stark amount 30000 EUR")
        await teams.people.says("rob", "advance stark")
        await card(page, "to Closing?").get_by_role("button", name="Approve").click()
        await expect(card(page, "Stark")).to_contain_text("Closing")
        await expect(page.get_by_role("button", name="Approve")).to_have_count(0)


async def test_names_full_of_signs_and_without_an_end_are_shown_as_plain_short_text(teams: TeamsWithBot) -> None:
    deal = renamed(teams.sandbox, "Globex", (HOSTILE * 200)[:10_000])
    async with seen(teams) as page:
        asked: list[str] = []
        page.on("dialog", lambda dialog: asked.append(dialog.message))
        for line in ("list", f"show #{deal}", f"advance #{deal} to closing"):
            await types(page, line)
            await expect(page.locator(".ac-adaptiveCard").last).to_contain_text(
                "**Acme** _x_ [a](https://evil.example)"
            )
            shown = page.locator(".ac-adaptiveCard").last
            assert await shown.locator("b, strong, em, img, a[href*=evil]").count() == 0
            assert "…" in await shown.inner_text()
            assert len(await shown.inner_text()) < 5000
        await expect(page.locator(".ac-adaptiveCard").last).to_contain_text("<\u2060at>Mia Marsh")
        assert not asked


def renamed(sandbox: Sandbox, name: str, to: str) -> str:
    """Give a deal a name that no command would take, as an import might; returns its id."""
    with sandbox.store.writing() as tx:
        tenant = tenants.tenant_of(tx, "sandbox", "sandbox")
        assert tenant
        deal: Deal | None = deals.find(tx, tenant.id, deals.named(tx, tenant.id, {name_key(name)})[0].id)
        assert deal
        body = write_deal(replace(deal, name=to))
        tx.execute(update(rows).where(rows.c.id == deal.id).values(name=to, name_key=name_key(to), body=body))
    return deal.id
