"""A Slack that fails: it answers the bot without a pace limit, and breaks one answer in ten in one of five ways."""

import asyncio
import json
import random
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import count

from aiohttp import web

TEAM, BOT = "T0TORTURE", "B0BOT"
HANG_SECONDS = 30
CARRIED_OUT = 0.5
BREAK = ("chat.postMessage", "chat.update", "conversations.history", "conversations.open")
Fault = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class FaultySlack:
    """The messages it got, by the bot's own id; `port` is where it listens once started.

    `broken` is the share of answers to a post, an edit or a look that go wrong. Half of the calls were carried out
    (never after a 429): the bot can't know, and has to look. `asked` has every call, `next_faults` go wrong first,
    `people` are users who differ from a plain full member, `socket` is the address that Socket Mode is sent to.
    `refused` is a kind of block that isn't rolled out there.
    """

    broken: float
    seed: int = 7
    port: int = 0
    kept: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    next_faults: list[Fault] = field(default_factory=list)
    lost: list[tuple[str, bool]] = field(default_factory=list)
    people: dict[str, dict[str, object]] = field(default_factory=dict)
    socket: str = ""
    refused: str = ""
    faults: int = 0
    _thread: threading.Thread | None = None
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def start(self) -> None:
        """Listen on a free port of the loopback, in a thread of its own, until it is stopped."""
        self._dice, listening = random.Random(self.seed), threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve(listening)), daemon=True)
        self._thread.start()
        listening.wait(60)

    def stop(self) -> None:
        """Close every socket."""
        if self._thread and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._ended.set)
            self._thread.join(60)

    async def _serve(self, listening: threading.Event) -> None:
        application = web.Application()
        application.router.add_route("*", "/api/{method}", self._answer)
        runner = web.AppRunner(application, shutdown_timeout=0)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.port = runner.addresses[0][1]
        self._loop, self._ended = asyncio.get_running_loop(), asyncio.Event()
        listening.set()
        await self._ended.wait()
        await runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        asked = await _read(request)
        self.asked.append((method, asked))
        if self.refused and f'"{self.refused}"' in json.dumps(list(asked.values())).replace('\\"', '"'):
            return web.json_response(_refusal(method))
        if self.lost and self.lost[0][0] == method:
            return self._lose(asked, *self.lost.pop(0))
        if self.next_faults:
            return await self.next_faults.pop(0)(request)
        if method not in BREAK or self._dice.random() >= self.broken:
            return web.json_response(self._do(method, asked))
        self.faults += 1
        fault = self._dice.choice(FAULTS)
        if fault is not too_many and self._dice.random() < CARRIED_OUT:
            self._do(method, asked)
        return await fault(request)

    def _do(self, method: str, asked: dict[str, str]) -> dict[str, object]:
        match method:
            case "chat.postMessage":
                return self._post(asked)
            case "chat.update":
                return {"ok": True, "ts": asked["ts"], "channel": asked["channel"], "text": ""}
            case "apps.connections.open":
                return {"ok": True, "url": self.socket}
            case "conversations.open":
                return {"ok": True, "channel": {"id": _direct(asked["users"])}}
            case "conversations.history" | "conversations.replies":
                return self._read_back(asked, asked.get("ts", ""))
            case "users.info":
                return {"ok": True, "user": {**_user(asked["user"]), **self.people.get(asked["user"], {})}}
            case "auth.test":
                return {
                    "ok": True,
                    "team_id": TEAM,
                    "user_id": "U0BOT",
                    "url": "https://acme.slack.com/",
                    "bot_id": BOT,
                    "team": "",
                    "user": "",
                }
            case _:
                return {"ok": True}

    def _post(self, asked: dict[str, str]) -> dict[str, object]:
        """Save a message under its conversation; a person's id means the conversation with them."""
        channel = _direct(asked["channel"]) if asked["channel"].startswith("U") else asked["channel"]
        stamp = f"{1_700_000_000 + next(self._numbers)}.000100"
        self.kept.setdefault(channel, []).append({**asked, "ts": stamp})
        return {"ok": True, "channel": channel, "ts": stamp, "message": {"text": ""}}

    def lose_next(self, method: str, *, taken: bool) -> None:
        """Lose the answer to the next such call; `taken`: the call is carried out all the same."""
        self.lost.append((method, taken))

    def _lose(self, asked: dict[str, str], method: str, taken: bool) -> web.Response:
        if taken:
            self._do(method, asked)
        return web.Response(status=504)

    def _read_back(self, asked: dict[str, str], thread: str) -> dict[str, object]:
        """The newest messages of a thread, or of a channel without its threads, as Slack gives them."""
        there = [one for one in self.kept.get(asked["channel"], []) if one.get("thread_ts", "") == thread]
        newest = there[::-1][: int(asked.get("limit", 100))]
        return {"ok": True, "messages": [_shown(one) for one in newest], "has_more": False}

    def delivered(self) -> list[str]:
        """The bot's own id of every message that was posted, as often as it was posted."""
        return [_id(one) for messages in self.kept.values() for one in messages]


