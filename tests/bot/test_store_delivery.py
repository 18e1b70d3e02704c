"""Delivery: what is posted goes out once, in order, around everything that is in the way."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from threading import Event

from adapters.chat import Place, Post, Undeliverable, Unsent
from bot.jobs.deliver import SENDERS, deliver
from bot.store import export, outbox
from bot.store.store import Store
from tests.bot.shelf import DEALS, RANDOM, US, FakeChat, card, together
from tests.process.cast import MONDAY

HOUSE = Path(__file__).parents[2]


def post(store: Store, place: Place, *titles: str) -> None:
    with store.writing() as tx:
        for title in titles:
            outbox.post(tx, US, place, card(title), "s", MONDAY)


def states(store: Store) -> list[tuple[str, str]]:
    with store.reading() as tx:
        rows = sorted(export.export(tx, US)["outbox"], key=lambda row: row["number"])
    return [(row["state"], row["why"]) for row in rows]


def test_everything_goes_out_in_the_order_of_each_place(store: Store) -> None:
    chat = FakeChat()
    post(store, DEALS, "one", "two", "three")
    post(store, RANDOM, "a", "b")
    assert deliver(store, {"sandbox": chat}, "w", MONDAY) == 5
    assert chat.said(DEALS) == ["one", "two", "three"]
    assert chat.said(RANDOM) == ["a", "b"]
    assert deliver(store, {"sandbox": chat}, "w", MONDAY + timedelta(days=1)) == 0


def test_a_storm_of_429_in_one_channel_waits_as_long_as_it_is_told_and_holds_no_other(store: Store) -> None:
    chat = FakeChat(faults={"deals": [Unsent("429", wait=30)]})
    post(store, DEALS, "one", "two")
    post(store, RANDOM, "a")
    assert deliver(store, {"sandbox": chat}, "w", MONDAY) == 1
    assert deliver(store, {"sandbox": chat}, "w", MONDAY + timedelta(seconds=25)) == 0
    assert deliver(store, {"sandbox": chat}, "w", MONDAY + timedelta(seconds=40)) == 2
    assert chat.said(DEALS) == ["one", "two"]


def test_an_archived_channel_gets_two_tries_and_its_later_messages_their_own(store: Store) -> None:
    chat = FakeChat(faults={"deals": [Undeliverable("archived"), Undeliverable("archived")]})
    post(store, DEALS, "one", "two")
    for seconds in (0, 10, 20):
        deliver(store, {"sandbox": chat}, "w", MONDAY + timedelta(seconds=seconds))
    assert states(store) == [("parked", "archived"), ("sent", "")]


def test_a_card_that_breaks_its_renderer_is_parked_in_the_end(store: Store) -> None:
    chat = FakeChat(faults={"deals": [KeyError("secret words") for _ in range(8)]})
    post(store, DEALS, "one", "two")
    for hours in range(10):
        deliver(store, {"sandbox": chat}, "w", MONDAY + timedelta(hours=hours))
    assert states(store) == [("parked", "broke: KeyError"), ("sent", "")]


def test_an_edit_carries_the_platforms_own_id_of_the_message(store: Store) -> None:
    chat = FakeChat()
    post(store, DEALS, "asked")
    with store.writing() as tx:
        outbox.edit(tx, US, "s", card("approved"), MONDAY)
    deliver(store, {"sandbox": chat}, "w", MONDAY)
    assert [(sent.card.title, sent.replaces) for sent in chat.sent] == [("asked", ""), ("approved", "m1")]


def test_an_edit_of_a_message_that_never_went_out_is_parked_with_it(store: Store) -> None:
    chat = FakeChat(faults={"deals": [Undeliverable("archived"), Undeliverable("archived")]})
    post(store, DEALS, "asked")
    with store.writing() as tx:
        outbox.edit(tx, US, "s", card("approved"), MONDAY)
    for seconds in (0, 10):
        deliver(store, {"sandbox": chat}, "w", MONDAY + timedelta(seconds=seconds))
    assert [state for state, _ in states(store)] == ["parked", "parked"]
    assert chat.sent == []


@dataclass
class SlowChat(FakeChat):
    """A platform on which one channel hangs until everything else has been said."""

    others: Event = field(default_factory=Event)

    def send(self, post: Post) -> str:
        if post.place == DEALS:
            assert self.others.wait(20)
        message = super().send(post)
        if len(self.said(RANDOM)) == 3:
            self.others.set()
        return message


def test_a_channel_that_hangs_holds_no_other(store: Store) -> None:
    chat = SlowChat()
    post(store, DEALS, "slow")
    post(store, RANDOM, "a", "b", "c")
    assert deliver(store, {"sandbox": chat}, "w", MONDAY) == 4
    assert [sent.card.title for sent in chat.sent] == ["a", "b", "c", "slow"]


def test_what_comes_too_late_in_its_lease_is_left_for_the_next_round(store: Store) -> None:
    chat = FakeChat()
    post(store, DEALS, "one")
    assert deliver(store, {"sandbox": chat}, "w", MONDAY, stopwatch=iter_seconds(0, 0, 50).__next__) == 0
    assert chat.sent == []
    assert deliver(store, {"sandbox": chat}, "w", MONDAY + timedelta(minutes=2)) == 1


def iter_seconds(*first: float) -> Iterator[float]:
    yield from first
    while True:
        yield first[-1]


def test_two_workers_send_nothing_twice(store: Store) -> None:
    chat = FakeChat()
    for number in range(20):
        post(store, Place("sandbox", "w", f"c{number}"), "one", "two")
    together(lambda who: deliver(store, {"sandbox": chat}, f"w{who}", MONDAY), 2)
    assert len(chat.sent) == len({sent.key for sent in chat.sent}) == 40


DELIVER = """
import os, sys
from datetime import timedelta
from bot.jobs.deliver import deliver
from bot.store.store import Store
from tests.bot.shelf import FakeChat
from tests.process.cast import MONDAY

class Aloud(FakeChat):
    def send(self, post):
        os.write(1, (post.key + "\\n").encode())  # at once and whole, though many send at a time
        return super().send(post)

store = Store.open(sys.argv[1])
deliver(store, {"sandbox": Aloud()}, sys.argv[2], MONDAY + timedelta(minutes=int(sys.argv[3])))
store.close()
"""


def test_a_kill_in_the_middle_loses_no_message_and_doubles_only_what_was_on_its_way(store: Store, address: str) -> None:
    places = [Place("sandbox", "w", f"c{number}") for number in range(60)]
    for place in places:
        post(store, place, "one", "two")
    killed = worker(address, "killed", 0)
    assert killed.stdout
    said = [killed.stdout.readline() for _ in range(30)]
    killed.kill()
    said += killed.stdout.readlines()
    killed.communicate()
    said += worker(address, "next", 2).communicate(timeout=60)[0].splitlines(keepends=True)
    whole = [line for line in said if line.endswith("\n")]
    assert len(set(whole)) == 120
    assert len(whole) - 120 <= SENDERS
    assert {state for state, _ in states(store)} == {"sent"}


def worker(address: str, name: str, minutes: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", DELIVER, address, name, str(minutes)]
    return subprocess.Popen(
        command, cwd=HOUSE, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": "."}
    )
