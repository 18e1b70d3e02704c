"""A strict Slack on the loopback: it paces every channel, checks every block, and has the faults that a test sets.

What came sooner than it allowed, by its own pace or its own Retry-After, is counted in `early`. A Slack second lasts
`second` seconds of its `clock` here. `broken` is the share of posts, edits and looks that go wrong, in one of FAULTS; half of the
faults after which a client can't know the result come after the message was accepted.
"""

import asyncio
import json
import random
import threading
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from aiohttp import web

from tests.support.slack_rules import faults, view_faults

Asked = dict[str, Any]
Fault = Callable[["StrictSlack", web.Request], Awaitable[web.StreamResponse]]
TEAM, PAGE = "T0STRICT", 100
PACED = ("chat.postMessage", "chat.update")
BREAK = (*PACED, "conversations.history", "conversations.open")
EVERYBODY = {"is_bot": False, "is_restricted": False, "is_ultra_restricted": False, "deleted": False, "tz": "UTC"}


@dataclass
class StrictSlack:
    """`refuses` names the error of a channel (`is_archived`, `not_in_channel`...), or of every call under ``""``.

    Posts to the channels in `hangs` are answered once `released`, or after `hang_seconds` where that isn't 0; `always`
    answers every call instead. `script` says of
    the next calls that may go wrong which do, and whether they are carried out.
    """

    second: float = 1.0
    broken: float = 0.0
    hang_seconds: float = 30.0
    clock: Callable[[], float] = time.monotonic
    seed: int = 7
    port: int = 0
    refuses: dict[str, str] = field(default_factory=dict)
    hangs: set[str] = field(default_factory=set)
    always: Fault | None = None
    script: list[tuple[Fault | None, bool]] = field(default_factory=list)
    kept: dict[str, list[Asked]] = field(default_factory=dict)
    calls: list[tuple[float, str, str]] = field(default_factory=list)
    invalid: list[str] = field(default_factory=list)
    early: int = 0
    went_wrong: int = 0
    released: asyncio.Event = field(default_factory=asyncio.Event)
    _thread: threading.Thread | None = None
    _free: dict[str, float] = field(default_factory=dict)
    _triggers: set[str] = field(default_factory=set)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def start(self) -> str:
        """Listen on a free port, in a thread of its own, until it is stopped; returns the Web API's address."""
        self._dice, listening = random.Random(self.seed), threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve(listening)), daemon=True)
        self._thread.start()
        assert listening.wait(60)
        return f"http://127.0.0.1:{self.port}/api/"

    def release(self) -> None:
        """Let go of every call that hangs, now and from now on."""
        self._loop.call_soon_threadsafe(self.released.set)

    def stop(self) -> None:
        """Close every socket; what hangs is let go."""
        if self._thread and self._thread.is_alive():
            self.release()
            self._loop.call_soon_threadsafe(self._ended.set)
            self._thread.join(60)

    async def _serve(self, listening: threading.Event) -> None:
        application = web.Application()
        application.router.add_route("*", "/api/{method}", self._answer)
        runner = web.AppRunner(application, shutdown_timeout=0)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.port = runner.addresses[0][1]
        self._loop, self._ended = asyncio.get_running_loop(), asyncio.Event()
        listening.set()
        await self._ended.wait()
        await runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method, asked = request.match_info["method"], await _read(request)
        channel, now = str(asked.get("channel", "")), self.clock()
        self.calls.append((now, method, channel))
        if self.always or channel in self.hangs:
            return await (self.always or hang)(self, request)
        if error := self.refuses.get("") or self.refuses.get(channel):
            return _no(error)
        if method in PACED and now < self._free.get(channel, 0.0):
            self.early += 1
            return self._slower(channel, now)
        if method in BREAK and self.script:
            return await self._as_scripted(request, method, asked, now)
        if method not in BREAK or self._dice.random() >= self.broken:
            return web.json_response(self._do(method, asked, now))
        return await self._go_wrong(request, method, asked, now)

    async def _as_scripted(self, request: web.Request, method: str, asked: Asked, now: float) -> web.StreamResponse:
        fault, carried_out = self.script.pop(0)
        done = self._do(method, asked, now) if carried_out else {}
        return await fault(self, request) if fault else web.json_response(done)

    async def _go_wrong(self, request: web.Request, method: str, asked: Asked, now: float) -> web.StreamResponse:
        self.went_wrong += 1
        fault = self._dice.choice(FAULTS)
        if fault is too_many and method in PACED:
            return self._slower(str(asked["channel"]), now)
        if self._dice.random() < 0.5:
            self._do(method, asked, now)
        return await fault(self, request)

    def _slower(self, channel: str, now: float) -> web.StreamResponse:
        """429: nothing of this channel's before a whole second has passed, for Retry-After knows no less."""
        self._free[channel] = max(self._free.get(channel, 0.0), now + 1.0)
        return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "1"})

    def _do(self, method: str, asked: Asked, now: float) -> Asked:
        match method:
            case "chat.postMessage":
                return self._post(asked, now)
            case "chat.update":
                return self._edit(asked, now)
            case "conversations.history":
                return self._history(asked)
            case "conversations.open":
                return {"ok": True, "channel": {"id": asked["users"]}}
            case "views.open" | "views.push":
                return self._open(asked)
            case "users.info":
                who = str(asked["user"])
                profile = {"real_name": who, "email": f"{who.lower()}@example.com"}
                user = {**EVERYBODY, "id": who, "team_id": TEAM, "is_admin": who == "U0ADA", "profile": profile}
                return {"ok": True, "user": user}
            case _:
                return {"ok": True, "team_id": TEAM, "user_id": "U0BOT", "bot_id": "B0BOT"}

    def _post(self, asked: Asked, now: float) -> Asked:
        if wrong := faults(_json(asked["blocks"])):
            self.invalid += wrong
            return {"ok": False, "error": "invalid_blocks"}
        stamp, channel = f"{1_700_000_000 + next(self._numbers)}.000100", str(asked["channel"])
        self._free[channel] = now + self.second
        self.kept.setdefault(channel, []).append({**asked, "ts": stamp, "metadata": _json(asked.get("metadata"))})
        return {"ok": True, "channel": channel, "ts": stamp}

    def _edit(self, asked: Asked, now: float) -> Asked:
        found = [one for one in self.kept.get(str(asked["channel"]), []) if one["ts"] == asked["ts"]]
        if not found:
            return {"ok": False, "error": "message_not_found"}
        self._free[str(asked["channel"])] = now + self.second
        found[0].update(text=asked["text"], blocks=asked["blocks"])
        return {"ok": True, "channel": asked["channel"], "ts": asked["ts"]}

    def _history(self, asked: Asked) -> Asked:
        begin = int(asked.get("cursor") or 0)
        newest = self.kept.get(str(asked["channel"]), [])[::-1]
        more = str(begin + PAGE) if len(newest) > begin + PAGE else ""
        return {"ok": True, "messages": newest[begin : begin + PAGE], "response_metadata": {"next_cursor": more}}

    def _open(self, asked: Asked) -> Asked:
        """A trigger opens one dialog."""
        trigger = str(asked["trigger_id"])
        if trigger in self._triggers:
            return {"ok": False, "error": "expired_trigger_id"}
        self._triggers.add(trigger)
        self.invalid += view_faults(_json(asked["view"]))
        return {"ok": True, "view": {"id": "V1"}}

    def delivered(self) -> list[str]:
        """The bot's own id of every message that stands in a channel, as often as it does."""
        return [one["metadata"]["event_payload"]["id"] for messages in self.kept.values() for one in messages]


