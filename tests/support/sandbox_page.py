"""The real sandbox on a loopback port, and what a person does and sees on its page."""

import asyncio
import re
import shutil
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from time import monotonic

from playwright.sync_api import Locator, Page, expect

from adapters.chat import Inbound
from adapters.mcp.serve import agent_routes
from adapters.sandbox import demo_people
from adapters.sandbox.chat import SandboxChat
from adapters.sandbox.chat_store import ChatStore
from adapters.sandbox.server import serving
from bot.agents.logins import AgentLogins
from bot.assistant import Assistant
from bot.company import playbook_files
from bot.sandbox.agents import SandboxAgents
from bot.sandbox.sandbox import STORY_PLAYED, Sandbox
from bot.store import tenants
from bot.store.engine.store import Store

expect.set_options(timeout=20_000)  # a busy machine answers late, and a quiet one waits for nothing
START_SECONDS = 180


class SandboxPage:
    """A sandbox served from the files of a folder until it is closed; opened again, it has its old address."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, 0
        self.open()

    def open(self) -> None:
        """Serve in a thread; returns once the page answers."""
        ready: Future[str] = Future()
        self._thread = Thread(target=self._run, args=(ready,))
        self._thread.start()
        self.address = ready.result(START_SECONDS)
        self.port = int(self.address.rpartition(":")[2])

    def close(self) -> None:
        """End the server as Ctrl-C would."""
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(30)

    def _run(self, ready: Future[str]) -> None:
        try:
            asyncio.run(self._serve(ready))
        except Exception as wrong:
            ready.set_exception(wrong)

    async def _serve(self, ready: Future[str]) -> None:
        store = Store.open(f"sqlite:///{self.folder}/deals.db")
        chat_store, sandbox = ChatStore(self.folder / "room.db"), Sandbox(store, _wall, playbook_files.texts(None))
        sandbox.chats[demo_people.PLATFORM] = SandboxChat(chat_store, sandbox.now)
        sandbox.begin()
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        agents = agent_routes(SandboxAgents(sandbox), AgentLogins(store, _wall), "", monotonic)
        async with serving(sandbox, chat_store, port=self.port, agents=agents) as address:
            ready.set_result(address)
            await self._stop.wait()
        store.close()


def without_story(folder: Path) -> None:
    """Prepare the files of a sandbox in which only Ada, an admin, ever wrote a word: nothing else happened in it."""
    store = Store.open(f"sqlite:///{folder}/deals.db")
    ada, place = demo_people.speaker("ada"), demo_people.place("ada")
    Assistant(store, _wall, playbook_files.texts(None)).answer(Inbound("first", ada, place, "settings"))
    with store.writing() as tx:
        tenant = tenants.tenant_of(tx, demo_people.PLATFORM, demo_people.WORKSPACE)
        if tenant is None:
            raise LookupError("the first line founds the company")
        tenants.save_tenant(tx, replace(tenant, name=STORY_PLAYED))
    store.close()


def _wall() -> datetime:
    return datetime.now(UTC)


def chromium() -> str | None:
    """The browser there is, by its path."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Visit:
    """One open page, and what its visitor does."""

    def __init__(self, page: Page, workspace: SandboxPage) -> None:
        self.page, self.workspace = page, workspace

    def be(self, who: str, place: str = "deals") -> None:
        """Look at a place as one of the demo people, by address."""
        self.page.goto(f"{self.workspace.address}/#{who}/{place}")
        expect(self.page.locator("#me")).to_have_text(f"as {demo_people.person(who).name}")

    def say(self, line: str, title: str = "") -> Locator:
        """Type a line, send it, and wait for the card of that title."""
        self.line.fill(line)
        self.line.press("Enter")
        expect(self.page.locator(".pending")).to_have_count(0)
        return self.card(title)

    def press(self, card: Locator, label: str) -> None:
        """Press a card's button, and say yes where that is asked."""
        card.get_by_role("button", name=label, exact=True).click()
        dialog = self.page.get_by_role("dialog")
        if dialog.is_visible():
            dialog.locator("[type=submit]").click()

    def card(self, title: str) -> Locator:
        """The newest card with these words in its title."""
        found = self.page.locator(".card").filter(
            has=self.page.locator("h2", has_text=re.compile(title, re.IGNORECASE))
        )
        card = found.last
        expect(card).to_be_visible()
        return card

    @property
    def line(self) -> Locator:
        return self.page.get_by_role("combobox", name="Message to Stagecoach")
