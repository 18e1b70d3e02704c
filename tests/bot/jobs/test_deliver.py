"""Delivery: what is posted goes out once, in order, around everything that is in the way."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event, Timer

import psycopg
import pytest
from sqlalchemy import make_url

from adapters.chat import Pace, Place, Post, Undeliverable, Unsent
from bot.jobs.deliver import SENDERS, Delivery, deliver
from bot.store import export, outbox
from bot.store.engine.store import Store
from tests.bot.conftest import Server
from tests.support.other_process import other_process
from tests.support.people_and_deal import MONDAY
from tests.support.process_work import deliver_aloud
from tests.support.stored_deals import DEALS, RANDOM, US, FakeChat, card, together


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


def test_a_storm_of_429_in_one_channel_waits_as_asked_and_holds_no_other(store: Store) -> None:
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
    """A platform on which one channel hangs until all other messages are out."""

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
    assert deliver(store, {"sandbox": chat}, "w", MONDAY, stopwatch=iter_seconds(0, 0, 0, 0, 50).__next__) == 0
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


def test_a_kill_in_the_middle_loses_no_message_and_doubles_only_what_was_on_its_way(store: Store, address: str) -> None:
    places = [Place("sandbox", "w", f"c{number}") for number in range(60)]
    for place in places:
        post(store, place, "one", "two")
    killed = other_process(deliver_aloud, address, "killed", 0)
    said = [killed.said.readline() for _ in range(30)]
    killed.kill()
    said += killed.rest()
    said += other_process(deliver_aloud, address, "next", 2).rest()
    whole = [line for line in said if line.endswith("\n")]
    assert len(set(whole)) == 120
    assert len(whole) - 120 <= SENDERS
    assert {state for state, _ in states(store)} == {"sent"}


def test_a_place_gets_messages_no_faster_than_its_platform_allows_from_all_processes(
    store: Store, address: str
) -> None:
    """Two processes' stores on one database; a message a second."""
    chat, other = FakeChat(paces=(Pace(1, 1.0),)), Store.open(address)
    post(store, DEALS, "one", "two", "three")
    post(store, RANDOM, "a")
    went = [
        deliver(one, {"sandbox": chat}, f"w{seconds}", MONDAY + timedelta(seconds=seconds), stopwatch=lambda: 0.0)
        for one, seconds in ((store, 0), (other, 0.5), (other, 1), (store, 1.9), (store, 2), (other, 9))
    ]
    other.close()
    assert went == [2, 0, 1, 0, 1, 0]


def test_every_limit_of_a_platform_holds_at_once_however_long_ago_it_began(store: Store) -> None:
    """Three within a second, and five within ten; some are posted only when the line is empty again."""
    chat = FakeChat(paces=(Pace(3, 1.0), Pace(5, 10.0)))
    post(store, DEALS, *"abcd")
    went = [at(store, chat, seconds) for seconds in (0, 0.9, 1)]
    post(store, DEALS, *"efgh")
    went += [at(store, chat, seconds) for seconds in (1.1, 2, 9.9, 10, 10.9, 11, 11.1)]
    assert went == [3, 0, 1, 1, 0, 0, 3, 0, 0, 0]
    assert chat.said(DEALS) == [*"abcdefgh"]


def at(store: Store, chat: FakeChat, seconds: float) -> int:
    return deliver(store, {"sandbox": chat}, "w", MONDAY + timedelta(seconds=seconds), stopwatch=lambda: 0.0)


@pytest.mark.postgres
def test_a_message_posted_while_the_one_before_it_was_settled_is_not_forgotten(postgres: Store) -> None:
    chat = FakeChat()
    post(postgres, DEALS, "one")
    with postgres.writing() as tx:
        outbox.post(tx, US, DEALS, card("two"), "s", MONDAY)  # it waits behind one, which goes out before it is saved
        assert at(postgres, chat, 0) == 1
    assert at(postgres, chat, 1) == 1
    assert chat.said(DEALS) == ["one", "two"]


