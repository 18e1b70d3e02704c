"""The guard: only this machine's browser, on the sandbox's own page, can send requests."""

from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

import structlog
from aiohttp import web

from adapters.sandbox.chat_store import Nameless
from adapters.sandbox.demo_people import UnknownPerson
from adapters.sandbox.receive import Misread
from adapters.sandbox.talk import NoSuchPlace

log = structlog.get_logger("sandbox")
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def loopback(host: str) -> bool:
    """Whether a host name (without port) is this machine."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@web.middleware
async def guarded(request: web.Request, handler: _Handler) -> web.StreamResponse:
    """Middleware: refuse strangers with 403 and malformed requests with 400, each with a sentence."""
    try:
        return await (handler(request) if _ours(request) else _stranger())
    except (Misread, UnknownPerson, NoSuchPlace, Nameless) as wrong:
        return sentence(400, str(wrong))


@web.middleware
async def unbroken(request: web.Request, handler: _Handler) -> web.StreamResponse:
    """Middleware: a fault of ours is logged and answered with a sentence, not with a broken page."""
    try:
        return await handler(request)
    except (web.HTTPException, ConnectionResetError):
        raise
    except Exception:  # any fault: the person gets a sentence and the log the rest
        log.exception("the sandbox failed")
        return sentence(409, "Something went wrong on our side. Please try again in a minute.")


async def mark(request: web.Request, response: web.StreamResponse) -> None:
    """Add the security headers to every response."""
    response.headers.update(_HEADERS)


def sentence(status: int, words: str) -> web.Response:
    """A refusal that a person can read."""
    return web.json_response({"wrong": words}, status=status)


def _ours(request: web.Request) -> bool:
    """Whether a request is from our own page: a foreign Host is DNS rebinding, a foreign Origin another page."""
    origin = request.headers.get("Origin")
    return _local(request.host) and (origin is None or origin == f"http://{request.host}")


def _local(host: str) -> bool:
    try:
        return loopback(urlsplit(f"//{host}").hostname or "")
    except ValueError:
        return False


async def _stranger() -> web.Response:
    return sentence(403, "The sandbox answers only its own page on this machine.")
