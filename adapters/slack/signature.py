"""Signatures: only requests that Slack signed get to Bolt, small and a few minutes old at most.

Bolt reads a body before it checks the signature, and logs it if the signature is wrong. So we check it here first.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl

from aiohttp import web

from adapters.body import NotWhole, TooLarge, TooSlow, read_body

MOST_BYTES = 1_000_000
"""Bytes of a body. Slack's largest, a view with its state, has 250 kB (its documentation on views)."""

OLDEST_SECONDS = 300
"""The oldest signature in seconds, from Slack's documentation on signed requests."""

PATIENCE = 10.0
"""Seconds for a body to arrive; Slack itself gives up on us after three."""

SIGNATURE = re.compile(r"v0=[0-9a-f]{64}", re.ASCII)
FORM, JSON = "application/x-www-form-urlencoded", "application/json"


class Turned(Exception):
    """A refused request; `status` is the HTTP status: 400, 401, 408, 413 or 415."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


async def admitted(request: web.Request, secret: str, now: Callable[[], float], patience: float = PATIENCE) -> str:
    """The body of a request that Slack signed, as text; raises Turned for every other request.

    `now` is the wall clock in seconds since 1970, `patience` the seconds for a body to arrive. What the headers
    rule out is refused before any of the body is read.
    """
    if request.content_type not in (FORM, JSON):
        raise Turned(415, "neither a form nor JSON")
    _headers(request.headers, now())
    raw = await _body(request, patience)
    check(request.headers, raw, secret, now())
    return _readable(raw, request.content_type)


async def _body(request: web.Request, patience: float) -> bytes:
    try:
        return await read_body(request, MOST_BYTES, patience)
    except TooLarge:
        raise Turned(413, "too large") from None
    except TooSlow:
        raise Turned(408, "too slow") from None
    except NotWhole:
        raise Turned(400, "not whole") from None


def check(headers: Mapping[str, str], raw: bytes, secret: str, now: float) -> None:
    """Raise Turned unless Slack signed this body in the last five minutes."""
    at, signature = _headers(headers, now)
    if not hmac.compare_digest(signed(at, raw, secret).encode(), signature.encode()):
        raise Turned(401, "not signed by Slack")


def _headers(headers: Mapping[str, str], now: float) -> tuple[str, str]:
    """The time and the signature from the headers; raises Turned if one is malformed or the time is too far off."""
    at, signature = headers.get("X-Slack-Request-Timestamp", ""), headers.get("X-Slack-Signature", "")
    if not (at.isascii() and at.isdecimal() and len(at) < 12):
        raise Turned(401, "no time")
    if abs(now - int(at)) > OLDEST_SECONDS:
        raise Turned(401, "too old")
    if not SIGNATURE.fullmatch(signature):
        raise Turned(401, "not a signature")
    return at, signature


def signed(at: str, raw: bytes, secret: str) -> str:
    """The signature of a body by Slack's version 0: over the time and the body."""
    return "v0=" + hmac.new(secret.encode(), b"v0:" + at.encode() + b":" + raw, hashlib.sha256).hexdigest()


def _readable(raw: bytes, kind: str) -> str:
    """The body as text; raises Turned for one that Bolt would break on."""
    try:
        text = raw.decode("utf-8")
        inner = text if kind == JSON else dict(parse_qsl(text, keep_blank_values=True)).get("payload", "{}")
        if not isinstance(json.loads(inner), dict):
            raise Turned(400, "not an object")
    except (ValueError, RecursionError) as wrong:
        raise Turned(400, "not readable") from wrong
    return text
