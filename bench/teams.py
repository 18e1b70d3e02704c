"""A Teams turn: from a signed activity over HTTP to its answer, beside Microsoft's archived SDK and its successor.

All three check the same token against the same keys. The SDKs do nothing at all with the activity, or send a line of
text back. Ours asks an assistant and draws a card: one with a fixed answer, or the assistant on SQLite.
The requests come one after the other from this process. Their cost is in each figure, and is shown alone too.
"""

import asyncio
import json
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from adapters import chat
from adapters.card import Card, Text
from adapters.chat import Answer, Inbound
from adapters.teams.driver import Driver, Token
from adapters.teams.endpoint import PATH, Endpoint
from adapters.teams.handler import Handler
from adapters.teams.keys import Keys
from adapters.teams.signature import SignatureCheck
from bench.fake_microsoft import ThreadedMicrosoft
from bench.teams_sdks import Tokens, stock, successor
from bot.assistant import Assistant
from bot.chats.teams_addresses import SavedReferences
from bot.company import playbook_files
from bot.store.engine.store import Store
from tests.support import teams_payloads as wire
from tests.support.fake_microsoft import SECRET, Microsoft
from tests.support.teams_assistant import MemoryReferences

ROUNDS, TURNS = 7, 40
BARE, PRESS, REAL = "a bare endpoint", "ours, a press and its card", "ours, a press and its card from SQLite"
STOCK, SUCCESSOR = "the stock adapter, nothing done", "its successor, nothing done"
MESSAGE = "ours, a message and a card back"
STOCK_BACK, SUCCESSOR_BACK = "the stock adapter, a line back", "its successor, a line back"
Turn = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds a turn, by the clock and of our own processor."""

    wall: float
    cpu: float


def run() -> None:
    """Measure and print."""
    microsoft = Microsoft()
    with ThreadedMicrosoft(microsoft):
        asyncio.run(_run(microsoft))


async def _run(microsoft: Microsoft) -> None:
    """Rounds alternate, so other load on the machine affects all of them."""
    async with AsyncExitStack() as stack:
        ways, tokens = await _ways(microsoft, stack)
        rounds = [{name: await timed(turn) for name, turn in ways.items()} for _ in range(ROUNDS + 1)][1:]
        print(f"a turn of Teams, the median of {ROUNDS} rounds of {TURNS}")
        for name in ways:
            wall, cpu = (statistics.median(getattr(took[name], what) for took in rounds) for what in ("wall", "cpu"))
            asked = f"; {tokens[name]():,} token requests in {(ROUNDS + 1) * TURNS:,} turns" if name in tokens else ""
            print(f"  {name}: {wall * 1000:.2f} ms, CPU {cpu * 1000:.2f} ms{asked}")
        for ours, other, aim in AIMS:
            _judge(rounds, ours, other, aim)


AIMS = (
    *((PRESS, SUCCESSOR, 1), (PRESS, STOCK, 20), (REAL, SUCCESSOR, 1), (REAL, STOCK, 20)),
    *((MESSAGE, SUCCESSOR_BACK, 1), (MESSAGE, STOCK_BACK, 20)),
)
"""Ours, the other way, and how many times as fast ours should be."""


def _judge(rounds: list[dict[str, Took]], ours: str, other: str, aim: int) -> None:
    wall = statistics.median(took[other].wall / took[ours].wall for took in rounds)
    cpu = statistics.median(took[other].cpu / took[ours].cpu for took in rounds)
    above = statistics.median(
        (took[other].wall - took[BARE].wall) / (took[ours].wall - took[BARE].wall) for took in rounds
    )
    result = f"{wall:.2f} x as fast as {other} (CPU {cpu:.2f} x; above a bare endpoint {above:.2f} x); aim: {aim} x"
    print(f"  {ours}: {result}, {'met' if wall >= aim else 'not met'}")


async def timed(turn: Turn) -> Took:
    """A round, by the turn."""
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(TURNS):
        await turn()
    return Took((time.perf_counter() - wall) / TURNS, (time.process_time() - cpu) / TURNS)


async def _ways(microsoft: Microsoft, stack: AsyncExitStack) -> tuple[dict[str, Turn], dict[str, Callable[[], int]]]:
    """Each way to take a turn, and how often those that write back requested a token."""
    session = await stack.enter_async_context(ClientSession())
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    store = Store.open(f"sqlite:///{folder}/deals.db")
    stack.callback(store.close)
    real = Assistant(store, lambda: datetime.now(UTC), playbook_files.texts(None))
    given = {name: Tokens() for name in (STOCK, SUCCESSOR, STOCK_BACK, SUCCESSOR_BACK)}
    metadata, keys = f"{microsoft.address}/metadata", f"{microsoft.address}/keys"
    token = Counted(f"{microsoft.address}/token", wire.APP, SECRET)
    served = {
        BARE: _bare(),
        PRESS: ours(microsoft, Fixed()),
        REAL: ours(microsoft, real, SavedReferences(store)),
        SUCCESSOR: successor(wire.APP, keys, given[SUCCESSOR], answers=False),
        STOCK: stock(wire.APP, metadata, given[STOCK], answers=False),
        MESSAGE: ours(microsoft, Fixed(), token=token),
        SUCCESSOR_BACK: successor(wire.APP, keys, given[SUCCESSOR_BACK], answers=True),
        STOCK_BACK: stock(wire.APP, metadata, given[STOCK_BACK], answers=True),
    }
    ways = {name: await _way(name, application, microsoft, session, stack) for name, application in served.items()}
    tokens = {name: (lambda one=one: one.asked) for name, one in given.items()}
    return ways, {**tokens, MESSAGE: lambda: token.asked}


class Fixed:
    """An assistant with a fixed answer."""

    def answer(self, inbound: Inbound) -> Answer:
        """Nothing is missing."""
        return Answer(Card("Acme", (Text(("Nothing is missing.",)),)))


class Counted(Token):
    """The bot's own token, and how often it was requested."""

    asked = 0

    def _ask(self) -> None:
        self.asked += 1
        super()._ask()


