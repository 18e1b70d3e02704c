"""Many who connect at once are taken many at once, however long a turn of the event loop is."""

import asyncio
import socket
from collections.abc import Callable, Coroutine

import pytest
import uvloop

from adapters.listener import IN_A_TURN, QUEUE, Listener, bound

MANY = 4 * IN_A_TURN
LOOPS = pytest.mark.parametrize("new_loop", [asyncio.new_event_loop, uvloop.new_event_loop], ids=["asyncio", "uvloop"])
NewLoop = Callable[[], asyncio.AbstractEventLoop]


class Taken(asyncio.Protocol):
    def __init__(self, taken: list[asyncio.BaseTransport]) -> None:
        self._taken = taken

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._taken.append(transport)


def connect(port: int) -> socket.socket:
    """The system completes a connection by itself, as long as its queue has room."""
    return socket.create_connection(("127.0.0.1", port), timeout=5)


@LOOPS
def test_a_crowd_is_taken_in_a_few_turns_of_the_loop(new_loop: NewLoop) -> None:
    async def story() -> None:
        taken: list[asyncio.BaseTransport] = []
        listener = Listener(await bound("127.0.0.1", 0), lambda: Taken(taken))
        crowd = [connect(listener.port) for _ in range(MANY)]
        turns = 0
        while len(taken) < MANY:
            turns += 1
            await asyncio.sleep(0)
        assert turns < MANY / 2
        for transport in taken:
            transport.close()
        for one in crowd:
            one.close()
        await listener.close()

    run(new_loop, story())


@LOOPS
def test_who_connects_while_the_loop_is_busy_waits_in_the_queue(new_loop: NewLoop) -> None:
    async def story() -> None:
        taken: list[asyncio.BaseTransport] = []
        listener = Listener(await bound("127.0.0.1", 0), lambda: Taken(taken))
        assert QUEUE > 300
        crowd = [connect(listener.port) for _ in range(300)]  # the loop has no turn in here
        assert not taken
        for one in crowd:
            one.close()
        await listener.close()

    run(new_loop, story())


@LOOPS
def test_a_closed_listener_gives_its_port_back(new_loop: NewLoop) -> None:
    async def story() -> None:
        listener = Listener(await bound("127.0.0.1", 0), lambda: Taken([]))
        with pytest.raises(OSError, match=r"^Port \d+ is taken by another program"):
            await bound("127.0.0.1", listener.port)
        await listener.close()
        again = await bound("127.0.0.1", listener.port)
        again[0].close()

    run(new_loop, story())


@pytest.mark.parametrize("host", ["localhost", "", "0.0.0.0"])  # noqa: S104  # closed again at once
def test_it_listens_at_every_address_of_a_host(host: str) -> None:
    async def story() -> None:
        listener = Listener(await bound(host, 0), lambda: Taken([]))
        connect(listener.port).close()
        await listener.close()

    run(asyncio.new_event_loop, story())


def run(new_loop: NewLoop, story: Coroutine[None, None, None]) -> None:
    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(story)
