"""The web: serves the chats, says whether all is well, and runs the clock where this process has one."""

import asyncio
import gc
import logging
import signal
import sys
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Generic, TypeVar

import structlog
from aiohttp import web
from aiohttp.hdrs import METH_ALL
from aiohttp.typedefs import Middleware

from adapters.chat import Chat
from adapters.connections import listening
from adapters.counted import Counted
from adapters.limits import Limits, most_connections
from bot.jobs import scheduler
from bot.jobs.expire import Notify
from bot.jobs.home_pages import Ask
from bot.jobs.retention import Keep
from bot.jobs.scheduler import Clock
from bot.settings import Settings
from bot.store.engine.store import Store
from bot.telemetry import metrics

Found = TypeVar("Found")
Routes = Callable[[web.Application], None]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
PAGES = ("/healthz", "/readyz", "/metrics")
REFUSED = range(400, 500)
OBJECTS = 50_000
"""So many new objects until the collector looks through them."""

log = structlog.get_logger("web")


class NeedsServer(Exception):
    """A worker needs PostgreSQL. With SQLite, `stagecoach web` runs the jobs itself."""

    def __init__(self) -> None:
        super().__init__(type(self).__doc__)


def serve_web(
    settings: Settings, store: Store, chats: Mapping[str, Chat], notify: Notify, ask: Ask, *, routes: Routes
) -> None:
    """Serve until stopped; `routes` adds what the chats listen to. On SQLite the clock runs here too.

    `ask` is the assistant, which draws the home pages.
    """
    ticking = _clock(settings, store, chats, notify, ask) if store.embedded else None
    application = health(store, ticking)
    routes(application)
    _run(application, settings, settings.port)


def work(settings: Settings, store: Store, chats: Mapping[str, Chat], notify: Notify, ask: Ask) -> None:
    """Deliver and keep the clock until stopped; raises NeedsServer on SQLite.

    Says whether all is well at WORKER_PORT, if that is set.
    """
    if store.embedded:
        raise NeedsServer
    ticking = _clock(settings, store, chats, notify, ask)
    _run(health(store, ticking), settings, settings.worker_port)


def _clock(settings: Settings, store: Store, chats: Mapping[str, Chat], notify: Notify, ask: Ask) -> Clock:
    return scheduler.standard(store, chats, notify, settings.tick, ask, keep=_keep(settings))


def _keep(settings: Settings) -> Keep:
    return Keep(
        timedelta(hours=settings.keep_answers_hours),
        timedelta(days=settings.keep_messages_days),
        timedelta(days=settings.keep_dues_days),
    )


def health(store: Store, ticking: Clock | None) -> web.Application:
    """An application that answers /healthz, /readyz and /metrics, and runs this clock while it serves."""
    looking = [metrics.Late(store, _wall), metrics.Ticks(ticking.ages)] if ticking else []

    is_ready, page = Shared(store.ready), Shared(partial(metrics.page, looking))

    async def live(request: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def ready(request: web.Request) -> web.Response:
        state = {"store": await is_ready(), "clock": ticking is None or ticking.alive()}
        return web.json_response(state, status=200 if all(state.values()) else 503)

    async def measured(request: web.Request) -> web.Response:
        return web.Response(body=await page(), headers={"Content-Type": metrics.CONTENT_TYPE_LATEST})

    async def start(application: web.Application) -> None:
        if ticking:
            ticking.start()
        log.info("started", clock=ticking is not None)

    async def stop(application: web.Application) -> None:
        if ticking:
            await asyncio.to_thread(ticking.stop)

    application = web.Application(middlewares=[_logged()])
    application.add_routes([web.get("/healthz", live), web.get("/readyz", ready), web.get("/metrics", measured)])
    application.on_startup.append(start)
    application.on_cleanup.append(stop)
    return application


class Shared(Generic[Found]):
    """Looks in a thread, once at a time: requests in the meantime get the same answer.

    Anyone can ask for these pages; a thousand who do must not take the threads that answer commands.
    """

    def __init__(self, read: Callable[[], Found]) -> None:
        self._read = read
        self._running: asyncio.Future[Found] | None = None

    async def __call__(self) -> Found:
        """What it saw; raises what it raised."""
        if self._running is None or self._running.done():
            self._running = asyncio.ensure_future(asyncio.to_thread(self._read))
        return await asyncio.shield(self._running)


def _logged() -> Middleware:
    """Middleware that logs every request: the route, how it ended and how long it took; nothing the sender can choose.

    What strangers can send, refused requests and those for the pages above, is counted: at most a line a second.
    """
    counted = Counted("web", "requests", logging.INFO)

    @web.middleware
    async def logged(request: web.Request, handler: Handler) -> web.StreamResponse:
        took, status = metrics.Stopwatch(), 500
        try:
            response = await handler(request)
            status = response.status
        except web.HTTPException as refusal:
            status = refusal.status
            raise
        else:
            return response
        finally:
            resource = request.match_info.route.resource
            path = resource.canonical if resource else "none"
            method = request.method if request.method in METH_ALL else "other"
            metrics.REQUEST_SECONDS.labels(path, str(status)).observe(took())
            if status in REFUSED or path in PAGES:
                counted.add(f"{method} {path} {status}")
            else:
                log.info("request", method=method, path=path, status=status, milliseconds=round(took() * 1000, 1))

    return logged


def _wall() -> datetime:
    return datetime.now(UTC)


def _run(application: web.Application, settings: Settings, port: int | None) -> None:
    """Until SIGINT or SIGTERM; without a port nothing listens."""
    spare_the_collector()
    limits = Limits(most_connections(settings.max_connections))
    with asyncio.Runner(loop_factory=_new_loop) as runner:
        runner.run(_until_stopped(application, settings.host, port, limits))


def spare_the_collector() -> None:
    """Let Python look for what isn't needed seldom and in little: all who are being answered wait for it each time.

    What was imported stays for good: more than a hundred thousand objects. A list of a thousand deals makes tens of
    thousands for a moment. With Python's own 700 they were looked through a hundred times, a seventh of its time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS)


async def _until_stopped(application: web.Application, host: str, port: int | None, limits: Limits) -> None:
    stop = asyncio.Event()
    if sys.platform != "win32":  # its loops take no signals, and Ctrl-C ends the process by itself
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with listening(application, host, port, limits):
        await stop.wait()


def _new_loop() -> asyncio.AbstractEventLoop:
    """The quicker loop where it installs."""
    try:
        import uvloop  # noqa: PLC0415  # it does not exist on every system
    except ImportError:
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()
