"""The minimum: only Bolt, which checks the signature, and the statements of an advance.

`python -m bench.slack_bare PORT DATABASE SCRIPT`; the script has the statements for the driver, by the command's text.
"""

import json
import logging
import sqlite3
import sys
from pathlib import Path
from typing import Any

import uvloop
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck

from adapters.slack.manifest import COMMAND, PATH
from bench.torture.slack import BOT, TEAM


def main(port: int, database: str, script: Path, secret: str) -> None:
    """Serve until killed."""
    statements: dict[str, list[tuple[str, Any]]] = json.loads(script.read_text())
    raw = sqlite3.connect(database, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -16000", "temp_store = MEMORY"):
        raw.execute(f"PRAGMA {pragma}")
    application = web.Application()
    application.router.add_post(PATH, _handler(_app(raw, statements, secret)))
    web.run_app(application, host="127.0.0.1", port=port, loop=uvloop.new_event_loop(), print=None, access_log=None)


def _app(raw: sqlite3.Connection, statements: dict[str, list[tuple[str, Any]]], secret: str) -> AsyncApp:
    logging.getLogger("bare").setLevel(logging.ERROR)
    app = AsyncApp(
        signing_secret=secret, authorize=_ourselves, process_before_response=True, logger=logging.getLogger("bare")
    )

    async def advance(ack: AsyncAck, body: dict[str, Any]) -> None:
        replay(raw, statements[body["text"]])
        await ack("It moved on.")

    app.command(COMMAND)(advance)
    return app


async def _ourselves(**asked: Any) -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_user_id="U0BOT", bot_id=BOT, bot_token="xoxb-1")  # noqa: S106  # made up


def _handler(app: AsyncApp) -> Any:
    async def events(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    return events


def replay(raw: sqlite3.Connection, statements: list[tuple[str, Any]]) -> None:
    """One transaction, durable at its end."""
    raw.execute("BEGIN IMMEDIATE")
    for statement, values in statements:
        raw.execute(statement, values).fetchall()
    raw.execute("COMMIT")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), sys.argv[4])
