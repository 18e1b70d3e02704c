"""The crowd: people of one chat who type commands. What gets no answer is sent again, some of it twice."""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from aiohttp import ClientError, ClientSession, ClientTimeout

from bench.torture.chat import Answered, Chat, Line, Utterance

AT_ONCE = 16
TWICE, LATER = 0.1, 0.1
LATE_SECONDS = 3.0
MOST_TRIES = 200
PAUSE_SECONDS = 0.3
REPS = ("rob", "rita", "ray")
DEALS = 24


@dataclass
class Crowd:
    """Sends lines to these ports; `answered` has those with an answer, `sent` counts every copy."""

    chat: Chat
    ports: Sequence[int]
    seed: int = 3
    answered: list[Answered] = field(default_factory=list)
    sent: int = 0

    def begin(self) -> None:
        """Create the manager and the deals, in order."""
        deals = [Line(REPS[number % len(REPS)], f"new {self._deal(number)}") for number in range(DEALS)]
        asyncio.run(self._say([Line("ada", "team <@mia> is manager"), *deals], 1))

    def say(self, commands: int) -> None:
        """Send that many commands, and wait for every answer."""
        dice = random.Random(self.seed)
        asyncio.run(self._say([self._line(number, dice) for number in range(commands)], AT_ONCE))

    def _line(self, number: int, dice: random.Random) -> Line:
        """Mostly notes, which we find again by their mark; every tenth line hands a deal over and sends a message."""
        deal = self._deal(dice.randrange(DEALS))
        if number % 10 == 0:
            return Line("mia", f"assign {deal} to <@{dice.choice(REPS)}>")
        mark = f"{self.chat.name} mark {number:06}"
        return Line("mia", f"log {deal} call {mark}", mark)

    def _deal(self, number: int) -> str:
        return f"{self.chat.name} torture {number}"

    async def _say(self, lines: Sequence[Line], at_once: int) -> None:
        gate, dice = asyncio.Semaphore(at_once), random.Random(self.seed)
        async with ClientSession(timeout=ClientTimeout(total=10)) as session:
            await asyncio.gather(*(self._one(session, gate, line, dice) for line in lines))

    async def _one(self, session: ClientSession, gate: asyncio.Semaphore, line: Line, dice: random.Random) -> None:
        """Send one line until it is answered; some with a copy at once, some with a late copy."""
        said = self.chat.utter(line, f"{time.time_ns()}.{dice.getrandbits(64):x}")
        async with gate:
            twins = [self._until_answered(session, said)]
            if dice.random() < TWICE:
                twins.append(self._until_answered(session, said))
            words = await asyncio.gather(*twins)
        self.answered.append(Answered(line, words[0]))
        if dice.random() < LATER:
            await asyncio.sleep(LATE_SECONDS)
            async with gate:
                await self._until_answered(session, said)

    async def _until_answered(self, session: ClientSession, said: Utterance) -> str:
        for _ in range(MOST_TRIES):
            url = f"http://127.0.0.1:{random.choice(self.ports)}{said.path}"
            self.sent += 1
            try:
                async with session.post(url, data=said.body, headers=said.headers()) as response:
                    words = await response.text()
                    if self.chat.answered(response.status, words):
                        return words
            except (ClientError, TimeoutError, OSError):
                pass
            await asyncio.sleep(PAUSE_SECONDS)
        raise TimeoutError(f"never answered: {said.body.decode()}")
