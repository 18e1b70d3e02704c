"""What the page draws itself: charts with their figures, and bars where they stand side by side."""

from dataclasses import replace

from adapters.card import Card, Chart, Point
from adapters.sandbox.render import drawn
from adapters.sandbox.terminal_card import plain

POINTS = (Point("Qualification", 145_000, "3 · €145k"), Point("Closing", 0, "1"))
FUNNEL = Chart("By stage", POINTS, "funnel", "EUR", "4 deals")


def test_a_funnel_and_a_wheel_come_with_their_values_and_words() -> None:
    for shape in ("funnel", "wheel"):
        (part,) = drawn(Card("Pipeline", (replace(FUNNEL, shape=shape),)))["body"]
        assert (part["kind"], part["shape"], part["total"]) == ("chart", shape, "4 deals")
        assert [(one["label"], one["value"], one["note"]) for one in part["points"]] == [
            ("Qualification", 145_000, "3 · €145k"),
            ("Closing", 0, "1"),
        ]


def test_figures_side_by_side_are_bars_and_a_terminal_has_bars_for_all() -> None:
    (part,) = drawn(Card("Pipeline", (replace(FUNNEL, shape="bars"),)))["body"]
    assert (part["kind"], [row["share"] for row in part["rows"]]) == ("bars", [1.0, 0.0])
    assert plain(Card("Pipeline", (FUNNEL,))).count("3 · €145k") == 1


def test_the_total_of_a_chart_is_said_once_on_the_page_and_in_a_terminal() -> None:
    for shape in ("funnel", "wheel", "bars"):
        apart = Card("Pipeline", (replace(FUNNEL, shape=shape),))
        titled = Card("Pipeline, 4 deals", (replace(FUNNEL, shape=shape, in_title=True),))
        assert plain(apart).count("4 deals") == plain(titled).count("4 deals") == 1
        (part,) = drawn(titled)["body"]
        assert "4 deals" not in str(part)
        assert shape == "wheel" or drawn(apart)["body"][0]["label"] == "By stage: 4 deals"
