"""Notifications: the messages that Stagecoach sends by itself, and what is wrong with the line that a phone shows."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from adapters.card import Card
from bot.sandbox.sandbox import Sandbox
from bot.store.card_json import read_card
from bot.store.schema.tables import outbox
from tests.support.recording_chat import heard

LONGEST = 120
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


@dataclass(frozen=True, slots=True)
class Sent:
    """One message of the outbox: to which place, of which subject, and whether it changes an earlier one."""

    id: str
    place: str
    kind: str
    subject: str
    card: Card
    edit: bool


def every_message(sandbox: Sandbox) -> list[Sent]:
    """All that is in the outbox, in its order."""
    order = (outbox.c.posted, outbox.c.number)
    with sandbox.store.reading() as tx:
        rows = tx.execute(select(outbox).order_by(*order)).all()
    return [
        Sent(row.id, row.place, row.place_kind, row.subject, read_card(row.card), edit=bool(row.edits)) for row in rows
    ]


def four_weeks(sandbox: Sandbox, lines: Sequence[tuple[str, str]] = ()) -> list[Sent]:
    """What is sent in four weeks in which no one does anything but these lines at the beginning."""
    before = {one.id for one in every_message(sandbox)}
    for who, text in lines:
        sandbox.answer(heard(who, text))
    sandbox.forward(FOUR_WEEKS)
    return [one for one in every_message(sandbox) if one.id not in before]


def per_place(messages: Sequence[Sent]) -> Counter[str]:
    """How many new messages each person and channel got; an edit makes no sound."""
    return Counter(one.place for one in messages if not one.edit)


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