async def _read(request: web.Request) -> dict[str, str]:
    if request.content_type == "application/json":
        return {
            key: value if isinstance(value, str) else json.dumps(value) for key, value in (await request.json()).items()
        }
    return {**request.query, **{key: str(value) for key, value in (await request.post()).items()}}


def _refusal(method: str) -> dict[str, object]:
    """Slack's answer about blocks that it doesn't know: to a message or at a response address, and about a view."""
    if method.startswith("views."):
        messages = ["[ERROR] unsupported type [json-pointer:/view/blocks/1/type]"]
        return {"ok": False, "error": "invalid_arguments", "response_metadata": {"messages": messages}}
    return {"ok": False, "error": "invalid_blocks", "errors": ["unsupported type [json-pointer:/blocks/1/type]"]}


def _direct(user: str) -> str:
    return f"D{user[1:]}"


def _id(message: dict[str, str]) -> str:
    """The outbox id in a message's metadata, under any key."""
    payload = json.loads(message.get("metadata") or "{}").get("event_payload", {})
    return next((str(value) for value in payload.values()), "")


def _shown(message: dict[str, str]) -> dict[str, object]:
    return {"type": "message", "bot_id": BOT, "user": "U0BOT", "ts": message["ts"], "text": message.get("text", ""),
            "metadata": json.loads(message.get("metadata") or "null")}  # fmt: skip  # one message, one line of sight


def _user(user: str) -> dict[str, object]:
    profile = {"real_name": f"Person {user}", "email": f"{user.lower()}@example.com"}
    return {"id": user, "team_id": TEAM, "name": user.lower(), "deleted": False, "is_bot": False,
            "is_restricted": False, "is_ultra_restricted": False, "is_owner": False, "tz": "UTC",
            "is_admin": user == "U0ADA",
            "real_name": profile["real_name"], "profile": profile}  # fmt: skip  # Slack's shape at a glance


async def too_many(request: web.Request) -> web.StreamResponse:
    return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "1"})


async def broke(request: web.Request) -> web.StreamResponse:
    return web.Response(status=503, text="down for a moment")


async def garbage(request: web.Request) -> web.StreamResponse:
    return web.Response(text="<html>not today", content_type="text/html")


async def reset(request: web.Request) -> web.StreamResponse:
    if request.transport:
        request.transport.abort()
    return web.Response()


async def hang(request: web.Request) -> web.StreamResponse:
    await asyncio.sleep(HANG_SECONDS)
    return web.Response(status=504)


FAULTS: tuple[Fault, ...] = (too_many, broke, garbage, reset, broke, garbage, reset, hang)
"""The faults, as often as they are listed: few that hang, since a hanging sender doesn't meet the others."""
