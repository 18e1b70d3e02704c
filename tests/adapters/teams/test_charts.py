"""Charts in Teams: each one is valid, has bars for clients that draw none, and says each figure once."""

from dataclasses import replace
from typing import Any

import pytest

from adapters.card import Card, Chart, Point
from adapters.teams.render import LARGEST, drawn, size
from bot.views.examples.cards import EXAMPLES
from tests.support.example_cards import example_card
from tests.support.teams_chart_rules import as_fallback, chart_faults, is_chart

LONG = "A stage with a very long name "
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"


def chart(*values: float, label: str = "Stage", unit: str = "EUR", beside: str = "") -> Chart:
    points = [Point(f"{label} {number}", value, f"{value:.0f} here", beside) for number, value in enumerate(values)]
    return Chart("By stage", tuple(points), "funnel", unit)


def named(*labels: str) -> Chart:
    return Chart("By name", tuple(Point(label, 1, "1") for label in labels))


def charts(*parts: Chart) -> list[dict[str, Any]]:
    return [part for part in drawn(Card("t", parts), "k")["body"] if is_chart(part)]


def heading(part: Chart) -> str:
    return str(drawn(Card("t", (part,)), "k")["body"][1]["inlines"][0]["text"])


def test_every_example_with_a_chart_is_valid_with_it_and_with_its_fallback() -> None:
    found = [(name, part) for name in EXAMPLES for part in drawn(example_card(name), "k")["body"] if is_chart(part)]
    assert {"funnel: a year", "flywheel: customers", "flywheel: turns of a year"} <= {name for name, _ in found}
    assert not [(name, faults) for name, part in found if (faults := chart_faults(part))]


@pytest.mark.parametrize(
    "odd",
    [
        chart(0.5, 10**15, 0),
        chart(*range(2, 22)),
        named(LONG * 5 + "1", LONG * 5 + "2", LONG * 5 + "3", "Stage", "Stage", "Stage 2"),
        named("<at>Mia</at> & {{DATE()}}", "", " ", "\u202e", "one\ntwo"),
        named(FAMILY * 9, FAMILY * 9, "\U0001f600" * 61, "\U0001f600" * 62),
    ],
)
def test_odd_figures_and_names_are_all_drawn(odd: Chart) -> None:
    (made,) = charts(odd)
    assert not chart_faults(made)
    assert len(made["data"]) == len(odd.points)
    assert not {"\u202e", "<at>", "{{"} & set(str(made))
    assert size(drawn(Card("t", (odd,)), "k")) <= LARGEST


@pytest.mark.parametrize("few", [chart(), chart(1), chart(0, 0), chart(0, 5, 0)])
def test_figures_that_are_nothing_to_compare_are_bars_in_words(few: Chart) -> None:
    assert not charts(few)
    assert drawn(Card("t", (few,)), "k") == drawn(Card("t", (few.fallback,)), "k")


def test_too_many_figures_for_a_message_are_bars_that_say_how_many_are_left_out() -> None:
    many = chart(*range(1, 500))
    assert not charts(many)
    assert "more." in str(drawn(Card("t", (many,)), "k"))
    assert size(drawn(Card("t", (many,)), "k")) <= LARGEST


def titled(total: str, *values: float, in_title: bool = True) -> Card:
    """A card whose title ends with the total of its chart."""
    part = replace(chart(*values), total=total, in_title=in_title)
    return Card(f"Pipeline: 2 deals, {total}", (part,))


def test_where_teams_writes_the_total_below_the_bars_the_title_leaves_it_out() -> None:
    made = drawn(titled("€345k", 100_000, 245_000), "k")
    (bars,) = filter(is_chart, made["body"])
    assert bars["displayMode"] == "PartToWhole"
    assert made["body"][0]["items"][0]["inlines"][0]["text"] == "Pipeline: 2 deals"
    assert str(as_fallback(made)["body"]).count("€345k") == str(bars["fallback"]).count("Total: €345k") == 1


