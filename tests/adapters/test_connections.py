"""Slow and silent connections give way to honest ones: each step has its time, and their number has a bound."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
import uvloop
from aiohttp import ClientSession, web

from adapters.connections import listening
from adapters.limits import Limits, most_connections

NEVER = 3_600.0
"""Seconds for steps that a test doesn't wait for: what it sees then has another cause."""
SOON = 0.05
PATIENCE = 20
HEADERS = b"POST /body HTTP/1.1\r\nHost: bot\r\nX-Slow: "
BODY = b"POST /body HTTP/1.1\r\nHost: bot\r\nContent-Length: 100\r\n\r\nslow"
LONG_BODY = b"POST /body HTTP/1.1\r\nHost: bot\r\nContent-Length: 100000\r\n\r\n"
LOOPS = pytest.mark.parametrize("new_loop", [asyncio.new_event_loop, uvloop.new_event_loop], ids=["asyncio", "uvloop"])
NewLoop = Callable[[], asyncio.AbstractEventLoop]


@dataclass(frozen=True, slots=True)
class Bot:
    """A server on this machine that answers /healthz, and reads the bodies that come to /body."""

    port: int

    async def healthy(self) -> bool:
        async with ClientSession() as session, session.get(f"http://127.0.0.1:{self.port}/healthz") as answer:
            return answer.status == 200

    async def takes(self, body: bytes) -> bool:
        async with ClientSession() as session, session.post(f"http://127.0.0.1:{self.port}/body", data=body) as answer:
            return answer.status == 200

    async def connects(self, opening: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(opening)
        return reader, writer


@asynccontextmanager
async def bot(limits: Limits) -> AsyncIterator[Bot]:
    async def healthz(_: web.Request) -> web.Response:
        return web.Response(text="x" * 100)

    async def body(request: web.Request) -> web.Response:
        try:
            await request.read()
        except ConnectionError:
            return web.Response(status=400)
        return web.Response()

    application = web.Application()
    application.add_routes([web.get("/healthz", healthz), web.post("/body", body)])
    async with listening(application, "127.0.0.1", 0, limits, shutdown=1) as port:
        yield Bot(port)


async def closed(reader: asyncio.StreamReader) -> bool:
    """Whether the other side has closed, which is waited for."""
    try:
        async with asyncio.timeout(PATIENCE):
            await reader.read()
    except ConnectionResetError:
        return True
    except TimeoutError:
        return False
    return True


def run(new_loop: NewLoop, story: Callable[[], Coroutine[None, None, None]]) -> None:
    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(story())


@LOOPS
@pytest.mark.parametrize("opening", [b"", HEADERS, BODY], ids=["silent", "headers", "body"])
def test_at_the_bound_the_one_that_waits_longest_is_closed_and_health_answers(
    new_loop: NewLoop, opening: bytes
) -> None:
    async def story() -> None:
        async with bot(Limits(5, NEVER, NEVER, NEVER, NEVER)) as server:
            slow = [await server.connects(opening) for _ in range(5)]
            assert await server.healthy()
            assert await closed(slow[0][0])
            assert not slow[4][0].at_eof()
            for _, writer in slow:
                writer.transport.abort()

    run(new_loop, story)


@LOOPS
@pytest.mark.parametrize(
    ("opening", "limits"),
    [
        (b"", Limits(9, SOON, NEVER, NEVER, NEVER)),
        (HEADERS, Limits(9, SOON, NEVER, NEVER, NEVER)),
        (BODY, Limits(9, NEVER, SOON, NEVER, NEVER)),
        (b"GET /healthz HTTP/1.1\r\nHost: bot\r\n\r\n", Limits(9, NEVER, NEVER, NEVER, SOON)),
        (b"GET /healthz HTTP/1.1\r\nHost: bot\r\n\r\n" * 2, Limits(9, NEVER, NEVER, NEVER, NEVER)),
        (b"GET / HTTP/1.1\r\nX-Huge: " + b"x" * 2_000_000, Limits(9, NEVER, NEVER, NEVER, NEVER)),
    ],
    ids=["silent", "headers", "body", "idle", "pipelined", "huge"],
)
def test_a_step_that_takes_too_long_ends_the_connection(new_loop: NewLoop, opening: bytes, limits: Limits) -> None:
    async def story() -> None:
        async with bot(limits) as server:
            reader, writer = await server.connects(opening)
            assert await closed(reader)
            writer.transport.abort()
            assert await server.healthy()

    run(new_loop, story)


@LOOPS
def test_a_sender_that_is_in_time_is_answered_again_and_again(new_loop: NewLoop) -> None:
    async def story() -> None:
        async with bot(Limits(2, NEVER, NEVER, NEVER, NEVER)) as server, ClientSession() as session:
            for size in (0, 5, 200_000, 900_000):
                async with session.post(f"http://127.0.0.1:{server.port}/body", data=b"x" * size) as answer:
                    assert answer.status == 200

    run(new_loop, story)


@LOOPS
def test_bodies_that_are_too_much_together_lose_the_one_that_began_first(new_loop: NewLoop) -> None:
    async def story() -> None:
        async with bot(Limits(9, NEVER, NEVER, NEVER, NEVER, held=2_000)) as server:
            slow = [await server.connects(LONG_BODY + b"x" * 500) for _ in range(4)]
            assert await closed(slow[0][0])
            assert await server.takes(b"x" * 1_000)
            assert not slow[3][0].at_eof()
            for _, writer in slow:
                writer.transport.abort()
            for _ in range(5):  # what was held is free again
                assert await server.takes(b"x" * 1_500)

    run(new_loop, story)


@pytest.mark.parametrize(("descriptors", "most"), [(1024, 768), (256, 192), (20_000, 1_000)])
def test_the_bound_stays_below_the_descriptors(monkeypatch: pytest.MonkeyPatch, descriptors: int, most: int) -> None:
    resource = pytest.importorskip("resource")
    monkeypatch.setattr(resource, "getrlimit", lambda _: (descriptors, descriptors))
    assert most_connections() == most
