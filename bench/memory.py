"""Memory: how much `stagecoach web` on SQLite uses while signed Slack commands come in, and whether it keeps growing.

Sixteen people type one after the other. Each opens a deal, logs calls on it, looks at it, tries to advance it, loses
it, and opens the next. So the company grows, while the number of open deals stays the same.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from aiohttp import ClientSession

from bench.torture.chat import Line
from bench.torture.fleet import Fleet
from bench.torture.slack import FaultySlack
from bench.torture.slack_people import SlackPeople

COMMANDS, LANES, STEPS, EACH = 40_000, 16, 4, 40
AIM_MEGABYTES = 4.0
"""The most that the second half of the commands can add."""


def run(commands: int = COMMANDS) -> None:
    """Measure and print the resident memory after each quarter of the commands."""
    if sys.platform != "linux":
        print("memory: not measured, for only Linux tells the memory of another process in /proc")
        return
    people = SlackPeople(slack=FaultySlack(0))
    people.start()
    with tempfile.TemporaryDirectory() as folder:
        fleet = Fleet(f"sqlite:///{folder}/deals.db", people.settings(), webs=1, workers=0, tick="1", level="warning")
        fleet.start()
        try:
            fleet.ready()
            asyncio.run(_measure(fleet, people, commands))
        finally:
            fleet.stop()


async def _measure(fleet: Fleet, people: SlackPeople, commands: int) -> None:
    process, held = fleet.processes()[0], list[float]()
    lanes = [_lines(lane) for lane in range(LANES)]
    print(f"at the start: {_megabytes(process):.1f} MB")
    async with ClientSession() as session:
        url = f"http://127.0.0.1:{fleet.ports[0]}"
        for step in range(1, STEPS + 1):
            many = commands // STEPS // LANES
            await asyncio.gather(*(_say(session, url, people, lane, many) for lane in lanes))
            held.append(_megabytes(process))
            print(f"after {step * many * LANES:,} commands: {held[-1]:.1f} MB", flush=True)
    grown = held[-1] - held[len(held) // 2 - 1]
    verdict = "met" if grown < AIM_MEGABYTES else "not met"
    print(f"the second half added {grown:.1f} MB; aim: under {AIM_MEGABYTES:.0f} MB, {verdict}")


def _lines(lane: int) -> Iterator[Line]:
    """The lines that one person types, without end."""
    number = 0
    while True:
        name = f"memory {lane} {number}"
        yield Line("rob", f"new {name}")
        for call in range(EACH - 2):
            texts = (f"log {name} call number {call}", f"show {name}", f"log {name} meeting {call}", f"advance {name}")
            yield Line("rob", texts[call % len(texts)])
        yield Line("rob", f"lose {name} because the round is over")
        number += 1


async def _say(session: ClientSession, url: str, people: SlackPeople, lane: Iterator[Line], many: int) -> None:
    for _ in range(many):
        said = people.utter(next(lane), f"{time.time_ns()}")
        async with session.post(f"{url}{said.path}", data=said.body, headers=said.headers()) as response:
            text = await response.text()
            assert response.status == 200, text
            assert people.answered(response.status, text), text


def _megabytes(process: int) -> float:
    """The resident memory of a process in MB, from Linux."""
    for line in Path(f"/proc/{process}/status").read_text("utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("Linux does not tell the memory of this process")
