"""The crowd: people who type commands, impatiently; what gets no answer is sent again, and some of it twice anyway."""

import asyncio
import hashlib
import hmac
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from aiohttp import ClientError, ClientSession, ClientTimeout

from bench.torture.fleet import SIGNING
from bench.torture.slack import TEAM

AT_ONCE = 16
TWICE, LATER = 0.1, 0.1
LATE_SECONDS = 3.0
MOST_TRIES = 60
REPS = ("U0ROB", "U0RITA", "U0RAY")
DEALS = 24


@dataclass(frozen=True, slots=True)
class Line:
    """A command as somebody types it; `mark` is found in the ledger once it was applied."""

    user: str
    text: str
    mark: str = ""


@dataclass
class Crowd:
    """Sends lines to these ports; `answered` are those that got an answer, `sent` counts every copy."""

    ports: Sequence[int]
    seed: int = 3
    answered: list[Line] = field(default_factory=list)
    refused: int = 0
    sent: int = 0

    def begin(self) -> None:
        """Make the manager and the deals, in order."""
        team = [Line("U0ADA", f"team <@{user}> is manager") for user in ("U0MIA",)]
        deals = [Line(REPS[number % len(REPS)], f"new Torture {number}") for number in range(DEALS)]
        asyncio.run(self._say([*team, *deals], 1))

    def say(self, commands: int) -> None:
        """Send so many commands, and wait for every answer."""
        dice = random.Random(self.seed)
        asyncio.run(self._say([_line(number, dice) for number in range(commands)], AT_ONCE))

    async def _say(self, lines: Sequence[Line], at_once: int) -> None:
        gate, dice = asyncio.Semaphore(at_once), random.Random(self.seed)
        async with ClientSession(timeout=ClientTimeout(total=10)) as session:
            await asyncio.gather(*(self._one(session, gate, line, dice) for line in lines))

    async def _one(self, session: ClientSession, gate: asyncio.Semaphore, line: Line, dice: random.Random) -> None:
        """One line until it is answered; some with a twin at once, some with one that comes late."""
        body = _body(line, f"{time.time_ns()}.{dice.getrandbits(64):x}")
        async with gate:
            twins = [self._until_answered(session, body)]
            if dice.random() < TWICE:
                twins.append(self._until_answered(session, body))
            await asyncio.gather(*twins)
        self.answered.append(line)
        if dice.random() < LATER:
            await asyncio.sleep(LATE_SECONDS)
            async with gate:
                await self._until_answered(session, body)

    async def _until_answered(self, session: ClientSession, body: bytes) -> None:
        for _ in range(MOST_TRIES):
            url = f"http://127.0.0.1:{random.choice(self.ports)}/slack/events"
            self.sent += 1
            try:
                async with session.post(url, data=body, headers=_signed(body)) as response:
                    said = await response.text()
                    if response.status == 200 and "Not saved" not in said:
                        self.refused += "Nothing was changed" in said
                        return
            except (ClientError, TimeoutError, OSError):
                pass
            await asyncio.sleep(0.3)
        raise TimeoutError(f"never answered: {body.decode()}")


def _line(number: int, dice: random.Random) -> Line:
    """Mostly notes, each found again by its mark; every tenth hands a deal over, which sends a message."""
    deal = dice.randrange(DEALS)
    if number % 10 == 0:
        return Line("U0MIA", f"assign Torture {deal} to <@{dice.choice(REPS)}>")
    return Line("U0MIA", f"log Torture {deal} call mark {number:06}", f"mark {number:06}")


def _body(line: Line, trigger: str) -> bytes:
    return urlencode({
        "command": "/deal", "text": line.text, "user_id": line.user, "user_name": line.user.lower(), "team_id": TEAM,
        "team_domain": "torture", "channel_id": "C0DEALS", "channel_name": "deals", "trigger_id": trigger,
        "api_app_id": "A0", "is_enterprise_install": "false", "token": "none",
        "response_url": "https://hooks.slack.com/commands/none",
    }).encode()  # fmt: skip  # Slack's own body at a glance


def _signed(body: bytes) -> dict[str, str]:
    at = str(int(time.time()))
    digest = hmac.new(SIGNING.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
    return {
        "X-Slack-Request-Timestamp": at,
        "X-Slack-Signature": f"v0={digest}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
