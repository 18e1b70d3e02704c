"""Requests of agents: where one comes from, whose secret it brings, and how much of it is read."""

import asyncio
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar
from urllib.parse import urlsplit

from aiohttp import web

from adapters.body import NotWhole, TooLarge, TooSlow, read_body
from adapters.loopback import is_loopback
from adapters.mcp.assistant import NoAnswer

Found = TypeVar("Found")

PATIENCE = 10.0
"""Seconds for a body to arrive."""
BEARER = re.compile(r"Bearer +(?P<secret>[\x21-\x7e]{1,400})", re.IGNORECASE)


def is_ours(request: web.Request, public: str) -> bool:
    """Whether a request was sent to us, and not by a page on another site.

    `public` is our address, "https://deals.example.com", or empty. This machine's own names count too. A foreign Host
    is DNS rebinding, and a foreign Origin is another site's page.
    """
    if not _known(f"//{request.host}", public):
        return False
    origin = request.headers.get("Origin")
    return origin is None or _known(origin, public)


def _known(address: str, public: str) -> bool:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return False
    return is_loopback(host) or (bool(public) and host == urlsplit(public).hostname)


def secret(request: web.Request) -> str:
    """The secret that a request brings; nothing where it brings none that could be one."""
    found = BEARER.fullmatch(request.headers.get("Authorization", ""))
    return found["secret"] if found else ""


def base(request: web.Request, public: str) -> str:
    """Our address: the public one, or on this machine the one that was asked."""
    return public or f"http://{request.host}"


async def in_turn(threads: ThreadPoolExecutor, run: Callable[[], Found]) -> Found:
    """What blocks, in one of these threads; raises an HTTP refusal where the assistant can't answer."""
    try:
        return await asyncio.get_running_loop().run_in_executor(threads, run)
    except NoAnswer:
        raise web.HTTPServiceUnavailable(headers={"Retry-After": "60"}) from None


async def body(request: web.Request, largest: int) -> bytes:
    """The body, up to so many bytes; raises an HTTP refusal."""
    try:
        return await read_body(request, largest, PATIENCE)
    except TooLarge:
        raise web.HTTPRequestEntityTooLarge(largest, request.content_length or 0) from None
    except TooSlow:
        raise web.HTTPRequestTimeout from None
    except NotWhole:
        raise web.HTTPBadRequest from None