def test_a_message_that_is_no_longer_useful_is_parked(store: Store) -> None:
    chat = FakeChat()
    with store.writing() as tx:
        outbox.post(tx, US, DEALS, card("morning"), "s", MONDAY, useless_after=MONDAY + timedelta(hours=8))
        outbox.post(tx, US, RANDOM, card("evening"), "s", MONDAY, useless_after=MONDAY + timedelta(hours=24))
    assert deliver(store, {"sandbox": chat}, "w", MONDAY + timedelta(hours=8)) == 1
    assert chat.said(RANDOM) == ["evening"]
    assert states(store)[0] == ("parked", "it was no longer useful")


def test_a_workspace_waits_when_its_platform_asks_and_no_other_does(store: Store) -> None:
    chat = FakeChat(faults={"deals": [Unsent("429", wait=30, everywhere=True)]})
    elsewhere = Place("sandbox", "another", "deals2")
    post(store, DEALS, "one")
    assert at(store, chat, 0) == 0
    post(store, RANDOM, "a")
    post(store, elsewhere, "b")
    assert [at(store, chat, seconds) for seconds in (1, 29, 30, 30)] == [1, 0, 2, 0]
    assert chat.said(elsewhere) == ["b"]


@dataclass
class Shut(FakeChat):
    """A platform that refuses everything until it is opened; `knocks` counts the tries."""

    knocks: int = 0
    open: bool = False

    def send(self, post: Post) -> str:
        self.knocks += 1
        if not self.open:
            raise Unsent("revoked", wait=60, everywhere=True)
        return super().send(post)


def test_a_workspace_that_had_to_wait_is_tried_by_one_message_at_a_time(store: Store) -> None:
    chat = Shut()
    post(store, DEALS, "one")
    at(store, chat, 0)
    for number in range(5):
        post(store, Place("sandbox", "w", f"c{number}"), "a")
    knocks = []
    for seconds in (59, 60, 61, 119, 121, 150):
        at(store, chat, seconds)
        knocks.append(chat.knocks)
    assert knocks == [1, 2, 2, 2, 3, 3]
    chat.open = True
    assert [at(store, chat, seconds) for seconds in (182, 183)] == [6, 0]


@dataclass
class Cutting(FakeChat):
    """A platform that takes a message while the database goes away, for half a second."""

    server: str = ""
    database: str = ""

    def send(self, post: Post) -> str:
        with psycopg.connect(self.server, autocommit=True) as other:
            other.execute(f"ALTER DATABASE {self.database} ALLOW_CONNECTIONS false")
            other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [self.database])
        Timer(0.5, self._back).start()
        return super().send(post)

    def _back(self) -> None:
        with psycopg.connect(self.server, autocommit=True) as other:
            other.execute(f"ALTER DATABASE {self.database} ALLOW_CONNECTIONS true")


@pytest.mark.postgres
def test_a_database_that_goes_away_while_a_message_is_sent_costs_no_second_sending(
    postgres: Store, postgres_address: str, server: Server
) -> None:
    chat = Cutting(server=server.uri, database=make_url(postgres_address).database or "")
    post(postgres, DEALS, "one")
    assert at(postgres, chat, 0) == 1
    assert at(postgres, chat, 600) == 0
    assert states(postgres) == [("sent", "")]
    assert len(chat.sent) == 1


@dataclass
class Stopping(FakeChat):
    """A platform that asks the worker to stop at its first message."""

    delivery: Delivery | None = None

    def send(self, post: Post) -> str:
        assert self.delivery
        self.delivery.stop()
        return super().send(post)


def test_a_worker_that_stops_gives_back_what_it_has_not_begun(store: Store) -> None:
    chat = Stopping()
    for number in range(30):
        post(store, Place("sandbox", "w", f"c{number}"), "one")
    chat.delivery = Delivery(store, {"sandbox": chat}, "stops", senders=2)
    chat.delivery.go(MONDAY)
    chat.delivery.close()
    assert 1 <= len(chat.sent) <= 2
    other = FakeChat()
    assert deliver(store, {"sandbox": other}, "next", MONDAY + timedelta(seconds=9)) == 30 - len(chat.sent)
    assert not [sent for sent in other.sent if sent.again]
