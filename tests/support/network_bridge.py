"""Runs inside a network of its own: brings its loopback up and connects unix sockets to ports there, until its input ends.

`python bridge.py SOCKET=PORT...`; the paths of unix sockets are seen from every network, ports are not.
"""

import asyncio
import contextlib
import fcntl
import socket
import struct
import sys

SET_FLAGS, UP = 0x8914, 0x41
"""SIOCSIFFLAGS with IFF_UP and IFF_RUNNING, from Linux's if.h."""


async def main(leading: list[str]) -> None:
    """Say "ready", then pass on what comes until the standard input is closed."""
    loopback_up()
    for one in leading:
        path, _, port = one.rpartition("=")
        await asyncio.start_unix_server(Passage(int(port)).through, path)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)


def loopback_up() -> None:
    """A new network has a loopback, but it is down."""
    with socket.socket() as asking:
        fcntl.ioctl(asking, SET_FLAGS, struct.pack("16sh14x", b"lo", UP))


class Passage:
    """The way to one port in here."""

    def __init__(self, port: int) -> None:
        self.port = port

    async def through(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, both ways, until both sides are done; it ends at once if no server listens."""
        try:
            there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            writer.close()
            return
        await asyncio.gather(_pass_on(reader, there_writer), _pass_on(there_reader, writer))


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while chunk := await reader.read(65_536):
            writer.write(chunk)
            await writer.drain()
    with contextlib.suppress(OSError):
        writer.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
