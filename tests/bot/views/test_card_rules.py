"""The rules of every card, over every example: few words, few buttons, one that stands out, nothing rash in sight."""

import re
from collections.abc import Iterator
from typing import Any

from adapters.card import Button, Buttons, Card, Form
from adapters.slack.render import blocks
from adapters.teams.render import drawn
from bot.views.examples.cards import EXAMPLES
from tests.support.card_text import text_of, words_to_read
from tests.support.example_cards import example_card
from tests.support.for_each import for_each
from tests.support.notifications import line_faults

IN_SIGHT, ON_A_LINE, PRIMARY = 5, 2, 1
LISTS = (
    "nudge: ",
    "round: ",
    "digest: ",
    "claims: ",
    "plan: on Home",
    "home: ",
    "flywheel: ",
    "agents: every token",
    "agents: three facts",
)
"""Cards with a row of buttons for each of several deals: at most two a line, and a menu."""
RASH = ("agents: ",)
"""Cards that are there to end something: a button for each, with a question before it happens."""
ODD = ("hostile", "long", "many", "five hundred", "the last page", "forty-nine", "fifty-one")
"""Examples of more, or of longer words, than anyone has."""
WORDS = {
    "deal: ": 75,
    "refusal: ": 78,
    "moved: ": 45,
    "saved: ": 60,
    "evidence: ": 50,
    "done: ": 30,
    "undo: ": 35,
    "question: ": 35,
    "answer: ": 25,
    "asking: ": 30,
    "guide: ": 55,
    "say: ": 20,
    "plan: ": 38,
    "notice: ": 40,
    "nudge: ": 90,
    "approval: asked": 150,
}
"""The most words to read on a card of each kind, titles included, buttons and forms aside."""


def rows_of(card: Card) -> list[Buttons]:
    return [part for part in card.body if isinstance(part, Buttons)]


def in_sight(card: Card) -> list[Button]:
    return [button for row in rows_of(card) for button in row.row]


VAGUE = {"continue", "go on", "ok", "submit", "yes"}


@for_each([name for name in EXAMPLES if any(isinstance(part, Form) for part in example_card(name).body)])
def test_the_button_of_a_form_says_what_it_does(name: str) -> None:
    labels = [part.submit.casefold() for part in example_card(name).body if isinstance(part, Form)]
    assert not VAGUE.intersection(labels), labels


DOES = re.compile(
    r"(add|answer|ask|begin|call|change|clear|confirm|decline|drop|give|hand|let|log|lose|map|move|name|open|plan|reopen|say|send"
    r"|set|start|take|waive)\b|.* (done|happened|kept|received|removed)\b",
    re.IGNORECASE,
)


@for_each([name for name in EXAMPLES if any(isinstance(part, Form) for part in example_card(name).body)])
def test_the_title_of_a_form_says_what_it_does_since_it_is_on_the_button_that_opens_it(name: str) -> None:
    titles = [part.title.removeprefix("Acme: ") for part in example_card(name).body if isinstance(part, Form)]
    assert all(map(DOES.match, titles)) or "hostile" in name, titles


def is_list(name: str) -> bool:
    return name.startswith(LISTS)


@for_each(EXAMPLES)
def test_few_buttons_are_in_sight_and_one_stands_out(name: str) -> None:
    card = example_card(name)
    if name.startswith(RASH):
        return
    if is_list(name):
        *lines, before_last, last = [Buttons(()), Buttons(()), *rows_of(card)]
        assert all(len(row.row) <= ON_A_LINE for row in lines)
        assert max(len(before_last.row), len(last.row)) <= IN_SIGHT
        return
    assert len(in_sight(card)) <= IN_SIGHT
    assert sum(button.style == "primary" for button in in_sight(card)) <= PRIMARY


@for_each([name for name in EXAMPLES if not is_list(name)])
def test_slack_and_teams_put_no_more_in_sight(name: str) -> None:
    card = example_card(name)
    form = sum(isinstance(part, Form) for part in card.body)
    assert len(list(_slack(blocks(card)))) <= IN_SIGHT + form
    assert len(list(_teams(drawn(card, "k")))) <= IN_SIGHT + form


def _slack(made: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for block in made:
        if block["type"] == "actions":
            yield from (one for one in block["elements"] if one["type"] == "button")


def _teams(made: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The buttons in sight; a menu, and one that asks first, are cards that open, and a form has a way out."""
    for part in made["body"]:
        if part["type"] == "ActionSet":
            yield from (one for one in part["actions"] if one["type"] == "Action.Execute" and one["title"] != "Cancel")


@for_each([name for name in EXAMPLES if not name.startswith(RASH)])
def test_what_destroys_never_comes_first_and_is_never_alone(name: str) -> None:
    for row in rows_of(example_card(name)):
        if any(button.style == "danger" for button in row.row):
            assert row.row[0].style != "danger" or example_card(name).title.endswith("?")
            assert len(row.row) > 1


@for_each(EXAMPLES)
def test_a_command_has_one_button(name: str) -> None:
    commands = [button.command for row in rows_of(example_card(name)) for button in row.every]
    assert is_list(name) or name.startswith(RASH) or len(set(commands)) == len(commands)


@for_each(EXAMPLES)
def test_no_card_repeats_its_title(name: str) -> None:
    title, *rest = text_of(example_card(name)).splitlines()
    assert title not in rest


@for_each([name for name in EXAMPLES if name.startswith(tuple(WORDS)) and not name.endswith(ODD)])
def test_a_card_is_read_at_a_glance(name: str) -> None:
    for kind, most in WORDS.items():
        if name.startswith(kind):
            assert len(words_to_read(example_card(name)).split()) <= most


SENT = (
    *("nudge: ", "digest: ", "plan: for you", "plan: reminder", "plan: question", "approval: asked", "notice: "),
    *("approval: acceptance", "approval: notice", "team: changes", "hand over: to the new", "hand over: someone left"),
    *("asking: a colleague", "asking: who clears", "undelivered: ", "welcome: ", "question: hostile"),
    *("question: the answer", "agents: a proposal, ", "undo: no longer yours", "accounts: is this you"),
)
"""Cards that no one asked for: what a phone shows of them is always a line of its own."""
EDITED = ("nudge: carried on",)
"""Messages that only ever take the place of another one, which makes no sound."""


@for_each(EXAMPLES)
def test_a_phone_shows_one_short_line_of_it(name: str) -> None:
    card = example_card(name)
    if card.notification or (name.startswith(SENT) and name not in EDITED):
        assert line_faults(card) == []
    assert card.summary.strip()
