"""HTTP connections: how many there can be, and how long each has for its request and for reading its answer.

aiohttp waits without end for headers and bodies, and takes every connection until the process has no descriptor left.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any, Literal, cast

import structlog
from aiohttp import web

from adapters.counted import Counted
from adapters.limits import Limits
from adapters.listener import IN_A_TURN, Listener, bound

LINGER_SECONDS = 2
"""Seconds for which the rest of a refused body is read and dropped, so the sender can read the answer."""
MOST_UNJUDGED = 1_200_000
"""Bytes that can arrive before a request is recognised, including a whole body.

uvloop reads 8 MB before a refusal of the headers takes effect, and aiohttp parses all of it.
"""

Phase = Literal["idle", "headers", "body", "answer"]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

log = structlog.get_logger("web")


class Open:
    """The open connections.

    `waiting` has those that wait for a request, and `bodies` the bytes of bodies that are not whole yet, both with
    the longest wait first.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.connections: set[Connection] = set()
        self.waiting: dict[Connection, None] = {}
        self.bodies: dict[Connection, int] = {}
        self._held = 0
        self.closed = Counted("web", "connections closed")
        self.malformed = Counted("web", "not a request", logging.INFO)

    def add(self, connection: "Connection") -> None:
        """Add a new one; above the bound, close the one that has waited longest, which can be this one."""
        self.connections.add(connection)
        self.waiting[connection] = None
        if len(self.connections) > self.limits.most:
            next(iter(self.waiting)).drop("bound")

    def forget(self, connection: "Connection") -> None:
        """Remove one that is closed."""
        self.connections.discard(connection)
        self.waiting.pop(connection, None)
        self.release(connection)

    def hold(self, connection: "Connection", size: int) -> None:
        """A body has `size` more bytes; when all together have too many, close the one that began first."""
        if connection not in self.connections:
            return
        self.bodies[connection] = self.bodies.get(connection, 0) + size
        self._held += size
        if self._held > self.limits.held:
            next(iter(self.bodies)).drop("bodies")

    def release(self, connection: "Connection") -> None:
        """Its body is whole, or no longer kept."""
        self._held -= self.bodies.pop(connection, 0)


