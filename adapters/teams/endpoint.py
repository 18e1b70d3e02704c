"""The endpoint: `POST /api/messages`, to which Teams sends everything. Async code ends here."""

import asyncio
import json
import logging
from collections.abc import Mapping
from typing import Any, Protocol

import structlog
from aiohttp import web

from adapters.body import NotWhole, TooLarge, TooSlow, read_body
from adapters.counted import Counted
from adapters.teams import activity_types
from adapters.teams.activity_fields import Misread
from adapters.teams.handler import Handler, broken, misread
from adapters.teams.signature import Refused

PATH = "/api/messages"
LARGEST = 512 * 1024  # bytes of one activity; those of Teams are far smaller
PATIENCE = 10.0  # seconds for a body to arrive

log = structlog.get_logger("teams")
Claims = Mapping[str, Any]


class Entrance(Protocol):
    """Checks senders; on a developer's own machine it accepts every one."""

    async def vouch(self, authorization: str) -> Claims:
        """The claims of these credentials; raises Refused."""
        ...

    def match(self, claims: Claims, activity: Mapping[str, Any]) -> None:
        """Raise Refused if the activity doesn't match the claims."""
        ...


class Endpoint:
    """Answers 401 if the sender is refused, 413 or 400 if the body isn't an activity, else 200."""

    def __init__(self, entrance: Entrance, handler: Handler) -> None:
        self._entrance, self._reception = entrance, handler
        self._refused = Counted("teams", "refused", logging.INFO)

    def add(self, application: web.Application) -> None:
        """Add the route to this application."""
        application.router.add_post(PATH, self.post)

    async def post(self, request: web.Request) -> web.Response:
        """One activity."""
        try:
            claims = await self._entrance.vouch(request.headers.get("Authorization", ""))
            activity = _activity(await _body(request))
            self._entrance.match(claims, activity)
            activity_types.check(activity)
        except Refused as why:
            self._refused.add(str(why))
            return web.Response(status=401)
        except Misread:
            return web.Response(status=400)
        return await self._taken(activity)

    async def _taken(self, activity: dict[str, Any]) -> web.Response:
        try:
            reply = await asyncio.to_thread(self._reception.take, activity)
        except Misread as wrong:
            log.info("misread")
            reply = misread(activity, wrong)
            return web.json_response(reply) if reply else web.Response(status=400)
        except Exception as fault:  # a press gets a sentence; for others it is logged and raised
            if (reply := broken(activity)) is None:
                raise
            log.exception("a press broke", fault=type(fault).__name__)
        return web.Response(status=200) if reply is None else web.json_response(reply)


async def _body(request: web.Request) -> bytes:
    """The body, up to its limit; raises 413 beyond it, and Misread if it doesn't arrive whole."""
    try:
        return await read_body(request, LARGEST, PATIENCE)
    except TooLarge:
        raise web.HTTPRequestEntityTooLarge(LARGEST, request.content_length or 0) from None
    except (TooSlow, NotWhole):
        raise Misread("The activity did not arrive.") from None


def _activity(body: bytes) -> dict[str, Any]:
    try:
        activity = json.loads(body, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Misread("That is not JSON.") from None
    if not isinstance(activity, dict):
        raise Misread("An activity is an object.")
    return activity


def _no_number(word: str) -> None:
    """Refuse NaN and infinities: they aren't JSON. Python reads them all the same, but PostgreSQL doesn't."""
    raise ValueError(word)