async def _read(request: web.Request) -> Asked:
    if request.content_type == "application/json":
        return dict(await request.json())
    return {**request.query, **{key: str(value) for key, value in (await request.post()).items()}}


def _json(said: Any) -> Any:
    return json.loads(said) if isinstance(said, str) else said


def _no(error: str) -> web.StreamResponse:
    return web.json_response({"ok": False, "error": error})


async def too_many(slack: StrictSlack, request: web.Request) -> web.StreamResponse:
    return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "1"})


async def unscoped(slack: StrictSlack, request: web.Request) -> web.StreamResponse:
    return web.json_response({"ok": False, "error": "missing_scope", "needed": "mpim:history"})


async def broke(slack: StrictSlack, request: web.Request) -> web.StreamResponse:
    return web.Response(status=503, text="down for a moment")


async def reset(slack: StrictSlack, request: web.Request) -> web.StreamResponse:
    if request.transport:
        request.transport.abort()
    return web.Response()


async def hang(slack: StrictSlack, request: web.Request) -> web.StreamResponse:
    with suppress(TimeoutError):
        await asyncio.wait_for(slack.released.wait(), slack.hang_seconds or None)
    return web.Response(status=504)


async def garbage(slack: StrictSlack, request: web.Request) -> web.StreamResponse:
    return web.Response(text="<html>not today", content_type="text/html")


FAULTS: tuple[Fault, ...] = (too_many, broke, garbage, reset, hang)