class Connection(web.RequestHandler):
    """One connection, closed if a step takes too long."""

    def __init__(self, server: web.Server, opened: Open, loop: asyncio.AbstractEventLoop) -> None:
        options: dict[str, Any] = {"access_log": None}  # aiohttp accepts None here, its types don't
        super().__init__(
            server, loop=loop, keepalive_timeout=opened.limits.idle, lingering_time=LINGER_SECONDS, **options
        )
        self._open = opened
        self._clock = loop
        self._wire: asyncio.Transport | None = None  # aiohttp drops its own reference before all is written
        self._phase: Phase = "headers"
        self._unjudged = 0
        self._asked: web.Request | None = None
        self._deadline: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A stranger connects: the time for the headers starts."""
        super().connection_made(transport)
        self._wire = cast(asyncio.Transport, transport)  # uvloop's transport has the methods, but not the class
        self._open.add(self)
        self._expect("headers", self._open.limits.headers)

    def data_received(self, data: bytes) -> None:
        """The first byte of a further request starts the time of its headers; the last of a body ends its time."""
        if self._phase == "idle" and data:
            self._expect("headers", self._open.limits.headers)
        if self._phase == "headers":
            self._unjudged += len(data)
        if self._unjudged > MOST_UNJUDGED:
            self.drop("headers")
            return
        if self._phase == "body":
            self._open.hold(self, len(data))
        super().data_received(data)
        if self._phase == "body" and self._asked is not None and self._asked.content.is_eof():
            self._complete()

    def received(self, request: web.Request) -> bool:
        """Called when the headers of a request are complete; returns whether to answer it.

        A request before the answer to the last one ends the connection. No chat and no proxy does that, and a
        stranger who does it gets a hundred answers for the price of one connection.
        """
        if not self._unjudged:
            self.drop("pipelined")
            return False
        unjudged, self._unjudged = self._unjudged, 0
        self._asked = request
        if request.content.is_eof():
            self._complete()
        else:
            self._expect("body", self._open.limits.body)
            self._open.hold(self, unjudged)
        return True

    def _complete(self) -> None:
        """The whole request is here: the sender's time stops, and our own work begins."""
        self._expect("answer", 0)
        self._open.waiting.pop(self, None)

    def answered(self) -> None:
        """The answer is out: this connection waits for its next request."""
        self._asked = None
        if self not in self._open.connections:
            return
        self._open.waiting.pop(self, None)
        self._open.waiting[self] = None
        self._expect("idle", self._open.limits.idle)

    def _expect(self, phase: Phase, seconds: float) -> None:
        """Start the time for the next phase, in seconds; with 0 it has no limit."""
        self._open.release(self)
        self._phase = phase
        if self._deadline is not None:
            self._deadline.cancel()
        self._deadline = None
        if seconds and self in self._open.connections:  # its handler still runs for a while after it is closed
            self._deadline = self._clock.call_later(seconds, self.drop, phase)

    def pause_writing(self) -> None:
        """The other side doesn't read its answer: its time starts."""
        super().pause_writing()
        self._unread = self._clock.call_later(self._open.limits.reader, self.drop, "reader")

    def resume_writing(self) -> None:
        """It reads again: its time stops."""
        super().resume_writing()
        self._read()

    def _read(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def drop(self, why: str) -> None:
        """Close at once, without waiting for the other side to read. The descriptor is free a moment later."""
        self._forget()
        self._open.closed.add(why)
        if self._wire is not None:
            self._wire.abort()

    def connection_lost(self, exc: BaseException | None) -> None:
        """It was closed, by us or by the other side."""
        self._forget()
        super().connection_lost(exc)

    def _forget(self) -> None:
        self._expect(self._phase, 0)
        self._read()
        self._open.forget(self)

    def handle_error(
        self, request: web.BaseRequest, status: int = 500, exc: BaseException | None = None, message: str | None = None
    ) -> web.StreamResponse:
        """The answer to a malformed request, and to a fault of ours; aiohttp's own answer quotes the request."""
        if status < HTTPStatus.INTERNAL_SERVER_ERROR:
            self._open.malformed.add(f"{status} {type(exc).__name__}")
        else:
            log.error("request failed", status=status, exc_info=exc)
        if request.writer.output_size > 0:
            raise ConnectionError
        response = web.Response(status=status, text=HTTPStatus(status).phrase)
        response.force_close()
        return response


@web.middleware
async def _followed(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Middleware: notify the connection when a request is here and when its answer is out."""
    connection = request.protocol
    if not isinstance(connection, Connection):
        return await handler(request)
    if not connection.received(request):
        return web.Response(status=HTTPStatus.BAD_REQUEST)  # no one gets it: the connection is closed
    try:
        return await handler(request)
    finally:
        connection.answered()


@asynccontextmanager
async def listening(
    application: web.Application, host: str, port: int | None, limits: Limits, shutdown: float = 60
) -> AsyncIterator[int]:
    """Serve while the block runs and yield the port. Port 0 takes a free one; None doesn't listen and yields 0.

    `shutdown` is how many seconds requests have to end. Raises OSError if the port is taken.
    """
    application.middlewares.insert(0, _followed)
    runner = web.AppRunner(application, shutdown_timeout=shutdown)
    await runner.setup()
    server = runner.server
    if server is None:  # None only before setup
        raise RuntimeError("the application did not start")
    loop, opened = asyncio.get_running_loop(), Open(limits)
    listener: Listener | None = None
    try:
        if port is not None:
            in_a_turn = max(1, min(IN_A_TURN, limits.most // 16))
            listener = Listener(await bound(host, port), lambda: Connection(server, opened, loop), in_a_turn)
        yield listener.port if listener else 0
    finally:
        if listener is not None:
            await listener.close()
        await runner.cleanup()
