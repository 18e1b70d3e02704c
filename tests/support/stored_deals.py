"""What the store's tests put in it: deals of Rob's, saved as the assistant saves them, and a chat that remembers."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Barrier
from typing import Any, TypeVar

from sqlalchemy import Connection, text

from adapters.card import Card, Text
from adapters.chat import Pace, Place, Post
from bot.store import deals
from bot.store.engine.store import Store
from process.deal import Deal
from process.facts import Advanced, Began, Entry, Fact
from tests.support.people_and_deal import MONDAY, Story

US = "us"
DEALS = Place("sandbox", "w", "deals", name="deals")
RANDOM = Place("sandbox", "w", "random", name="random")
DIRECT = Place("sandbox", "w", "rob", "direct")
T = TypeVar("T")
LOOKS = 100_000
"""How often one looks at most for what another thread does: for minutes."""


def begin(tx: Connection, name: str = "Acme", tenant: str = US, **known: object) -> Deal:
    """A new deal of Rob's, its id made of its name."""
    deal = Deal(f"id-{name}", name, name, "rob", "v1", "find", MONDAY, MONDAY, MONDAY)
    deal = replace(deal, **known)  # type: ignore[arg-type]  # the fields are checked where they are given
    return deals.save(tx, tenant, None, deal, [Entry(Began(deal), deal.owner, MONDAY)], "begin")


def happen(tx: Connection, was: Deal, *facts: Fact, at: datetime = MONDAY, tenant: str = US, by: str = "rob") -> Deal:
    """Save what happened to a deal."""
    now = was
    for fact in facts:
        now = fact.on(now, by, at)
    return deals.save(tx, tenant, was, now, [Entry(fact, by, at) for fact in facts], "request")


def move(tx: Connection, name: str = "Acme", stage: str = "agree") -> Deal:
    """Find a deal and take it one stage on."""
    was = found(tx, name)
    return happen(tx, was, Advanced(was.stage, stage))


def found(tx: Connection, name: str = "Acme", tenant: str = US) -> Deal:
    deal = deals.find(tx, tenant, f"id-{name}")
    assert deal is not None
    return deal


def tell(store: Store, story: Story, tenant: str = US) -> Deal:
    """Save a whole story, a ledger entry at a time."""
    deal: Deal | None = None
    for entry in story.ledger:
        with store.writing() as tx:
            now = entry.fact.on(deal or story.deal, entry.by, entry.at)
            deal = deals.save(tx, tenant, deal, now, [entry], "story")
    assert deal is not None
    return deal


def together(work: Callable[[int], T], people: int = 16) -> list[T]:
    """All do it at the same moment."""
    gate = Barrier(people)

    def one(number: int) -> T:
        gate.wait()
        return work(number)

    with ThreadPoolExecutor(people) as crowd:
        return list(crowd.map(one, range(people)))


def done_or_waiting(other: Future[Any], postgres: Store) -> None:
    """Go on once the other thread is done or waits for a transaction to end; raises TimeoutError if it does neither."""
    for _ in range(LOOKS):
        with postgres.reading() as tx:
            waits = tx.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted"))
        if waits or other.done():
            return
    raise TimeoutError


def card(words: str) -> Card:
    return Card(words, (Text((words,)),))


@dataclass
class FakeChat:
    """A platform that remembers what it was sent; `faults` are raised one after the other in the places they name."""

    platform: str = "sandbox"
    faults: dict[str, list[Exception]] = field(default_factory=dict)
    sent: list[Post] = field(default_factory=list)
    paces: tuple[Pace, ...] = ()

    def send(self, post: Post) -> str:
        if waiting := self.faults.get(post.place.id):
            raise waiting.pop(0)
        self.sent.append(post)
        return f"m{len(self.sent)}"

    def said(self, place: Place) -> list[str]:
        return titles(post.card for post in self.sent if post.place == place)


def titles(cards: Iterable[Card]) -> list[str]:
    return [one.title for one in cards]
