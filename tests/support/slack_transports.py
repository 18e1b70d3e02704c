"""Slack's two ways to a bot: signed requests over HTTP, and envelopes over a web socket."""

import asyncio
import json
import time
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Literal, Protocol
from urllib.parse import urlencode

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from adapters.slack.manifest import PATH
from adapters.slack.signature import FORM, JSON, signed

SECRET = "shh"
PATIENCE_SECONDS = 10
"""How long an acknowledgement is waited for before a test is given up."""

Kind = Literal["slash_commands", "interactive", "events_api"]


class Line(Protocol):
    """A way from Slack to the bot."""

    async def send(self, kind: Kind, body: dict[str, Any]) -> tuple[int, Any]:
        """Hand over one payload; returns the status (200 is acknowledged) and the answer, `{}` where it is empty."""
        ...


@dataclass(frozen=True, slots=True)
class Signed:
    """Over HTTP, to the bot at this address."""

    session: ClientSession
    address: str
    secret: str = SECRET

    async def send(self, kind: Kind, body: dict[str, Any]) -> tuple[int, Any]:
        """As a form for commands and presses, as JSON for events, signed as Slack signs."""
        match kind:
            case "slash_commands":
                return await self.post(urlencode(body).encode(), FORM)
            case "interactive":
                return await self.post(urlencode({"payload": json.dumps(body)}).encode(), FORM)
            case "events_api":
                return await self.post(json.dumps(body).encode(), JSON)

    async def post(self, raw: bytes, content_type: str, **instead: str) -> tuple[int, Any]:
        """Send a body as it is; `instead` has headers (their names with underscores) that replace the right ones."""
        headers = signature(raw, content_type, self.secret) | {
            name.replace("_", "-"): value for name, value in instead.items()
        }
        async with self.session.post(self.address + PATH, data=raw, headers=headers) as response:
            text = await response.text()
            return response.status, json.loads(text) if text.startswith("{") else text or {}


def signature(raw: bytes, content_type: str, secret: str = SECRET) -> dict[str, str]:
    """The headers that Slack sends with a body."""
    at = str(int(time.time()))
    return {"Content-Type": content_type, "X-Slack-Request-Timestamp": at, "X-Slack-Signature": signed(at, raw, secret)}


@dataclass
class Socket:
    """Over Socket Mode: the bot comes here and is handed envelopes, which it answers by their number."""

    waiting: dict[str, "asyncio.Future[Any]"] = field(default_factory=dict)
    came: "asyncio.Queue[web.WebSocketResponse]" = field(default_factory=asyncio.Queue)
    numbers: "count[int]" = field(default_factory=lambda: count(1))
    on: web.WebSocketResponse | None = None

    def server(self) -> TestServer:
        """Where the bot finds it, once started."""
        application = web.Application()
        application.router.add_get("/link", self._listen)
        return TestServer(application)

    async def _listen(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1})
        self.came.put_nowait(socket)
        async for message in socket:
            said = json.loads(message.data)
            if answered := self.waiting.pop(said["envelope_id"], None):
                answered.set_result(said.get("payload") or {})
        return socket

    async def send(self, kind: Kind, body: dict[str, Any]) -> tuple[int, Any]:
        """In an envelope, on the newest connection."""
        bot = await self.connected()
        number = f"E{next(self.numbers)}"
        self.waiting[number] = asyncio.get_running_loop().create_future()
        envelope = {"type": kind, "envelope_id": number, "payload": body, "accepts_response_payload": True}
        await bot.send_json(envelope)
        return 200, await asyncio.wait_for(self.waiting[number], PATIENCE_SECONDS)

    async def connected(self) -> web.WebSocketResponse:
        """The newest connection; returns once the bot is here."""
        while self.on is None or not self.came.empty():
            self.on = await asyncio.wait_for(self.came.get(), PATIENCE_SECONDS)
        return self.on

    async def refresh(self) -> None:
        """Ask the bot to connect again, as Slack does every few hours, and close this connection."""
        assert self.on
        await self.on.send_json({"type": "disconnect", "reason": "refresh_requested"})
        self.on = None
