"""Charts on Slack: each one is valid, and what a drawing can't say stands below it in words."""

from typing import Any

import pytest

from adapters.card import Card, Chart, Point
from adapters.slack.newer_blocks import Newer
from adapters.slack.render import blocks, fallback
from bot.views.examples.cards import EXAMPLES
from tests.support.example_cards import example_card
from tests.support.slack_chart_rules import chart_faults
from tests.support.slack_rules import faults, parts, view_faults

LONG = "A stage with a very long name"
CHARTS: Newer = frozenset({"chart"})
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"


def chart(*values: float, label: str = "Stage", shape: Any = "funnel", unit: str = "EUR") -> Chart:
    points = [Point(f"{label} {number}", value, f"{value:.0f} here") for number, value in enumerate(values)]
    return Chart("By stage", tuple(points), shape, unit)


def alike(*labels: str) -> Chart:
    return Chart(LONG * 3, tuple(Point(label, 1, "1") for label in labels), "bars", LONG)


def drawn(*charts: Chart) -> list[dict[str, Any]]:
    return [block for block in blocks(Card("t", charts), newer=CHARTS) if block["type"] == "data_visualization"]


def test_every_example_with_a_chart_is_valid_with_it_drawn() -> None:
    charted = [card for card in map(example_card, EXAMPLES) if any(isinstance(part, Chart) for part in card.body)]
    assert charted
    for card in charted:
        assert not faults(blocks(card, newer=CHARTS))
        assert not view_faults({"type": "home", "blocks": blocks(card, tables=False, newer=CHARTS)})


@pytest.mark.parametrize(
    "odd",
    [
        chart(0.5, 10**15, 0),
        chart(*range(20)),
        chart(3, 0, 1, shape="wheel"),
        chart(*range(1, 7), shape="wheel", unit=""),
        alike(f"{LONG} 1", f"{LONG} 2", f"{LONG} 3", "Stage", "Stage", "Stage 2"),
        alike("<!channel> & <@U0MIA>", "", " ", "\u202e\ud800", "one\ntwo"),
        alike(FAMILY * 5, FAMILY * 6, "\U0001f600" * 20, "\U0001f600" * 21),
    ],
)
def test_a_chart_with_odd_figures_and_names_is_valid(odd: Chart) -> None:
    assert len(drawn(odd)) == 1
    assert not faults(blocks(Card("t", (odd,)), newer=CHARTS))


@pytest.mark.parametrize("few", [chart(), chart(1), chart(0, 0), chart(0, 5, 0, shape="wheel")])
def test_figures_that_are_nothing_to_compare_are_not_drawn(few: Chart) -> None:
    assert not drawn(few)
    assert blocks(Card("t", (few,)), newer=CHARTS) == blocks(Card("t", (few.fallback,)))


@pytest.mark.parametrize("many", [chart(*range(21)), chart(*range(1, 8), shape="wheel")])
def test_more_figures_than_slack_takes_are_bars_in_words(many: Chart) -> None:
    assert not drawn(many)
    assert blocks(Card("t", (many,)), newer=CHARTS) == blocks(Card("t", (many.fallback,)))


def test_the_third_chart_of_a_message_is_bars_in_words() -> None:
    three = [chart(1, 2), chart(3, 4, shape="wheel"), chart(5, 6)]
    assert [one["chart"]["type"] for one in drawn(*three)] == ["bar", "pie"]
    assert blocks(Card("t", tuple(three)), newer=CHARTS)[-1] == blocks(Card("t", (three[2].fallback,)))[-1]


def test_a_wheel_has_no_part_of_nothing() -> None:
    (block,) = drawn(chart(3, 0, 1, shape="wheel"))
    assert block["chart"]["segments"] == [{"label": "Stage 0", "value": 3}, {"label": "Stage 2", "value": 1}]


def test_a_drawn_chart_says_each_figure_once_in_words() -> None:
    made = blocks(Card("t", (chart(12, 345),)), newer=CHARTS)
    said = "".join(part["text"] for part in parts(made) if isinstance(part.get("text"), str))
    assert said.count("12 here") == said.count("345 here") == 1
    assert "▰" not in said


def test_where_charts_are_not_taken_the_bars_are_there() -> None:
    card = Card("t", (chart(12, 345),))
    assert blocks(card) == blocks(Card("t", (chart(12, 345).fallback,)))
    assert "▰" in str(blocks(card))


def test_the_text_for_screen_readers_has_the_news_first_and_then_the_figures() -> None:
    card = Card("t", (chart(12, 345),), notification="2 deals")
    assert fallback(card) == "2 deals By stage: Stage 0 12 here, Stage 1 345 here."
    assert len(fallback(Card("t", (alike(*[LONG * 9] * 20),)))) <= 1000


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "x" * 51},
        {"colour": "red"},
        {"chart": {"type": "pie", "segments": [{"label": "a", "value": 0}]}},
        {"chart": {"type": "pie", "segments": [{"label": "a", "value": 1}, {"label": "a", "value": 1}]}},
        {"chart": {"type": "pie", "segments": [{"label": "\U0001f600" * 11, "value": 1}]}},
        {"chart": {"type": "bar", "series": [], "axis_config": {"categories": ["a"]}}},
        {"chart": {"type": "bar", "series": [{"name": "s", "data": [{"label": "b", "value": 1}]}],
                   "axis_config": {"categories": ["a"]}}},
        {"chart": {"type": "donut", "segments": [{"label": "a", "value": 1}]}},
    ],
)  # fmt: skip  # a fault, a line
def test_the_rules_would_tell(wrong: dict[str, Any]) -> None:
    (right,) = drawn(chart(1, 2))
    assert not chart_faults(right)
    assert chart_faults(right | wrong)
