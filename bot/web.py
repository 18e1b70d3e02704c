"""The web: serves the chats, says whether all is well, and runs the clock where this process has one."""

import asyncio
import gc
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta

import structlog
from aiohttp import web

from adapters.chat import Chat
from bot.jobs import scheduler
from bot.jobs.expire import Tell
from bot.jobs.retention import Keep
from bot.jobs.scheduler import Clock
from bot.settings import Settings
from bot.store.engine.store import Store
from bot.telemetry import metrics

Routes = Callable[[web.Application], None]

log = structlog.get_logger("web")


class NeedsServer(Exception):
    """A worker needs PostgreSQL; on SQLite `stagecoach web` delivers and keeps the clock by itself."""

    def __init__(self) -> None:
        super().__init__(type(self).__doc__)


def serve_web(settings: Settings, store: Store, chats: Mapping[str, Chat], tell: Tell, routes: Routes) -> None:
    """Serve until stopped; `routes` adds what the chats listen to. On SQLite the clock runs here too."""
    ticking = scheduler.standard(store, chats, tell, settings.tick, _keep(settings)) if store.embedded else None
    application = health(store, ticking)
    routes(application)
    _run(application, settings.host, settings.port)


def work(settings: Settings, store: Store, chats: Mapping[str, Chat], tell: Tell) -> None:
    """Deliver and keep the clock until stopped; raises NeedsServer on SQLite.

    Says whether all is well at WORKER_PORT, if that is set.
    """
    if store.embedded:
        raise NeedsServer
    ticking = scheduler.standard(store, chats, tell, settings.tick, _keep(settings))
    _run(health(store, ticking), settings.host, settings.worker_port)


def _keep(settings: Settings) -> Keep:
    return Keep(
        timedelta(hours=settings.keep_answers_hours),
        timedelta(days=settings.keep_messages_days),
        timedelta(days=settings.keep_dues_days),
    )


def health(store: Store, ticking: Clock | None) -> web.Application:
    """An application that answers /healthz, /readyz and /metrics, and runs this clock while it serves."""
    looking = [metrics.Late(store, _wall), metrics.Ticks(ticking.ages)] if ticking else []

    async def live(request: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def ready(request: web.Request) -> web.Response:
        said = {"store": await asyncio.to_thread(store.ready), "clock": ticking is None or ticking.alive()}
        return web.json_response(said, status=200 if all(said.values()) else 503)

    async def measured(request: web.Request) -> web.Response:
        body = await asyncio.to_thread(metrics.page, looking)
        return web.Response(body=body, headers={"Content-Type": metrics.CONTENT_TYPE_LATEST})

    async def start(application: web.Application) -> None:
        if ticking:
            ticking.start()
        log.info("started", clock=ticking is not None)

    async def stop(application: web.Application) -> None:
        if ticking:
            await asyncio.to_thread(ticking.stop)

    application = web.Application(middlewares=[_log])
    application.add_routes([web.get("/healthz", live), web.get("/readyz", ready), web.get("/metrics", measured)])
    application.on_startup.append(start)
    application.on_cleanup.append(stop)
    return application


@web.middleware
async def _log(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """A line for every request: what was asked, how it ended and how long it took; no body, no query."""
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
        metrics.REQUEST_SECONDS.labels(path, str(status)).observe(took())
        log.info(
            "request", method=request.method, path=request.path, status=status, milliseconds=round(took() * 1000, 1)
        )


def _wall() -> datetime:
    return datetime.now(UTC)


def _run(application: web.Application, host: str, port: int | None) -> None:
    """Until SIGINT or SIGTERM; without a port nothing listens.

    What was imported stays for good, and need not be looked through by the collector again and again: it is more than a
    hundred thousand objects, and each time all who are being answered wait for it.
    """
    gc.collect()
    gc.freeze()
    loop = _new_loop()
    if port is None:
        web.run_app(application, path=[], loop=loop, print=None, access_log=None)
    else:
        web.run_app(application, host=host, port=port, loop=loop, print=None, access_log=None)


def _new_loop() -> asyncio.AbstractEventLoop:
    """The quicker loop where it installs."""
    try:
        import uvloop  # noqa: PLC0415  # it does not exist on every system
    except ImportError:
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()
