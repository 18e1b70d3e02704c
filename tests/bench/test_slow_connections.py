"""The bot as it is run, with few descriptors and more slow connections than those: it answers, and logs only JSON."""

import asyncio
import socket
from pathlib import Path

from aiohttp import ClientSession

from bench.slow_connections.__main__ import not_json
from bench.slow_connections.attack import MARK, NONSENSE, credentials
from bench.slow_connections.bot_process import Bot, bot
from bench.torture.chat import Line

DESCRIPTORS, CONNECTIONS = 128, 150
PATIENCE = 30


HEADERS, BODIES = "X-More: 1\r\n", "Content-Length: 100000\r\n\r\nx"
"""How a request goes on that never comes to its end: in its headers, or in its body."""


def test_more_slow_connections_than_descriptors_stop_no_one(tmp_path: Path) -> None:
    with bot(tmp_path, DESCRIPTORS) as running:
        slow = []
        for end in (HEADERS, BODIES):
            slow += [_sent(running, credentials() + end) for _ in range(CONNECTIONS)]
            assert asyncio.run(_answers(running)) == [200, 200, 200]
        for one in [*slow, *(_sent(running, nonsense) for nonsense in NONSENSE)]:
            one.close()
        assert asyncio.run(_answers(running)) == [200, 200, 200]
        assert not not_json(running.log) and MARK not in running.log.read_text()


def _sent(running: Bot, words: str) -> socket.socket:
    opened = socket.create_connection(("127.0.0.1", running.port), PATIENCE)
    opened.sendall(words.encode("latin-1"))
    return opened


async def _answers(running: Bot) -> list[int]:
    """The statuses of a signed command from each chat, and of the health check."""
    address, line = f"http://127.0.0.1:{running.port}", Line("rob", "list")
    found = []
    async with asyncio.timeout(PATIENCE), ClientSession() as session:
        for asked in (running.slack.utter(line, "slack-1"), running.teams.utter(line, "teams-1")):
            async with session.post(address + asked.path, data=asked.body, headers=asked.headers()) as answer:
                found.append(answer.status)
        async with session.get(f"{address}/healthz") as answer:
            found.append(answer.status)
    return found
