"""The body of a request, read up to a bound and within a time, since a stranger can have sent it."""

import asyncio

from aiohttp import web


class TooLarge(Exception):
    """A body has more bytes than are read."""


class TooSlow(Exception):
    """A body didn't arrive in its time."""


class NotWhole(Exception):
    """A body broke off."""


async def read_body(request: web.Request, largest: int, seconds: float) -> bytes:
    """The body of at most so many bytes, within so many seconds; raises TooLarge, TooSlow or NotWhole."""
    if (request.content_length or 0) > largest:
        raise TooLarge
    read = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for piece in request.content.iter_any():
                read += piece
                if len(read) > largest:
                    raise TooLarge
    except TimeoutError:
        raise TooSlow from None
    except (ConnectionError, web.RequestPayloadError):
        raise NotWhole from None
    return bytes(read)