def test_where_teams_writes_no_total_the_title_or_the_heading_says_it() -> None:
    for in_title, said in ((True, "Pipeline: 2 deals, €99"), (False, "By stage: €99")):
        made = drawn(titled("€99", 0, 99, 1, in_title=in_title), "k")
        (bars,) = filter(is_chart, made["body"])
        assert bars["displayMode"] == "AbsoluteNoAxis"
        assert said in str(made["body"]) and "€99" not in str(bars)


@pytest.mark.parametrize(("most", "mode"), [(99, "AbsoluteNoAxis"), (99.6, "PartToWhole"), (100, "PartToWhole")])
def test_behind_a_bar_there_is_room_for_two_digits(most: float, mode: str) -> None:
    (made,) = charts(chart(1, most))
    assert made["displayMode"] == mode


def test_bars_in_words_say_the_total_once_too() -> None:
    one = drawn(titled("€345k", 345_000), "k")
    assert str(one["body"]).count("€345k") == 1
    apart = Card("t", (replace(chart(1, 2), total="3 deals"),))
    assert str(as_fallback(drawn(apart, "k"))["body"]).count("3 deals") == 1


def test_a_drawn_chart_says_a_value_where_teams_writes_it_and_nowhere_else() -> None:
    (made,) = charts(chart(12, 345, beside="3 deals"))
    assert made["data"] == [{"x": "Stage 0, 3 deals", "y": 12}, {"x": "Stage 1, 3 deals", "y": 345}]
    assert "here" not in str({**made, "fallback": None})


def test_where_no_chart_is_drawn_the_bars_say_all_of_it() -> None:
    card = Card("t", (chart(12, 345),))
    said = str(as_fallback(drawn(card, "k")))
    assert said.count("12 here") == said.count("345 here") == said.count("By stage") == 1
    assert "Chart." not in said


@pytest.mark.parametrize(
    ("most", "drawn_as", "said"),
    [
        (99_999, 99_999, "By stage (EUR)"),
        (100_000, 100, "By stage (thousand EUR)"),
        (99_999_999, 100_000, "By stage (thousand EUR)"),
        (100_000_000, 100, "By stage (million EUR)"),
    ],
)
def test_large_figures_are_drawn_in_thousands_and_millions(most: float, drawn_as: int, said: str) -> None:
    (made,) = charts(chart(1, most))
    assert made["data"][1]["y"] == drawn_as
    assert heading(chart(1, most)) == said


def test_in_place_of_a_chart_the_bars_have_the_figures_that_the_heading_says() -> None:
    card = Card("t", (chart(12_000, 245_000, beside="3 deals"),))
    said = str(as_fallback(drawn(card, "k"))["body"])
    assert "By stage (thousand EUR)" in said
    assert "  3 deals · 12'" in said and "  3 deals · 245'" in said
    assert "here" not in said, "a figure in another unit than the heading's"


def test_a_figure_of_nothing_has_no_bar_and_no_zero_behind_what_it_is() -> None:
    nothing, *others = chart(0, 12_000, 245_000, beside="3 deals").points
    points = (replace(nothing, beside="1 deal without an amount"), *others)
    said = str(as_fallback(drawn(Card("t", (Chart("By stage", points, "funnel", "EUR"),)), "k"))["body"])
    assert "  1 deal without an amount'" in said
    assert said.count("ColumnSet") == 2


def test_a_unit_that_the_name_of_the_chart_has_is_not_said_again() -> None:
    points = (Point("New", 1, "1"), Point("Renewal", 2, "2"))
    assert heading(Chart("Deals by kind", points, "wheel", "deals")) == "Deals by kind"
    assert heading(Chart("By kind", points, "wheel", "")) == "By kind"


@pytest.mark.parametrize(
    "wrong",
    [
        {"data": [{"x": "", "y": 1}]},
        {"data": [{"x": "a", "y": 1}, {"x": "a", "y": 2}]},
        {"data": [{"x": "a", "y": 0.1}]},
        {"fallback": "drop"},
        {"requires": {"charts": "1.0"}},
    ],
)
def test_the_rules_would_tell(wrong: dict[str, Any]) -> None:
    (right,) = charts(chart(1, 2))
    assert not chart_faults(right)
    assert chart_faults(right | wrong)
