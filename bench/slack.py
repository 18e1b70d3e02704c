"""Slack: a signed `/deal advance` over HTTP to `stagecoach web`, beside a bare Bolt handler with the raw transaction.

Each command takes a deal of its own through the first gate of the standard playbook. The bare handler sends its
driver the statements that ours sent for the same command on a copy of the same file, with the same durability.
"""

import asyncio
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiohttp import ClientSession
from sqlalchemy import Engine, event

from adapters.chat import Inbound, Place, Speaker
from bench.torture.chat import Line
from bench.torture.fleet import Fleet, free_port, listens
from bench.torture.slack import TEAM, FaultySlack
from bench.torture.slack_people import SIGNING, SlackPeople
from bot.assistant import Assistant
from bot.company import playbook_files
from bot.store.engine.store import Store

ROUNDS, EACH, AT_ONCE, STORM = 9, 50, 16, 640
CPU_AIM, P99_AIM = 3.0, 100.0


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds for each command: wall time, and the server's processor time."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Server:
    """A process that listens on a port."""

    process: int
    port: int

    def cpu(self) -> float:
        """Milliseconds of processor time so far, from Linux's clock of each process (clock_gettime(2))."""
        return time.clock_gettime((~self.process << 3) | 2) * 1000


def run() -> None:
    """Measure and print."""
    if sys.platform != "linux":
        print("Slack: not measured, for only Linux tells the processor time of another process")
        return
    with tempfile.TemporaryDirectory() as folder, _servers(Path(folder)) as (ours, bare):
        asyncio.run(_measure(ours, bare))


@contextmanager
def _servers(folder: Path) -> Iterator[tuple[Server, Server]]:
    """Ours and the bare one, each on its own file with the same deals, connected to a Slack that works."""
    _prepare(folder / "ours.db")
    for copy in ("heard.db", "bare.db"):
        shutil.copy(folder / "ours.db", folder / copy)
    (folder / "script.json").write_text(json.dumps(_heard(folder / "heard.db")))
    people, port = SlackPeople(slack=FaultySlack(0)), free_port()
    people.start()
    fleet = Fleet(f"sqlite:///{folder}/ours.db", people.settings(), webs=1, workers=0, tick="1", level="info")
    fleet.start()
    command = [
        sys.executable,
        "-m",
        "bench.slack_bare",
        str(port),
        str(folder / "bare.db"),
        str(folder / "script.json"),
    ]
    bare = subprocess.Popen([*command, SIGNING])
    try:
        fleet.ready()
        while not listens(port):
            time.sleep(0.05)
        yield Server(fleet.processes()[0], fleet.ports[0]), Server(bare.pid, port)
    finally:
        bare.terminate()
        bare.wait(30)
        fleet.stop()


def _lines() -> list[Line]:
    return [Line("rob", f"advance bench {number}") for number in range((ROUNDS + 1) * EACH + STORM)]


def _prepare(file: Path) -> None:
    """One deal for every command, each with all that its first gate asks for."""
    with closing(Store.open(f"sqlite:///{file}")) as store:
        for number in range(len(_lines())):
            for text in ("new {}", "met {} source referral", "met {} contact Carla Chen, CFO"):
                _say(store, text.format(f"bench {number}"))


def _say(store: Store, text: str) -> str:
    """Rob types a line in Slack, without the network."""
    rob = Speaker("slack", TEAM, "U0ROB", "Rob", email="u0rob@example.com", zone="UTC")
    assistant = Assistant(store, lambda: datetime.now(UTC), playbook_files.texts(None))
    said = assistant.answer(Inbound(f"prepared:{text}", rob, Place("slack", TEAM, "C0DEALS"), text))
    assert said.card.tone != "stop", said.card
    return said.card.title


def _heard(file: Path) -> dict[str, list[tuple[str, Any]]]:
    """The statements that each command sends to the driver."""
    script: dict[str, list[tuple[str, Any]]] = {}

    def hear(connection: Any, cursor: Any, statement: str, values: Any, *rest: object) -> None:
        script[line.text].append((statement, values))

    with closing(Store.open(f"sqlite:///{file}")) as store:
        event.listen(Engine, "before_cursor_execute", hear)
        for line in _lines():
            script[line.text] = []
            assert "Qualification" in _say(store, line.text)
        event.remove(Engine, "before_cursor_execute", hear)
    return script


async def _measure(ours: Server, bare: Server) -> None:
    lines = _lines()
    async with ClientSession() as session:
        rounds = [
            (await _one_by_one(session, ours, some), await _one_by_one(session, bare, some))
            for some in (lines[at : at + EACH] for at in range(0, (ROUNDS + 1) * EACH, EACH))
        ][1:]
        storms = [
            (name, await _storm(session, server, lines[-STORM:])) for name, server in (("ours", ours), ("bare", bare))
        ]
    _tell(rounds, storms)


async def _one_by_one(session: ClientSession, server: Server, lines: Sequence[Line]) -> Took:
    began, cpu = time.perf_counter(), server.cpu()
    for line in lines:
        await _send(session, server, line)
    wall = (time.perf_counter() - began) * 1000
    return Took(wall / len(lines), (server.cpu() - cpu) / len(lines))


async def _storm(session: ClientSession, server: Server, lines: Sequence[Line]) -> list[float]:
    """Send all lines, sixteen at a time; returns the milliseconds of each, the quickest first."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(line: Line) -> float:
        async with gate:
            began = time.perf_counter()
            await _send(session, server, line)
            return (time.perf_counter() - began) * 1000

    return sorted(await asyncio.gather(*(one(line) for line in lines)))


async def _send(session: ClientSession, server: Server, line: Line) -> None:
    said = SlackPeople().utter(line, f"{time.time_ns()}")
    url = f"http://127.0.0.1:{server.port}{said.path}"
    async with session.post(url, data=said.body, headers=said.headers()) as response:
        text = await response.text()
        assert response.status == 200, text
        assert "Qualification" in text or "moved on" in text, text


def _tell(rounds: Sequence[tuple[Took, Took]], storms: Sequence[tuple[str, list[float]]]) -> None:
    print("a signed /deal advance over HTTP, durable on SQLite, one after the other")
    for name, took in zip(("ours", "bare Bolt and the raw transaction"), zip(*rounds, strict=True), strict=True):
        wall, cpu = statistics.median(one.wall for one in took), statistics.median(one.cpu for one in took)
        print(f"  {name}: {wall:.2f} ms, CPU {cpu:.2f} ms")
    cpu = statistics.median(ours.cpu for ours, _ in rounds) / statistics.median(bare.cpu for _, bare in rounds)
    wall = statistics.median(ours.wall / bare.wall for ours, bare in rounds)
    print(f"  CPU {cpu:.2f} x, by the clock {wall:.2f} x; aim: {CPU_AIM:.0f} x the CPU, {_verdict(cpu <= CPU_AIM)}")
    print(f"{AT_ONCE} in flight, {STORM} commands")
    for name, times in storms:
        middle, worst = times[len(times) // 2], times[int(len(times) * 0.99)]
        aim = f"; aim: p99 under {P99_AIM:.0f} ms, {_verdict(worst < P99_AIM)}" if name == "ours" else ""
        print(f"  {name}: p50 {middle:.0f} ms, p99 {worst:.0f} ms{aim}")


def _verdict(met: bool) -> str:
    return "met" if met else "not met"
