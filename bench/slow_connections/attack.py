"""The attacker, in a process of its own: `python -m bench.slow_connections.attack KIND PORT CONNECTIONS SECONDS`.

Keeps CONNECTIONS open at once, and replaces each as soon as the bot closes it. Prints how many it opened.
"""

import asyncio
import contextlib
import random
import socket
import sys
import time
from collections.abc import Awaitable, Callable
from typing import cast

MARK = "quoted-by-no-log"
"""A mark in all that is sent: a log with it quotes a request."""
TRICKLE_SECONDS = 1.0
PER_SECOND = 200
"""The most new connections a second: without it this would measure how fast two programs can connect."""

Pair = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Attack = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
HEADER = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImZpcnN0In0"
JWT = f"Bearer {HEADER}.{'eyJ4IjoxfQ'}.{'A' * 342}"
"""It names Microsoft's signing key, but isn't signed with it."""


def credentials() -> str:
    """The headers of one of four senders: to Slack's or to Teams' address, without and with a made-up signature."""
    forged = f"X-Slack-Request-Timestamp: {int(time.time())}\r\nX-Slack-Signature: v0={'ab' * 32}\r\n"
    return random.choice((
        "POST /slack/events HTTP/1.1\r\nContent-Type: application/json\r\n",
        f"POST /slack/events HTTP/1.1\r\nContent-Type: application/json\r\n{forged}",
        "POST /api/messages HTTP/1.1\r\n",
        f"POST /api/messages HTTP/1.1\r\nAuthorization: {JWT}\r\n",
    )) + f"Host: bot\r\nX-Mark: {MARK}\r\n"  # fmt: skip  # one sender a line


async def trickle(writer: asyncio.StreamWriter, opening: str, piece: bytes) -> None:
    """Send the opening at once, then a piece every second until the connection ends."""
    writer.write(opening.encode())
    while True:
        await writer.drain()
        await asyncio.sleep(TRICKLE_SECONDS)
        writer.write(piece)


async def headers(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Headers that never end."""
    await trickle(writer, credentials(), b"X-More: 1\r\n")


async def bodies(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A body of some size, one byte a second."""
    await trickle(writer, f"{credentials()}Content-Length: 100000\r\n\r\n", b"x")


async def chunks(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A body without a size that never ends."""
    await trickle(writer, f"{credentials()}Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n")


async def unread(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Requests much and reads nothing."""
    reading = cast(asyncio.Transport, writer.transport)
    reading.pause_reading()
    asked = f"GET /metrics HTTP/1.1\r\nHost: bot\r\nX-Mark: {MARK}\r\n\r\n"
    await trickle(writer, asked * 100, asked.encode())


async def idle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One whole request, then silence."""
    await trickle(writer, f"GET /healthz HTTP/1.1\r\nHost: bot\r\nX-Mark: {MARK}\r\n\r\n", b"")


async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Nothing at all."""
    await trickle(writer, "", b"")


NONSENSE = (
    f"\x16\x03\x01{MARK}\r\n\r\n",
    f"GET /{MARK} HTTP/1.1\r\nHost: bot\r\n\r\n{MARK} {MARK}\r\n\r\n" * 3,
    f"GET / HTTP/1.1\r\nX-Long: {MARK}{'x' * 9_000}\r\n\r\n",
    f"{MARK.upper()} /healthz HTTP/1.1\r\n\r\n",
    f"GET /healthz?{MARK} HTTP/1.0\r\n\r\n",
    f"GET /healthz HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n{MARK}",
    f"POST /slack/events HTTP/1.1\r\nUpgrade: h2c\r\nConnection: Upgrade\r\nContent-Length: 9\r\n\r\n{MARK}",
    f"POST /api/messages HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n{MARK}\r\n",
    f"POST /api/messages HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n{MARK}",
    f"POST /api/messages HTTP/1.1\r\nContent-Length: -5\r\n\r\n{MARK}",
    f"POST /slack/events HTTP/1.1\r\nContent-Length: 2\r\n\r\n{MARK}",
    f"GET /healthz HTTP/1.1\r\nExpect: {MARK}\r\n\r\n",
    "".join(f"X-{number}: {MARK}\r\n" for number in range(500)),
)


HUGE = f"GET / HTTP/1.1\r\nX-Huge: {MARK * 700_000}\r\n\r\n"
"""11 MB of one header. Sent rarely: an attacker with more bandwidth needs no trick."""


async def nonsense(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Malformed requests, or ones that contradict themselves."""
    broken = f"{credentials()}Content-Encoding: gzip\r\nContent-Length: 16\r\n\r\n{MARK}"
    with_size = f"{credentials()}Content-Length: 9999\r\n\r\n{MARK}"
    sent = HUGE if random.random() < 0.02 else random.choice((*NONSENSE, broken, with_size))
    writer.write(sent.encode("latin-1"))
    await writer.drain()
    if random.random() < 0.5:
        writer.write_eof()
    await asyncio.sleep(10 * TRICKLE_SECONDS)


ATTACKS: dict[str, Attack] = {
    attack.__name__: attack for attack in (headers, bodies, chunks, unread, idle, silent, nonsense)
}


class Attacker:
    """Keeps connections to this port busy until the time is up."""

    def __init__(self, attack: Attack, port: int) -> None:
        self._attack, self._port, self.opened, self._next = attack, port, 0, 0.0

    async def run(self, connections: int, seconds: float) -> None:
        """Run for `seconds`, then end in any state of the connections."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await asyncio.gather(*(self._hold() for _ in range(connections)))

    async def _hold(self) -> None:
        while True:
            await self._turn()
            with contextlib.suppress(OSError):
                await self._once()

    async def _turn(self) -> None:
        now = time.monotonic()
        self._next = max(self._next, now) + 1 / PER_SECOND
        await asyncio.sleep(self._next - now)

    async def _once(self) -> None:
        narrow = socket.socket()
        narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)  # small, so an unread answer fills it soon
        narrow.setblocking(False)
        try:
            async with asyncio.timeout(10):
                await asyncio.get_running_loop().sock_connect(narrow, ("127.0.0.1", self._port))
        except BaseException:
            narrow.close()
            raise
        reader, writer = await asyncio.open_connection(sock=narrow)
        self.opened += 1
        try:
            await self._until_closed(reader, writer)
        finally:
            writer.transport.abort()

    async def _until_closed(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        acting = asyncio.ensure_future(self._attack(reader, writer))
        closed = asyncio.ensure_future(reader.read())
        try:
            both = {acting} if self._attack is unread else {acting, closed}
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        finally:
            acting.cancel()
            closed.cancel()
            await asyncio.gather(acting, closed, return_exceptions=True)


def main(words: list[str]) -> None:
    """The command line of the module's docstring."""
    kind, port, connections, seconds = words
    attacker = Attacker(ATTACKS[kind], int(port))
    asyncio.run(attacker.run(int(connections), float(seconds)))
    print(attacker.opened)


if __name__ == "__main__":
    main(sys.argv[1:])
