"""What an agent gets of a chart: its figures as words in the text, as numbers in the values, and each of them once."""

from typing import Any

import pytest

from adapters.card import Card, Chart, Point
from adapters.mcp.card_text import plain, values
from bot.views.examples.cards import EXAMPLES
from tests.support.example_cards import example_card

POINTS = (Point("Qualification", 145_000.0, "3 · €145k", "3 deals"), Point("Closing", 64_000.0, "1 · €64k", "1 deal"))
CHART = Chart("By stage", POINTS, "funnel", "EUR", "€209k", in_title=True)


def charts(card: Card) -> list[dict[str, Any]]:
    return [part for part in values(card).get("parts", []) if part["kind"] == "chart"]


def test_the_values_of_a_chart_are_numbers_with_what_they_do_not_say_beside() -> None:
    assert charts(Card("Pipeline: 4 deals, €209k", (CHART,))) == [
        {
            "kind": "chart",
            "label": "By stage",
            "unit": "EUR",
            "points": [
                {"label": "Qualification", "value": 145_000.0, "beside": "3 deals"},
                {"label": "Closing", "value": 64_000.0, "beside": "1 deal"},
            ],
        }
    ]


def test_a_figure_with_nothing_beside_it_is_a_label_and_a_number() -> None:
    (chart,) = charts(Card("t", (Chart("By kind", (Point("New", 3, "3"),), "wheel", "deals"),)))
    assert chart["points"] == [{"label": "New", "value": 3}]


def test_the_words_of_a_chart_have_each_figure_and_the_total_once() -> None:
    said = plain(Card("Pipeline: 4 deals, €209k", (CHART,)))
    assert [said.count(figure) for figure in ("€209k", "€145k", "€64k")] == [1, 1, 1]
    assert plain(Card("t", (Chart("By kind", POINTS, "wheel", "deals", "4 deals"),))).count("4 deals") == 1


@pytest.mark.parametrize("name", [name for name in EXAMPLES if charts(example_card(name))])
def test_no_figure_of_an_example_is_in_its_values_twice(name: str) -> None:
    for chart in charts(example_card(name)):
        for point in chart["points"]:
            assert point.keys() <= {"label", "value", "beside"}
            assert f"{point['value']:.0f} " not in f"{point.get('beside', '')} "
