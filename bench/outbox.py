"""The outbox: digests that are due at nine, at Slack's pace, and how much more several workers send than one.

`python -m bench outbox 1000` sends a thousand digests; workers are processes of their own, on one PostgreSQL. Beside
the outbox, procrastinate runs tasks that take as long as a send.
"""

import asyncio
import json
import logging
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import procrastinate
from procrastinate.types import JSONDict
from sqlalchemy import text

from adapters.card import Button, Buttons, Card, Table, Text
from adapters.chat import Pace, Place, Post
from adapters.slack.chat import SlackChat
from bench.server import server
from bot.jobs.deliver import SENDERS, Delivery
from bot.store import outbox
from bot.store.engine.store import Store
from bot.telemetry import logs
from tests.support.strict_slack import TEAM, StrictSlack

EACH = 50
"""Digests to each channel."""

SEND_SECONDS, MESSAGES, PLACES, JOBS = 0.002, 4_000, 1_000, 1_000
SMALL = 1_000
"""Messages for each number of workers, by the number of digests."""
TENANT, LONGEST_SECONDS = "sellers", 900


def run(size: int = 10_000) -> None:
    """Measure and print."""
    with server("outbox") as address:
        if address:
            at_nine(address, size)
            for senders in (1, SENDERS):
                messages = MESSAGES if size > SMALL else SMALL
                efforts = [_drained(address, messages, many, senders) for many in (1, 2, 4)]
                scaled(f"the outbox, {senders} at a time", efforts)
            scaled("procrastinate, 1 at a time", [_worked_off(address, many) for many in (1, 2, 4)])


def at_nine(address: str, size: int) -> None:
    """`size` digests are due at once, fifty in each channel; two workers send them to a strict Slack."""
    slack, store = StrictSlack(), _emptied(address)
    url, rows = slack.start(), tuple((f"Customer {n}", f"{n}0,000 EUR", f"{n} days", "Legal") for n in range(20))
    table = Table(("Deal", "Amount", "Quiet", "Held by"), rows)
    digest = Card(
        "4 stalled, 310k", (Text(("What no one talks about.",)), table, Buttons((Button("Show", "stalled"),)))
    )
    with store.writing(patient=True) as tx:
        for number in range(size):
            place = Place("slack", TEAM, f"C{number % (size // EACH):04}")
            outbox.post(tx, TENANT, place, digest, f"digest:{number}", datetime.now(UTC))
    effort = _together(["drain", address, url, str(SENDERS)], 2)
    arrived = [at for at, method, _ in slack.calls if method == "chat.postMessage"]
    took, allowed = max(arrived) - min(arrived), EACH - 1.0
    assert len(slack.delivered()) == len(set(slack.delivered())) == size
    print(f"{size:,} digests due at once in {size // EACH} channels, a message a second in each: {took:.1f} s")
    verdict = "met" if took / allowed <= 1.1 else "not met"
    print(f"  {took / allowed:.2f} x what the pace allows ({allowed:.0f} s); aim: 1.1 x, {verdict}")
    print(f"  too early: {slack.early}; CPU {effort.cpu / size * 1000:.2f} ms a message")
    store.close()


@dataclass(frozen=True, slots=True)
class Effort:
    """What a number of workers did together, in seconds of wall time and processor time."""

    workers: int
    done: int
    wall: float
    cpu: float


def scaled(name: str, efforts: Sequence[Effort]) -> None:
    """Print how much more two and four do than one."""
    print(f"{name}, a send of {SEND_SECONDS * 1000:.0f} ms")
    for one in efforts:
        more = (one.done / one.wall) / (efforts[0].done / efforts[0].wall)
        aim = {2: 1.8, 4: 3.5}.get(one.workers)
        verdict = f": {more:.2f} x; aim: {aim} x, {'met' if more >= aim else 'not met'}" if aim else ""
        rate, cpu = one.done / one.wall, one.cpu / one.done * 1000
        print(f"  {one.workers} at work: {rate:.0f} a second, CPU {cpu:.2f} ms each{verdict}", flush=True)


