"""Live updates of the sandbox's page while its chat file can't be read for a moment."""

import asyncio
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import aiohttp

from adapters.sandbox.chat_store import ChatStore, Pulse
from adapters.sandbox.server import serving
from bot.company import playbook_files
from bot.sandbox.sandbox import Sandbox
from bot.store.engine.store import Store
from tests.support.empty_database import empty_database

SECONDS = 20
"""More than enough for an update: it comes at once, or never."""


class BusyChatStore(ChatStore):
    """A chat store whose file another process locks for as long as `free` isn't set."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.free, self.failed = Event(), Event()
        self.free.set()

    def pulse(self) -> Pulse:
        if not self.free.is_set():
            self.failed.set()
            raise sqlite3.OperationalError("database is locked")
        return super().pulse()


async def test_an_open_page_shows_changes_again_after_the_file_was_busy(tmp_path: Path) -> None:
    store = Store.open(empty_database(tmp_path / "deals.db"))
    chat_store = BusyChatStore(tmp_path / "room.db")
    sandbox = Sandbox(store, lambda: datetime.now(UTC), playbook_files.texts(None))
    async with (
        serving(sandbox, chat_store) as address,
        aiohttp.ClientSession(address) as page,
        page.get("/api/live?who=rob") as live,
        asyncio.timeout(SECONDS),
    ):
        assert b'"#deals"' in await news(live)
        chat_store.free.clear()
        await asyncio.to_thread(chat_store.failed.wait, SECONDS)
        chat_store.free.set()
        chat_store.open("#acme")
        assert b'"#acme"' in await news(live)
    store.close()


async def news(live: aiohttp.ClientResponse) -> bytes:
    """The next update."""
    while not (line := await live.content.readline()).startswith(b"data:"):
        pass
    return line
