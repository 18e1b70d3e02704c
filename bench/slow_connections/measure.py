"""What honest senders notice: signed commands and the health check, each over its own connection."""

import asyncio
import time
from dataclasses import dataclass, field
from itertools import count

import aiohttp

from bench.slow_connections.bot_process import Bot
from bench.torture.chat import Line, Utterance

PAUSE_SECONDS = 0.2
PATIENCE_SECONDS = 15
_keys = count(1)


@dataclass
class Answers:
    """The seconds that each answer took, and the requests without a good one."""

    took: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def longest(self) -> float:
        """Seconds."""
        return max(self.took, default=0.0)


async def measure(bot: Bot, seconds: float) -> dict[str, Answers]:
    """Send requests for `seconds`; returns the answers by sender. A refusal or a late answer counts as failed."""
    found = {"slack": Answers(), "teams": Answers(), "healthz": Answers()}
    until = time.monotonic() + seconds
    await asyncio.gather(*(_ask(bot, who, answers, until) for who, answers in found.items()))
    return found


async def _ask(bot: Bot, who: str, answers: Answers, until: float) -> None:
    timeout = aiohttp.ClientTimeout(total=PATIENCE_SECONDS)
    async with aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(force_close=True)) as session:
        while time.monotonic() < until:
            began = time.monotonic()
            try:
                status = await _request(session, bot, who)
            except (aiohttp.ClientError, TimeoutError, OSError) as fault:
                answers.failed.append(type(fault).__name__)
            else:
                answers.took.append(time.monotonic() - began)
                answers.failed += [] if status == 200 else [str(status)]
            await asyncio.sleep(PAUSE_SECONDS)


async def _request(session: aiohttp.ClientSession, bot: Bot, who: str) -> int:
    address = f"http://127.0.0.1:{bot.port}"
    if who == "healthz":
        async with session.get(f"{address}/healthz") as answer:
            return answer.status
    asked = _utterance(bot, who)
    async with session.post(address + asked.path, data=asked.body, headers=asked.headers()) as answer:
        await answer.read()
        return answer.status


def _utterance(bot: Bot, who: str) -> Utterance:
    people = bot.slack if who == "slack" else bot.teams
    return people.utter(Line("rob", "list"), f"{who}-{next(_keys)}")
