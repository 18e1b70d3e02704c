"""`make run-slack`: local-slack and the bot side by side on this machine, to try Slack without a workspace.

Both run in a network of their own, for local-slack listens on every interface. Only this window to its page, on the
loopback, leads there. The deals are those of the sandbox's story, in a folder that is deleted at the end.
"""

import asyncio
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType, web

from adapters.listener import taken_words
from bot.company import playbook_files
from bot.sandbox.sandbox import Sandbox
from bot.store.engine.store import Store
from bot.telemetry import logs
from tests.support.clock_window import PATH, add_clock
from tests.support.local_slack import BINARY, PORT, Place, Way, local_slack
from tests.support.local_slack_blocks import BlockTranslator
from tests.support.local_slack_people import SLACK, answers, through
from tests.support.private_network import NoPrivateNetwork

HOSTS = frozenset({f"127.0.0.1:{PORT}", f"localhost:{PORT}"})
Line = web.WebSocketResponse | ClientWebSocketResponse
KEPT_BACK = frozenset({"host", "connection", "content-length", "transfer-encoding", "content-encoding"})


def main(way: Way) -> None:
    """Run until Ctrl-C; prints the reason if it can't run."""
    if not BINARY.exists():
        sys.exit("local-slack is not here: it needs npm, on Linux with an x64 processor. `make run` needs neither.")
    logs.begin("error")  # what the story answers is of no interest here
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="slack-") as folder, suppress(KeyboardInterrupt):
        try:
            with local_slack(Path(folder), way) as place:
                asyncio.run(_serve(place))
        except NoPrivateNetwork as why:
            sys.exit(f"{why} `make run` needs none of it.")


async def _serve(place: Place) -> None:
    database = f"sqlite:///{place.folder}/deals.db"
    with closing(Store.open(database)) as store:
        sandbox = Sandbox(store, lambda: datetime.now(UTC), playbook_files.texts(None))
        sandbox.begin()
        place.start("web", database)
        await answers(place.door, "/_control/state")
        await answers(place.bot, "/readyz")
        async with through(place.door) as session:
            await _open(place, sandbox, session)


async def _open(place: Place, sandbox: Sandbox, session: ClientSession) -> None:
    """Open the page and the clock until Ctrl-C."""
    runner = web.AppRunner(_window(session, sandbox), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", PORT).start()
        _greet(place)
        await asyncio.Event().wait()
    except OSError as fault:
        sys.exit(taken_words(fault, PORT))
    finally:
        await runner.cleanup()


def _greet(place: Place) -> None:
    sys.stdout.write(f"\n  A Slack with Stagecoach in it is open at http://127.0.0.1:{PORT}/\n\n")
    sys.stdout.write("  Choose who you are at the top, then type /deal list, or open the app's Home.\n")
    sys.stdout.write(f"  Move the clock at http://127.0.0.1:{PORT}{PATH}\n")
    sys.stdout.write(f"  The bot hears it by {'Socket Mode' if place.way == 'socket' else 'signed HTTP'}; its log is ")
    sys.stdout.write(f"{place.folder}/web.log. Stop both with Ctrl-C.\n\n")
    sys.stdout.flush()


def _window(session: ClientSession, sandbox: Sandbox) -> web.Application:
    """A window to local-slack's page: for a browser on this machine, and for pages of no other site."""

    async def pass_on(request: web.Request) -> web.StreamResponse:
        if (
            request.host not in HOSTS
            or request.headers.get("Origin", f"http://{request.host}") != f"http://{request.host}"
        ):
            return web.Response(status=403, text="This window is for this machine alone.")
        if request.path == "/ui":
            return await _conversation(request, session)
        kept = {name: value for name, value in request.headers.items() if name.lower() not in KEPT_BACK}
        url = f"{SLACK}{request.rel_url}"
        async with session.request(request.method, url, headers=kept, data=await request.read()) as said:
            shown = {name: value for name, value in said.headers.items() if name.lower() not in KEPT_BACK}
            return web.Response(status=said.status, headers=shown, body=await said.read())

    application = web.Application()
    add_clock(application, sandbox, HOSTS)
    application.router.add_route("*", "/{path:.*}", pass_on)
    return application


async def _conversation(request: web.Request, session: ClientSession) -> web.StreamResponse:
    """What local-slack and its page send each other, translated."""
    page, translator = web.WebSocketResponse(), BlockTranslator()
    await page.prepare(request)
    async with session.ws_connect(f"{SLACK}/ui", max_msg_size=0) as slack:
        ways = [_relay(page, slack, translator.sent), _relay(slack, page, translator.shown)]
        _, left = await asyncio.wait([asyncio.create_task(way) for way in ways], return_when="FIRST_COMPLETED")
        for task in left:
            task.cancel()
    await page.close()
    return page


async def _relay(source: Line, target: Line, seen: Callable[[str], str]) -> None:
    async for message in source:
        if message.type is WSMsgType.TEXT:
            await target.send_str(seen(message.data))


if __name__ == "__main__":
    main("http" if sys.argv[1:] == ["http"] else "socket")
