"""Microsoft's own card parser accepts every example, and would report a fault."""

import json
import subprocess
from typing import Any

import pytest

from adapters.card import Card, Text
from adapters.teams.inputs import Setting
from adapters.teams.render import LARGEST, drawn, size
from bot.chats.dialogs import opens_dialog
from bot.views.examples.cards import EXAMPLES
from tests.support.playground import NODE
from tests.support.teams_chart_rules import is_chart

pytestmark = pytest.mark.ring


def parsed(cards: list[dict[str, Any]]) -> list[list[str]]:
    """The official parser's complaints about each card."""
    if not (NODE / "node_modules" / "adaptivecards").exists():
        pytest.skip("THE CARDS WERE NOT PARSED BY MICROSOFT'S PARSER: npm has not brought it (`make rings` does).")
    lines = "".join(f"{json.dumps(card)}\n" for card in cards)
    asked = subprocess.run(
        ["/usr/bin/env", "node", str(NODE / "parse.cjs")], input=lines, capture_output=True, text=True, check=True
    )
    return [[one for one in json.loads(line) if one != NO_CHARTS] for line in asked.stdout.splitlines()]


NO_CHARTS = 'Unknown element type "Chart.HorizontalBar". Fallback will be used if present.'
"""Charts are Teams' own. That their fallback is there is checked by itself: else an element is lost."""


SETTINGS = (Setting(), Setting(opens_dialog), Setting(opens_dialog, kept=True), Setting(opens_dialog, inside=True))


@pytest.mark.parametrize("setting", SETTINGS, ids=["without dialogs", "answer", "nudge", "in a dialog"])
def test_every_example_is_parsed_without_a_word(setting: Setting) -> None:
    made = [drawn(card(), "k", setting=setting) for card in EXAMPLES.values()]
    found = zip(EXAMPLES, parsed(made), strict=True)
    assert max(map(size, made)) <= LARGEST
    assert not {name: faults for name, faults in found if faults}


def test_in_place_of_a_chart_the_parser_has_its_bars() -> None:
    made = drawn(EXAMPLES["funnel: a year"](), "k")
    alone = [{**part, "fallback": None} if is_chart(part) else part for part in made["body"]]
    assert parsed([made]) == [[]]
    assert "1 elements are lost" in parsed([{**made, "body": alone}])[0]


def test_the_parser_would_tell() -> None:
    made = drawn(Card("t", (Text(("x",)),)), "k")
    strange, empty = {**made, "body": [{"type": "Marquee"}]}, {**made, "body": [{"type": "Input.Text"}]}
    assert all(parsed([strange, empty, {**made, "version": "9.0"}]))
