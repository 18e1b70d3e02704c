"""What phones show of the messages that Stagecoach sends by itself, and how many of them there are."""

import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.sandbox import demo_people
from adapters.sandbox.terminal_card import plain
from bot.company import playbook_files
from bot.sandbox.customers import CUSTOMERS
from bot.sandbox.plots import PLOTS
from bot.sandbox.sandbox import Sandbox
from bot.store.engine.store import Store
from tests.flows.conftest import clock
from tests.support.card_text import text_of
from tests.support.notifications import (
    ON_MONDAY,
    WORKED,
    Sent,
    Worked,
    every_message,
    four_weeks,
    line_faults,
    per_place,
    said_twice,
)

NAMES = {person.id: person.name for person in demo_people.PEOPLE}
DEALS = [*(plot.name for plot in (*PLOTS, *CUSTOMERS)), "Cyberdyne third plant"]
WALKS: Mapping[str, Sequence[Worked]] = {"silent": (), "busy": ON_MONDAY, "worked": WORKED}
BEFORE = {
    "silent": {"#deals": 18, "rob": 10, "mia": 9, "max": 7, "rita": 6, "leo": 5, "ana": 4},
    "busy": {"#deals": 18, "rob": 17, "mia": 11, "max": 8, "rita": 9, "leo": 5, "ana": 4},
    "worked": {"#deals": 18, "rob": 14, "mia": 12, "max": 6, "rita": 7, "leo": 1, "ana": 4},
}
"""Messages to each person in these four weeks before every card was rewritten.

Counted with the same story and lines at commit db544df, in which owners weren't notified of what others did.
"""
RINGS = {"rob": 4, "rita": 2}
"""In the worked weeks: what others did that the owner has to know at once. Before, no one was notified of it."""

Walk = Callable[[str], list[Sent]]


@pytest.fixture(scope="module")
def walk(story_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """What is sent in four weeks of one kind; each kind is lived through once."""
    lived: dict[str, list[Sent]] = {}

    def live(kind: str) -> list[Sent]:
        if kind not in lived:
            file = tmp_path_factory.mktemp("walk") / "deals.db"
            store = Store.open(f"sqlite:///{shutil.copy(story_database, file)}")
            lived[kind] = four_weeks(Sandbox(store, clock(), playbook_files.texts(None)), WALKS[kind])
            store.close()
        return lived[kind]

    return live


def more_than(bound: Mapping[str, int], sent: Sequence[Sent]) -> dict[str, int]:
    return {who: number for who, number in per_place(sent).items() if number > bound.get(who, 0)}


def test_every_message_has_a_line_that_says_who_what_and_why(sandbox: Sandbox, walk: Walk) -> None:
    sent = [*every_message(sandbox), *walk("busy"), *walk("worked")]
    faults = {
        f"{one.place}, {one.card.title}: {fault}"
        for one in sent
        if not one.edit
        for fault in line_faults(one.card, NAMES.get(one.place, "") if one.kind == "direct" else "")
    }
    assert not faults


def test_no_message_speaks_of_its_reader_as_of_someone_else(walk: Walk) -> None:
    mine = [one for one in walk("busy") if one.subject.startswith(("nudge:", "step:"))]
    assert not [one.card.title for one in mine if NAMES[one.place] in plain(one.card)]


@pytest.mark.parametrize("kind", ["silent", "busy"])
def test_no_one_gets_more_messages_than_before(walk: Walk, kind: str) -> None:
    assert more_than(BEFORE[kind], walk(kind)) == {}


def test_in_worked_weeks_only_news_that_cannot_wait_comes_on_top(walk: Walk) -> None:
    news = [one for one in walk("worked") if one.subject.startswith("news:")]
    assert per_place(news) == RINGS
    assert more_than(BEFORE["worked"], [one for one in walk("worked") if one not in news]) == {}


@pytest.mark.parametrize("kind", WALKS)
def test_no_two_messages_of_one_person_say_the_same(walk: Walk, kind: str) -> None:
    said = Counter((one.place, plain(one.card)) for one in walk(kind) if not one.edit)
    assert [words for words, times in said.items() if times > 1] == []
    assert said_twice(walk(kind), DEALS) == []


def test_what_others_logged_comes_with_the_next_message(walk: Walk) -> None:
    with_it = [one for one in walk("worked") if "logged a call: Hana asked for a discount" in text_of(one.card)]
    first = with_it[0]
    assert (first.place, first.subject[:5], first.edit) == ("rita", "nudge", False)
    assert [one for one in with_it if not one.edit] == [first]


def test_the_walks_reach_everyone(walk: Walk) -> None:
    """So that an empty outbox doesn't pass for a quiet one."""
    assert set(per_place(walk("worked"))) == {"#deals", *NAMES} - {"ada"}
    assert timedelta(days=WORKED[-1][0]) < timedelta(days=28)
