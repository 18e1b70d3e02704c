"""Files dropped on the page: their bytes are the body of a request of their own, and who sends them its query."""

import asyncio

from aiohttp import web

from adapters.chat import Attachment, NotFetched
from adapters.sandbox import talk
from adapters.sandbox.assistant import SandboxAssistant
from adapters.sandbox.chat_store import ChatStore
from adapters.sandbox.live import Live
from adapters.sandbox.receive import Misread

LARGEST_FILE = 32_000_000
"""Bytes that are taken of one file; the assistant has its own, smaller limit, with a sentence for it."""
KIND = "application/octet-stream"
"""The only content type taken: a page of another site can't send it without asking first, and no one answers that."""


class Files:
    """The page's request that brings a file."""

    def __init__(self, assistant: SandboxAssistant, chat_store: ChatStore, live: Live) -> None:
        self._assistant = assistant
        self._chat_store = chat_store
        self._live = live

    def routes(self) -> list[web.RouteDef]:
        """The one route."""
        return [web.post("/api/file", self._take)]

    async def _take(self, request: web.Request) -> web.Response:
        if request.content_type != KIND:
            raise Misread(f"The sandbox accepts files only as {KIND}.")
        content = await _content(request)
        payload = dict(request.query)
        size = max(_size(payload.get("size", "")), len(content))
        attachment = Attachment(payload.get("name", ""), size, lambda most: _fetched(content, size, most))
        await asyncio.to_thread(talk.answer_file, self._assistant, self._chat_store, payload, attachment)
        self._live.ring()
        return web.json_response({})


async def _content(request: web.Request) -> bytes:
    """The body. Of one that is too large, as much as shows that it is."""
    content = bytearray()
    async for part in request.content.iter_any():
        content += part
        if len(content) > LARGEST_FILE:
            break
    return bytes(content)


def _size(text: str) -> int:
    """The size that the page tells: a file that is too large for it comes without its bytes."""
    return int(text) if text.isdecimal() and len(text) < 18 else 0


def _fetched(content: bytes, size: int, most: int) -> bytes:
    if size > most:
        raise NotFetched("too big")
    return content
