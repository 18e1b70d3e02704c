"""Charts on Slack: its own block, with the figures in words below it.

A drawing has no words for a screen reader or a phone, and shows a figure only under a mouse. So the words stay.
https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
"""

from collections.abc import Sequence

from adapters.card import Chart, Point
from adapters.labels import unlike
from adapters.slack.formatter import Drawn, Formatter, number, run

TITLE = 50
LABEL = 20
MOST_CATEGORIES = 20
MOST_SEGMENTS = 6
"""Slack took six segments at first and takes twelve now; where it is rolled out isn't said anywhere."""
MOST_CHARTS = 2
"""In one message: https://github.com/vercel/chat/pull/696"""


def native(chart: Chart, formatter: Formatter) -> list[Drawn]:
    """The chart as Slack's blocks; none where it says no more than its words, or has more figures than Slack takes."""
    points = [point for point in chart.points if point.value > 0 or chart.shape != "wheel"]
    most = MOST_SEGMENTS if chart.shape == "wheel" else MOST_CATEGORIES
    if not chart.drawable or len(points) > most:
        return []
    labels = _labels(points, formatter)
    figures = _segments(points, labels) if chart.shape == "wheel" else _bars(chart, points, labels, formatter)
    drawing = {"type": "data_visualization", "title": formatter.text(chart.heading, TITLE), "chart": figures}
    return [drawing, _in_words(chart, formatter)]


def room(before: Sequence[Drawn]) -> bool:
    """Whether a message with these blocks takes one more chart."""
    charts = [block for block in before if block["type"] == "data_visualization"]
    return len(charts) < MOST_CHARTS


def _segments(points: Sequence[Point], labels: Sequence[str]) -> Drawn:
    return {"type": "pie", "segments": _values(points, labels)}


def _bars(chart: Chart, points: Sequence[Point], labels: Sequence[str], formatter: Formatter) -> Drawn:
    unit = formatter.text(chart.unit or chart.label, LABEL)
    return {
        "type": "bar",
        "series": [{"name": unit, "data": _values(points, labels)}],
        "axis_config": {"categories": list(labels)},  # without `y_label`: Slack shows the unit below the bars already
    }


def _values(points: Sequence[Point], labels: Sequence[str]) -> list[Drawn]:
    return [{"label": label, "value": number(point.value)} for label, point in zip(labels, points, strict=True)]


def _labels(points: Sequence[Point], formatter: Formatter) -> list[str]:
    """The name of each figure. Slack refuses two that are alike."""
    return unlike([formatter.text(point.label) for point in points], LABEL)


def in_one_line(chart: Chart, formatter: Formatter) -> str:
    """The figures as one plain line: "By stage: Prospecting 2 · €12k, Closing 1 · €64k."."""
    figures = [f"{formatter.text(point.label)} {formatter.text(point.note)}" for point in chart.points]
    return f"{formatter.text(chart.heading)}: {', '.join(figures)}."


def _in_words(chart: Chart, formatter: Formatter) -> Drawn:
    """One line for each figure, its name in bold."""
    runs: list[Drawn] = []
    for at, point in enumerate(chart.points):
        runs += [run(f"{chr(10) if at else ''}{formatter.text(point.label)}", bold=True)]
        runs += [run(f" {formatter.text(point.note)}")]
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": runs}]}
