"""Live updates: every open page gets a notice when the chat has changed, in this process or another."""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import asdict

import structlog
from aiohttp import web

from adapters.sandbox.assistant import SandboxAssistant
from adapters.sandbox.chat_store import ChatStore, Pulse
from adapters.sandbox.demo_people import person
from adapters.sandbox.render import Drawn

PAUSE = 0.5  # seconds between two looks at the file, to which a terminal can write too
HEARTBEAT = 15  # seconds without an update before a heartbeat

log = structlog.get_logger("sandbox")


class Live:
    """Notifies every open page when the chat has changed, in this process or another."""

    def __init__(self, assistant: SandboxAssistant, chat_store: ChatStore) -> None:
        self._assistant = assistant
        self._chat_store = chat_store
        self._pulse = Pulse(0, 0)
        self._news = asyncio.Condition()
        self._bell = asyncio.Event()
        self._open = True

    async def running(self, _: web.Application) -> AsyncIterator[None]:
        """Watch the chat store while the server runs."""
        watch = asyncio.create_task(self._watch())
        yield
        watch.cancel()
        with suppress(asyncio.CancelledError):
            await watch

    async def close(self, _: web.Application) -> None:
        """Close every open stream, so the server can stop."""
        self._open = False
        async with self._news:
            self._news.notify_all()

    def ring(self) -> None:
        """Look now: this server has just written something."""
        self._bell.set()

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """One page's live updates, as server-sent events, until it goes away."""
        who, since = person(request.query.get("who", "")).id, _number(request.query.get("since", ""))
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        with suppress(ConnectionResetError):
            while self._open:
                seen = await self.seen(who, since)
                since = seen["change"]
                await response.write(b"data: " + json.dumps(seen).encode() + b"\n\n")
                await self._after(response, seen["change"])
        return response

    async def seen(self, who: str, since: int) -> Drawn:
        """The chat as that person sees it, with the sandbox's time."""
        return await asyncio.to_thread(self._look, who, since)

    def _look(self, who: str, since: int) -> Drawn:
        view = asdict(self._chat_store.view(who, since))
        return {**view.pop("pulse"), **view, "now": self._assistant.now().isoformat()}

    async def _after(self, response: web.StreamResponse, change: int) -> None:
        """Wait for a change after `change`; a silent stream gets heartbeats, so a dead one is noticed."""
        while self._open and self._pulse.change <= change:
            with suppress(TimeoutError):
                async with asyncio.timeout(HEARTBEAT), self._news:
                    await self._news.wait_for(lambda: not self._open or self._pulse.change > change)
                return
            await response.write(b": still here\n\n")

    async def _watch(self) -> None:
        while True:
            try:
                pulse = await asyncio.to_thread(self._chat_store.pulse)
            except sqlite3.Error as fault:  # another process has the file; the next look can succeed
                log.warning("the chat was not read", fault=type(fault).__name__)
                pulse = self._pulse
            if pulse != self._pulse:
                async with self._news:
                    self._pulse = pulse
                    self._news.notify_all()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._bell.wait(), PAUSE)
            self._bell.clear()


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 18 else 0
