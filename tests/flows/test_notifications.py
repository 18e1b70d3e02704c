"""What phones show of the messages that Stagecoach sends by itself, and how many of them there are."""

from collections import Counter

import pytest

from adapters.sandbox import demo_people
from adapters.sandbox.plain import plain
from bot.sandbox.sandbox import Sandbox
from tests.support.notifications import BUSY, Sent, every_message, four_weeks, line_faults, per_place

NAMES = {person.id: person.name for person in demo_people.PEOPLE}
QUIET_BOUND = {"#deals": 18, "rob": 10, "mia": 10, "max": 7, "rita": 6, "leo": 5, "ana": 4}
"""Messages in four weeks in which no one answers: the count of the cards before these.

Mia gets one more, about the renewal that the story has gained.
"""
BUSY_BOUND = {"#deals": 18, "rob": 17, "mia": 12, "max": 8, "leo": 5, "rita": 9, "ana": 4}
"""The same after a busy Monday."""


@pytest.fixture
def busy_weeks(sandbox: Sandbox) -> list[Sent]:
    return four_weeks(sandbox, BUSY)


def test_every_message_has_a_line_that_says_who_what_and_why(sandbox: Sandbox, busy_weeks: list[Sent]) -> None:
    assert busy_weeks
    faults = {
        f"{one.place}, {one.card.title}: {fault}"
        for one in every_message(sandbox)
        if not one.edit
        for fault in line_faults(one.card, NAMES.get(one.place, "") if one.kind == "direct" else "")
    }
    assert not faults


def test_no_message_speaks_of_its_reader_as_of_someone_else(busy_weeks: list[Sent]) -> None:
    mine = [one for one in busy_weeks if one.subject.startswith(("nudge:", "step:"))]
    assert not [one.card.title for one in mine if NAMES[one.place] in plain(one.card)]


def test_no_one_gets_more_messages_than_before_and_none_twice(busy_weeks: list[Sent]) -> None:
    counted = per_place(busy_weeks)
    assert {who: number for who, number in counted.items() if number > BUSY_BOUND.get(who, 0)} == {}
    said = Counter((one.place, one.subject, plain(one.card)) for one in busy_weeks if not one.edit)
    assert [words for words, times in said.items() if times > 1] == []


def test_four_weeks_of_silence_bring_no_more_than_before(sandbox: Sandbox) -> None:
    counted = per_place(four_weeks(sandbox))
    assert {who: number for who, number in counted.items() if number > QUIET_BOUND.get(who, 0)} == {}