def _drained(address: str, messages: int, workers: int, senders: int) -> Effort:
    store = _emptied(address)
    with store.writing(patient=True) as tx:
        for number in range(messages):
            place = Place("slack", "w", f"c{number % PLACES}")
            outbox.post(tx, TENANT, place, Card("one", (Text(("words",)),)), "s", datetime.now(UTC))
    store.close()
    return _together(["drain", address, "", str(senders)], workers)


def _emptied(address: str) -> Store:
    store = Store.open(address)
    store.migrate()
    with store.writing(patient=True) as tx:
        tx.execute(text("TRUNCATE outbox, holds"))
    return store


def _worked_off(address: str, workers: int) -> Effort:
    asyncio.run(_defer(address))
    return _together(["tasks", address], workers)


async def _defer(address: str) -> None:
    app = _app(address)
    async with app.open_async():
        if not await app.check_connection_async():
            await app.schema_manager.apply_schema_async()
        jobs: list[JSONDict] = [{"number": number} for number in range(JOBS)]
        await app.tasks["send"].batch_defer_async(*jobs)


def _app(address: str) -> procrastinate.App:
    logging.getLogger("procrastinate").setLevel(logging.ERROR)  # it warns when an app is made in the module that runs
    app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=address))

    @app.task(name="send")
    async def send(number: int) -> None:
        WENT.append(time.monotonic())
        await asyncio.sleep(SEND_SECONDS)

    return app


def _together(words: Sequence[str], many: int) -> Effort:
    """Start `many` processes that begin at the same moment, once all of them are ready."""
    command = [sys.executable, "-m", "bench.outbox", *words]
    children = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(many)
    ]
    for child in children:
        assert child.stdout
        assert child.stdout.readline() == "ready\n"
    began = time.monotonic()
    for child in children:
        assert child.stdin
        child.stdin.write("go\n")
        child.stdin.flush()
    said = [json.loads(child.communicate(timeout=LONGEST_SECONDS)[0]) for child in children]
    done, last = sum(one["done"] for one in said), max(one["last"] for one in said)
    return Effort(many, done, last - began, sum(one["cpu"] for one in said))


WENT: list[float] = []
"""When each message or task of this process was sent, by a clock that all processes share."""


class TimedChat:
    """A chat that records when it sent a message: to Slack's address, or for two milliseconds to nowhere."""

    platform = "slack"

    def __init__(self, url: str) -> None:
        self._slack = SlackChat("xoxb-1", url) if url else None
        self.paces: tuple[Pace, ...] = self._slack.paces if self._slack else ()

    def send(self, post: Post) -> str:
        if self._slack:
            message = self._slack.send(post)
        else:
            time.sleep(SEND_SECONDS)
            message = "m"
        WENT.append(time.monotonic())
        return message


def _drain(address: str, url: str, senders: str) -> None:
    """One worker, as the clock calls it, until no message is waiting."""
    store = Store.open(address)
    delivery = Delivery(store, {"slack": TimedChat(url)}, f"w{time.monotonic_ns()}", int(senders))
    _get_ready()
    while delivery.go(datetime.now(UTC), patience=2.0) or _waits(store):
        pass
    delivery.close()
    store.close()


def _waits(store: Store) -> bool:
    with store.reading() as tx:
        return bool(tx.scalar(text("SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'waiting')")))


def _tasks(address: str) -> None:
    app = _app(address)
    _get_ready()
    app.run_worker(wait=False, concurrency=1, install_signal_handlers=False, listen_notify=False)


def _get_ready() -> None:
    print("ready", flush=True)
    sys.stdin.readline()


if __name__ == "__main__":
    logs.begin("error")  # until then a warning would be printed between the figures, which the parent reads
    cpu = time.process_time()
    if sys.argv[1] == "drain":
        _drain(*sys.argv[2:])
    else:
        _tasks(sys.argv[2])
    print(json.dumps({"done": len(WENT), "last": max(WENT, default=0.0), "cpu": time.process_time() - cpu}))
