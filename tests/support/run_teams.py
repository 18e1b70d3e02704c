"""`make run-teams`: Microsoft's Agents Playground and the bot side by side on this machine, with the sandbox's story.

The Playground listens on the loopback only, because of `bind-local.cjs`. The deals are in a folder that is deleted at
the end.
"""

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web

from adapters.listener import taken_words
from bot.company import playbook_files
from bot.sandbox.sandbox import Sandbox
from bot.store.engine.store import Store
from bot.telemetry import logs
from tests.support import teams_payloads as wire
from tests.support.clock_window import PATH, add_clock

NODE = Path(__file__).parents[1] / "node" / "teams"
CLI = NODE / "node_modules" / ".bin" / "agentsplayground"
PLAYGROUND, BOT, CLOCK = 56150, 3978, 3979
SERVICE = f"http://127.0.0.1:{PLAYGROUND}"
HOSTS = frozenset({f"127.0.0.1:{CLOCK}", f"localhost:{CLOCK}"})


def main() -> None:
    """Run until Ctrl-C; prints the reason if it can't run."""
    if not CLI.exists():
        sys.exit("The Agents Playground comes by npm, and there is none here. `make run` needs no npm.")
    logs.begin("error")  # what the story answers is of no interest here
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="teams-") as folder, suppress(KeyboardInterrupt):
        database = f"sqlite:///{folder}/deals.db"
        with closing(Store.open(database)) as store:
            sandbox = Sandbox(store, lambda: datetime.now(UTC), playbook_files.texts(None))
            sandbox.begin()
            with _processes(Path(folder), database):
                try:
                    asyncio.run(_clock(sandbox, Path(folder)))
                except OSError as fault:
                    sys.exit(taken_words(fault, CLOCK))


@contextmanager
def _processes(folder: Path, database: str) -> Iterator[None]:
    """The bot and the Playground, until the block ends."""
    here = {"DATABASE_URL": database, "PORT": str(BOT), "HOST": "127.0.0.1"}
    teams = {"TEAMS_DEVELOPMENT": "1", "TEAMS_SERVICE_URL": SERVICE, "TEAMS_ADMIN": wire.user("ada")}
    there = {"NODE_OPTIONS": f"--require {NODE / 'bind-local.cjs'}"}
    options = ["--app-endpoint", f"http://127.0.0.1:{BOT}/api/messages", "--service-url", f"{SERVICE}/_connector"]
    options += ["--channel-id", "msteams", "--port", str(PLAYGROUND), "--disable-telemetry"]
    with (folder / "web.log").open("wb") as log:
        bot = subprocess.Popen(
            [sys.executable, "-m", "bot", "web"], env={**os.environ, **here, **teams}, stdout=log, stderr=log
        )
        page = subprocess.Popen([str(CLI), "start", *options], cwd=NODE, env={**os.environ, **there}, stdout=log)
        try:
            yield
        finally:
            for process in (page, bot):
                process.terminate()
                process.wait()


async def _clock(sandbox: Sandbox, folder: Path) -> None:
    application = web.Application()
    add_clock(application, sandbox, HOSTS)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", CLOCK).start()
    sys.stdout.write(f"\n  The Agents Playground opens at {SERVICE}, with Stagecoach and its story in it.\n")
    sys.stdout.write("  You write as Rob Reyes. Type list, or home.\n")
    sys.stdout.write(f"  Move the clock at http://127.0.0.1:{CLOCK}{PATH}\n")
    sys.stdout.write(f"  The log is {folder}/web.log. Stop it all with Ctrl-C.\n\n")
    sys.stdout.flush()
    try:
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()


if __name__ == "__main__":
    main()
