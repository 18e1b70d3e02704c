"""Slack's two ways in: signed requests over HTTP at /slack/events, and Socket Mode without a public address."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat import Assistant, Homes, Leavers
from adapters.counted import Counted
from adapters.slack.app import App
from adapters.slack.directory import Directory
from adapters.slack.manifest import COMMAND, PATH
from adapters.slack.newer_blocks import Refusals
from adapters.slack.signature import Turned, admitted
from adapters.slack.talk import Talk

PATIENCE_SECONDS, RETRY_SECONDS = 2, 5.0
SLACK_HOSTS = frozenset({"hooks.slack.com", "hooks.slack-gov.com"})

MISSHAPEN = (AttributeError, LookupError, TypeError, ValueError, RecursionError)
"""What Bolt, the SDK or we raise for a payload without something that Slack always sends."""

log = structlog.get_logger("slack")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Keys:
    """An app's secrets: the bot's token, the signing secret for HTTP, the app's token for Socket Mode.

    `url` is the address of the Web API, `command` the name of our slash command.
    """

    bot: str
    signing: str = ""
    app: str = ""
    url: str = "https://slack.com/api/"
    command: str = COMMAND


def serve(
    application: web.Application,
    assistant: Assistant,
    keys: Keys,
    homes: Homes | None = None,
    leavers: Leavers | None = None,
    *,
    refusals: Refusals | None = None,
) -> None:
    """Let an application listen to Slack: by HTTP with a signing secret, by socket with an app token.

    `homes` remembers who looks at their App Home, `leavers` who left the workspace, `refusals` which workspaces
    refuse newer blocks. Without it none is sent.
    """
    client = AsyncWebClient(keys.bot, base_url=keys.url, timeout=PATIENCE_SECONDS, retry_handlers=[])
    hosts = SLACK_HOSTS | {urlsplit(keys.url).hostname or ""}
    talk = Talk(assistant, Directory(client), homes, leavers, refusals, command=keys.command)
    app = App(talk, client, keys.signing, hosts)
    if keys.signing:
        application.router.add_post(PATH, _handler(app, keys.signing))
    if keys.app:
        application.cleanup_ctx.append(_socket(app, keys))


def _handler(app: App, secret: str) -> Handler:
    refused = Counted("slack", "turned away")

    async def events(request: web.Request) -> web.StreamResponse:
        try:
            body = await admitted(request, secret, time.time)
        except Turned as turned:
            refused.add(str(turned))
            return web.Response(status=turned.status, text=str(turned))
        answered = await _dispatched(app, body, {**request.headers})
        return web.Response(
            status=answered.status, body=answered.body, headers={key: v[0] for key, v in answered.headers.items()}
        )

    return events


async def _dispatched(app: App, body: str, headers: dict[str, str | Sequence[str]]) -> BoltResponse:
    """Bolt's answer to a body that Slack signed; after a 500 Slack sends an event again."""
    try:
        return await app.bolt.async_dispatch(AsyncBoltRequest(body=body, headers=headers))
    except MISSHAPEN as fault:
        log.warning("not of Slack's shape", fault=type(fault).__name__)
        return BoltResponse(status=400, body="not of Slack's shape")
    except Exception as fault:  # noqa: BLE001  # after any fault Slack should try again
        log.warning("not answered", fault=type(fault).__name__)
        return BoltResponse(status=500)


def _socket(app: App, keys: Keys) -> Callable[[web.Application], AsyncIterator[None]]:
    async def connected(application: web.Application) -> AsyncIterator[None]:
        """Keep a Socket Mode connection while the application runs."""
        web_client = AsyncWebClient(keys.app, base_url=keys.url, timeout=PATIENCE_SECONDS)
        handler: Any = AsyncSocketModeHandler(app.bolt, keys.app, web_client=web_client)  # Bolt has no types for it
        connecting = asyncio.create_task(_connect(handler))
        yield
        connecting.cancel()
        await handler.close_async()

    return connected


async def _connect(handler: Any) -> None:
    """Try until it is connected once; from then on Slack's client reconnects by itself."""
    while True:
        try:
            await handler.connect_async()
        except Exception as fault:  # noqa: BLE001  # Slack is away; the web is up all the same
            log.warning("socket not connected yet", fault=type(fault).__name__)
            await asyncio.sleep(RETRY_SECONDS)
        else:
            return
