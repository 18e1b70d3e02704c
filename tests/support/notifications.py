"""Notifications: the messages that Stagecoach sends by itself, and what is wrong with the line that a phone shows."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, groupby

from sqlalchemy import select

from adapters.card import Card
from bot.sandbox.sandbox import Sandbox
from bot.store.card_json import read_card
from bot.store.schema.tables import outbox
from tests.support.card_text import words_to_read
from tests.support.recording_chat import heard

LONGEST = 120
LAST_IN_CHANNEL = 2
"""Digests that are compared: weeks later a deal can be silent once more."""
FOUR_WEEKS = timedelta(days=28)
BUSY = (
    ("rob", "advance acme to closing"),
    ("rob", "advance globex to closing"),
    ("rob", "advance acme to closing"),
    ("rob", "advance stark"),
    ("rob", "engage globex legal because they want our paper changed"),
    ("rob", "plan initech call Ingrid on Tuesday 10:00"),
    ("mia", "plan hooli ask Hana about the pilot on Wednesday for <@rita>"),
    ("mia", "assign umbrella to <@rob>"),
    ("leo", "met wayne industries legal no because their data terms are not ours"),
    ("mia", "waive globex budget because they buy through our frame contract"),
)
"""A busy Monday after the story."""

Worked = tuple[int, str, str]
"""What is typed on a day: how many days after the story, by whom, which line."""

WORKED: tuple[Worked, ...] = (
    (0, "rob", "advance stark"),
    (0, "rob", "log acme call asked for the numbers"),
    (0, "leo", "met wayne industries legal no because their data terms are not ours"),
    (1, "rob", "plan cyberdyne third plant call Cy on Thursday"),
    (1, "rita", "log massive dynamic call they want an offer"),
    (1, "mia", "waive globex budget because they buy through our frame contract"),
    (2, "rita", "plan wonka send the contract on Friday"),
    (2, "mia", "log hooli call Hana asked for a discount"),
    (2, "rob", "met globex responsible Gus Grant, head of operations"),
    (3, "mia", "waive massive dynamic budget because they buy through our framework contract"),
    (4, "rita", "log umbrella call the plant manager is away"),
    (7, "leo", "met wayne industries licensing yes"),
    (7, "rob", "log globex e-mail sent the offer"),
    (8, "ana", "log tyrell call all is well"),
    (8, "mia", "log wonka meeting met Will at the fair"),
    (9, "mia", "assign umbrella to <@rob>"),
    (10, "rita", "log hooli call the pilot goes on"),
    (11, "rob", "log acme call Carla is back"),
    (14, "rob", "engage stark legal because they changed the terms"),
    (14, "rob", "set globex close date in 12 weeks"),
    (15, "leo", "met stark legal yes"),
    (16, "mia", "set hooli close date in 9 weeks"),
    (17, "rita", "log wonka call the contract is with their lawyer"),
    (18, "max", "log stark call spoke with their CEO"),
    (21, "rob", "log umbrella call introduced myself"),
    (22, "ana", "log tyrell meeting reviewed the month"),
    (24, "rita", "lose massive dynamic as no decision because their budget is frozen"),
)
"""Four weeks in which people answer, and others work on a deal beside its owner."""

ON_MONDAY: tuple[Worked, ...] = tuple((0, who, text) for who, text in BUSY)


@dataclass(frozen=True, slots=True)
class Sent:
    """One message of the outbox: to which place, of which subject, and whether it changes an earlier one."""

    id: str
    place: str
    kind: str
    subject: str
    card: Card
    at: datetime
    edits: str = ""
    """The message that it changes."""

    @property
    def edit(self) -> bool:
        return bool(self.edits)


def every_message(sandbox: Sandbox) -> list[Sent]:
    """All that is in the outbox, in its order."""
    order = (outbox.c.posted, outbox.c.number)
    with sandbox.store.reading() as tx:
        rows = tx.execute(select(outbox).order_by(*order)).all()
    return [
        Sent(row.id, row.place, row.place_kind, row.subject, read_card(row.card), row.posted, row.edits) for row in rows
    ]


def four_weeks(sandbox: Sandbox, worked: Sequence[Worked] = ()) -> list[Sent]:
    """What is sent in four weeks in which no one does anything but type these lines."""
    before, day = {one.id for one in every_message(sandbox)}, 0
    for on, who, text in worked:
        if on > day:
            sandbox.forward(timedelta(days=on - day))
            day = on
        sandbox.answer(heard(who, text))
    sandbox.forward(FOUR_WEEKS - timedelta(days=day))
    return [one for one in every_message(sandbox) if one.id not in before]


def per_place(messages: Sequence[Sent]) -> Counter[str]:
    """How many new messages each person and channel got; an edit makes no sound."""
    return Counter(one.place for one in messages if not one.edit)


def said_twice(messages: Sequence[Sent], deals: Collection[str]) -> list[str]:
    """What someone reads of a deal in two of their messages at once, as they stand after each moment's edits."""
    standing: dict[str, dict[str, set[str]]] = {}
    found = []
    for _, posted in groupby(messages, lambda one: one.at):
        together = list(posted)
        for one in together:
            standing.setdefault(one.place, {})[one.edits or one.id] = sayings(one.card, deals)
        for place in {one.place for one in together}:
            read = list(standing[place].values())[-LAST_IN_CHANNEL if place.startswith("#") else 0 :]
            said = Counter(chain.from_iterable(read))
            found += [f"{place}: {words}" for words, times in said.items() if times > 1]
    return found


def sayings(card: Card, deals: Collection[str]) -> set[str]:
    """What a card says about each deal by name, without its numbers: a silence of 8 days is that of 7."""
    names = "|".join(sorted(map(re.escape, deals), key=len, reverse=True))
    found = set()
    for line in words_to_read(card).splitlines():
        said = re.match(rf"(?:.* )?({names})\b[^:]*: (.+)", line)
        if said:
            found.add(f"{said[1]}: {re.sub('[0-9]+', '#', said[2])}")
    return found


def line_faults(card: Card, reader: str = "") -> list[str]:
    """What is wrong with the line of a card that no one asked for; `reader` is the whole name of who reads it."""
    line, faults = card.notification, list[str]()
    if not line.strip():
        return ["no line of its own"]
    if len(line) > LONGEST:
        faults.append(f"{len(line)} characters: {line}")
    if line.count(card.title) > 1 or _twice(line):
        faults.append(f"says the same twice: {line}")
    if reader and re.search(rf"\b{re.escape(reader)}\b", line):
        faults.append(f"speaks of its reader as of someone else: {line}")
    return faults


def _twice(line: str) -> bool:
    """Whether one of its sentences comes again."""
    said = Counter(part.strip().casefold() for part in re.split(r"[.:?] |\. ", line) if part.strip())
    return any(times > 1 for times in said.values())
