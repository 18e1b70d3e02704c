"""An agent in the sandbox: Rob makes its token, it works on his deal, and he decides in the browser."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.agent_company import SECRET, connected
from tests.support.agent_scene import ENDED, TITLE, TOLD, Worked, works_on_the_deal
from tests.support.sandbox_page import Visit

pytestmark = pytest.mark.browser


def beside(run: Callable[[], Any]) -> Any:
    """Run it in a thread of its own: the browser's event loop goes on in this one."""
    found: list[Any] = []
    thread = Thread(target=lambda: found.append(run()))
    thread.start()
    thread.join(60)
    return found[0]


async def at_work(address: str, secret: str) -> Worked:
    async with connected(f"{address}/mcp", secret) as client:
        return await works_on_the_deal(client)


def test_an_agent_proposes_and_rob_presses_two_and_refuses_one(visit: Visit, tmp_path: Path) -> None:
    visit.be("rob", "direct")
    token = visit.say("/deal token new for Claude", "A token for Claude")
    found = SECRET.search(token.inner_text())
    assert found
    worked = beside(lambda: asyncio.run(at_work(visit.workspace.address, found[0])))
    assert {"responsible", "budget", "decision"} <= set(worked.missing)
    assert "Not yet" in worked.refusal
    assert worked.states == ("waiting",) * 3
    card = visit.card(TITLE.rstrip("?"))
    visit.page.screenshot(path=tmp_path / "proposal.png", full_page=True)
    card.get_by_role("button", name="Save", exact=True).first.click()
    expect(visit.card("save 2 things on Globex")).to_be_visible()
    visit.card("save 2 things on Globex").get_by_role("button", name="Save", exact=True).first.click()
    visit.card("save this on Globex").get_by_role("button", name="No", exact=True).click()
    expect(visit.card(ENDED)).to_be_visible()
    visit.page.screenshot(path=tmp_path / "decided.png", full_page=True)
    history = visit.say("/deal history globex all", "every step")
    for line in TOLD:
        expect(history).to_contain_text(line)
    visit.page.screenshot(path=tmp_path / "history.png", full_page=True)