def ours(
    microsoft: Microsoft,
    assistant: chat.Assistant,
    references: SavedReferences | None = None,
    token: Token | None = None,
) -> web.Application:
    """Our endpoint with its gate, in front of an assistant."""
    driver = Driver(token or Token(f"{microsoft.address}/token", wire.APP, SECRET), (microsoft.host,))
    application = web.Application()
    gate = SignatureCheck(wire.APP, wire.TENANT, Keys(f"{microsoft.address}/metadata"))
    Endpoint(gate, Handler(assistant, driver, references or MemoryReferences())).add(application)
    return application


def _bare() -> web.Application:
    async def post(request: web.Request) -> web.Response:
        await request.json()
        return web.Response()

    application = web.Application()
    application.router.add_post(PATH, post)
    return application


async def _way(
    name: str, application: web.Application, microsoft: Microsoft, session: ClientSession, stack: AsyncExitStack
) -> Turn:
    """One turn; each press and each message is a new one."""
    server = await stack.enter_async_context(TestServer(application))
    url, signed, numbers = str(server.make_url(PATH)), microsoft.signed(), count(1)
    headers = {"Content-Type": "application/json", "Authorization": signed}

    async def turn() -> None:
        activity = _activity(name, microsoft.service, next(numbers))
        async with session.post(url, data=json.dumps(activity), headers=headers) as answer:
            body = await answer.text()
            assert answer.status < 300, f"{name}: {answer.status} {body}"
            assert name not in (PRESS, REAL) or "AdaptiveCard" in body, f"{name}: {body}"

    return turn


def _activity(name: str, service: str, number: int) -> Mapping[str, Any]:
    if name in (PRESS, REAL):
        action = {"verb": "say", "data": {"command": "list", "act": f"a.{number}"}}
        return wire.press("rob", action, service=service)
    return wire.message("rob", "/deal list", service=service)
