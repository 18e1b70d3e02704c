"""The endpoint: `POST /mcp`. Each request stands alone, so any process can answer it. Async code ends here."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from math import ceil
from typing import TypeVar

from aiohttp import web

from adapters.counted import Counted
from adapters.mcp import requests, versions
from adapters.mcp.assistant import AgentAssistant, Caller
from adapters.mcp.exchange import reply_to
from adapters.mcp.messages import Fault
from adapters.mcp.pace import Pace

PATH = "/mcp"
METADATA = f"/.well-known/oauth-protected-resource{PATH}"
LARGEST = 64 * 1024
"""Bytes of one message; the longest call of ours has about 20,000."""
AT_ONCE = 4
"""Requests of agents that are answered at the same time, so that people's own never wait for them."""

Found = TypeVar("Found")


class Endpoint:
    """Answers agents. `public` is our address for them, and `clock` gives seconds that only go forward."""

    def __init__(self, assistant: AgentAssistant, public: str, clock: Callable[[], float]) -> None:
        self._assistant, self._public = assistant, public.rstrip("/")
        self._pace = Pace(clock)
        self._threads = ThreadPoolExecutor(AT_ONCE, "agents")
        self._refused = Counted("agents", "refused", logging.INFO)

    def add(self, application: web.Application) -> None:
        """Add the route to this application."""
        application.router.add_post(PATH, self.post)
        application.on_cleanup.append(self._stop)

    async def _stop(self, application: web.Application) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def post(self, request: web.Request) -> web.Response:
        """One message of an agent."""
        try:
            caller = await self._admitted(request)
            raw = await requests.body(request, LARGEST)
        except web.HTTPException as refusal:
            self._refused.add(str(refusal.status))
            raise
        headers = {name.lower(): value for name, value in request.headers.items()}
        reply = await self._in_turn(lambda: reply_to(self._assistant, caller, raw, headers))
        if reply.message is None:
            return web.Response(status=reply.status)
        return web.json_response(reply.message, status=reply.status)

    async def _admitted(self, request: web.Request) -> Caller:
        """Who asks; raises an HTTP refusal, in the order in which it costs least."""
        if not requests.is_ours(request, self._public):
            raise web.HTTPForbidden(text="Not from here.")
        found = requests.secret(request)
        caller = await self._in_turn(lambda: self._assistant.caller(found)) if found else None
        if caller is None:
            challenge = self._challenge(request, brought=bool(found))
            raise web.HTTPUnauthorized(headers={"WWW-Authenticate": challenge})
        if seconds := self._pace.wait(caller.token):
            raise web.HTTPTooManyRequests(headers={"Retry-After": str(ceil(seconds))})
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        try:
            versions.check_once([name.decode("latin-1") for name, _ in request.raw_headers])
        except Fault as fault:
            raise web.HTTPBadRequest(text=str(fault)) from None
        return caller

    def _challenge(self, request: web.Request, *, brought: bool) -> str:
        """The header for a client without a good token: the same if it is unknown, ended or too old.

        It says where to log in (RFC 9728).
        """
        where = f'resource_metadata="{requests.base(request, self._public)}{METADATA}", scope="propose"'
        return f'Bearer error="invalid_token", {where}' if brought else f"Bearer {where}"

    async def _in_turn(self, run: Callable[[], Found]) -> Found:
        return await requests.in_turn(self._threads, run)
