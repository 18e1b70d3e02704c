"""Listener: takes new connections from the operating system's queue, some in each turn of the event loop.

uvloop takes one in a turn. When a thousand connections have something to say, a turn is long, and the queue overflows.
The system then drops an honest sender's first packet. That sender tries again after one second, three, seven and 15.
"""

import asyncio
import errno
import socket
from collections.abc import Callable, Sequence

import structlog

QUEUE = 1_024
"""Connections that the operating system keeps waiting for us; Linux allows 4,096 by default."""
IN_A_TURN = 32
"""Connections taken at once. Twice as many can be open above the bound for a moment."""
REST_SECONDS = 0.1
"""Seconds of rest when the process has no descriptor left."""
NOT_HERE = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)
"""A name can have an IPv6 address on a machine without IPv6."""

log = structlog.get_logger("web")


async def bound(host: str, port: int) -> Sequence[socket.socket]:
    """Listening sockets at every address of this host; port 0 takes a free one.

    Raises OSError if the port is taken, with a sentence on what to do.
    """
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    opened: list[socket.socket] = []
    missing = OSError(errno.EADDRNOTAVAIL, "no address")
    for family, *_, address in dict.fromkeys(found):
        try:
            opened.append(socket.create_server(address, family=family, backlog=QUEUE))
        except OSError as fault:
            missing = fault
            if fault.errno not in NOT_HERE:
                _close(opened)
                raise OSError(taken_words(fault, port)) from fault
    if not opened:
        raise missing
    return opened


def taken_words(fault: OSError, port: int) -> str:
    """Why nothing can listen at a port, and what to do."""
    if fault.errno != errno.EADDRINUSE:
        return str(fault)
    return (
        f"Port {port} is taken by another program. Stop that one, or choose another port: "
        "SANDBOX_PORT for the sandbox, PORT for the bot, WORKER_PORT for a worker."
    )


class Listener:
    """Takes connections from these sockets until it is closed, `in_a_turn` at once; `protocol` makes each one's."""

    def __init__(
        self, sockets: Sequence[socket.socket], protocol: Callable[[], asyncio.Protocol], in_a_turn: int = IN_A_TURN
    ) -> None:
        self.port: int = sockets[0].getsockname()[1]
        self._sockets, self._protocol, self._in_a_turn = sockets, protocol, in_a_turn
        self._loop = asyncio.get_running_loop()
        for one in sockets:
            one.setblocking(False)
        self._tasks = [self._loop.create_task(self._take(one)) for one in sockets]

    async def close(self) -> None:
        """Take no more; those that were taken stay open."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        _close(self._sockets)

    async def _take(self, listening: socket.socket) -> None:
        while True:
            try:
                first, _ = await self._loop.sock_accept(listening)
            except ConnectionError:
                continue  # it was gone before we came
            except OSError as fault:
                log.exception("connection not taken", errno=fault.errno)
                await asyncio.sleep(REST_SECONDS)
                continue
            await asyncio.gather(*(self._connect(one) for one in (first, *_more(listening, self._in_a_turn - 1))))

    async def _connect(self, taken: socket.socket) -> None:
        try:
            await self._loop.connect_accepted_socket(self._protocol, taken)
        except Exception:  # one connection's fault must not stop the others
            log.exception("connection not taken")
            taken.close()


def _more(listening: socket.socket, most: int) -> list[socket.socket]:
    """The others that wait, without waiting for one."""
    taken: list[socket.socket] = []
    while len(taken) < most:
        try:
            one, _ = listening.accept()
        except OSError:
            break
        one.setblocking(False)
        taken.append(one)
    return taken


def _close(sockets: Sequence[socket.socket]) -> None:
    for one in sockets:
        one.close()
