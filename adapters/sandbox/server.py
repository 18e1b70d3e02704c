"""The sandbox's web server: the page, its requests and live updates. Async code ends here."""

import asyncio
import json
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

from aiohttp import web

from adapters.connections import listening
from adapters.limits import Limits, most_connections
from adapters.sandbox import receive, talk
from adapters.sandbox.assistant import SandboxAssistant
from adapters.sandbox.chat_store import FIRST, ChatStore
from adapters.sandbox.demo_people import PEOPLE
from adapters.sandbox.files import LARGEST_FILE, Files
from adapters.sandbox.guard import guarded, loopback, mark, unbroken
from adapters.sandbox.live import Live

LARGEST = 512 * 1024  # bytes of one request

STEPS = {
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "three-days": timedelta(days=3),
    "week": timedelta(weeks=1),
}
MORNING = "morning"
"""To the next working morning, with its digest and nudges."""
_PAGE = Path(__file__).parent / "page"
_KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

_Payload = Mapping[str, Any]
_Done = dict[str, object]


class NotLoopback(Exception):
    """You can be anyone in the sandbox, so it listens on this machine only: 127.0.0.1, ::1 or localhost."""


def serve(served: web.Application, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve an `application` until SIGINT or SIGTERM; calls `ready` with the address once it answers.

    Raises NotLoopback for any other host and OSError if the port is taken.
    """
    asyncio.run(_until_stopped(served, host, port, ready))


async def _until_stopped(served: web.Application, host: str, port: int, ready: Callable[[str], None]) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with _listening(served, host, port) as address:
        ready(address)
        await stop.wait()


@asynccontextmanager
async def serving(
    assistant: SandboxAssistant,
    chat_store: ChatStore,
    host: str = "127.0.0.1",
    port: int = 0,
    agents: Callable[[web.Application], None] = lambda _: None,
) -> AsyncIterator[str]:
    """Serve while the block runs and yield the address; port 0 takes a free one. Raises as `serve`."""
    async with _listening(application(assistant, chat_store, agents), host, port) as address:
        yield address


@asynccontextmanager
async def _listening(served: web.Application, host: str, port: int) -> AsyncIterator[str]:
    if not loopback(host):
        raise NotLoopback(f"{NotLoopback.__doc__}")
    limits = Limits(most_connections())
    async with listening(served, host, port, limits, shutdown=2) as taken:
        yield f"http://{f'[{host}]' if ':' in host else host}:{taken}"


def application(
    assistant: SandboxAssistant, chat_store: ChatStore, agents: Callable[[web.Application], None] = lambda _: None
) -> web.Application:
    """The sandbox as an aiohttp application; `agents` adds routes for agents."""
    app = web.Application(middlewares=[unbroken, guarded], client_max_size=LARGEST)
    app.on_response_prepare.append(mark)
    live = Live(assistant, chat_store)
    app.cleanup_ctx.append(live.running)
    app.on_shutdown.append(live.close)
    agents(app)
    app.add_routes([*_page(), web.get("/api/live", live.stream), *Counter(assistant, chat_store, live).routes()])
    app.add_routes(Files(assistant, chat_store, live).routes())
    return app


def _page() -> list[web.RouteDef]:
    files = {"/": _PAGE / "index.html"} | {f"/{file.name}": file for file in _PAGE.iterdir()}
    return [web.get(path, _file(file)) for path, file in files.items() if file.suffix in _KINDS]


def _file(file: Path) -> Callable[[web.Request], Awaitable[web.Response]]:
    text = file.read_text("utf-8")

    async def send(_: web.Request) -> web.Response:
        return web.Response(text=text, content_type=_KINDS[file.suffix], charset="utf-8")

    return send


class Counter:
    """The page's requests: each runs blocking code in a thread and is answered as JSON."""

    def __init__(self, assistant: SandboxAssistant, chat_store: ChatStore, live: Live) -> None:
        self._assistant = assistant
        self._chat_store = chat_store
        self._live = live

    def routes(self) -> list[web.RouteDef]:
        """Every route under `/api/`, except the live updates."""
        posts = {
            "say": self.say,
            "press": self.press,
            "send": self.send,
            "complete": self.complete,
            "open": self.open,
            "read": self.read,
            "clock": self.clock,
            "reset": self.reset,
        }
        return [
            web.get("/api/cast", self._people),
            *(web.post(f"/api/{name}", self._taken(do)) for name, do in posts.items()),
        ]

    def say(self, payload: _Payload) -> _Done:
        """A typed line."""
        talk.answer_line(self._assistant, self._chat_store, payload)
        return {}

    def press(self, payload: _Payload) -> _Done:
        """A pressed button."""
        talk.answer_press(self._assistant, self._chat_store, payload)
        return {}

    def send(self, payload: _Payload) -> _Done:
        """A form that was sent back."""
        talk.answer_form(self._assistant, self._chat_store, payload)
        return {}

    def complete(self, payload: _Payload) -> _Done:
        """Completions of the line."""
        inbound = receive.typing(payload)
        offers = self._assistant.complete(inbound.speaker, inbound.place, inbound.text)
        return {"offers": [{"text": text, "what": what} for text, what in offers]}

    def open(self, payload: _Payload) -> _Done:
        """A new channel."""
        return {"place": self._chat_store.open(receive.words(payload, "name"))}

    def read(self, payload: _Payload) -> _Done:
        """A person has read a place up to a message."""
        self._chat_store.read(receive.who(payload), receive.where(payload).id, receive.message(payload))
        return {}

    def clock(self, payload: _Payload) -> _Done:
        """Move the clock on by one of the steps."""
        step = receive.words(payload, "step")
        if step not in (*STEPS, MORNING):
            raise receive.Misread(f"The clock can move by: {', '.join((*STEPS, MORNING))}.")
        self._assistant.forward(STEPS[step] if step in STEPS else self._assistant.until_morning())
        self._chat_store.mark_changed()
        return {"now": self._assistant.now().isoformat()}

    def reset(self, _: _Payload) -> _Done:
        """Start over: the chat first, since the assistant can post at once."""
        self._chat_store.clear()
        self._assistant.reset()
        self._chat_store.mark_changed()
        return {}

    async def _people(self, _: web.Request) -> web.Response:
        people = [asdict(person) for person in PEOPLE]
        return web.json_response({"cast": people, "first": FIRST, "largest": LARGEST_FILE})

    def _taken(self, do: Callable[[_Payload], _Done]) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def take(request: web.Request) -> web.Response:
            done = await asyncio.to_thread(do, await _payload(request))
            self._live.ring()
            return web.json_response(done)

        return take


async def _payload(request: web.Request) -> _Payload:
    """The JSON object of a POST. Other content types are refused: a form on another site can send those."""
    if request.content_type != "application/json":
        raise receive.Misread("The sandbox accepts only JSON.")
    try:
        payload = json.loads(await request.read())
    except (ValueError, RecursionError) as wrong:
        raise receive.Misread("This isn't JSON.") from wrong
    if not isinstance(payload, dict):
        raise receive.Misread("The JSON must be an object.")
    return payload
