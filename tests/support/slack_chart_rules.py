"""What Slack has against a chart: a strict schema of ours, and the rules that a schema can't say.

Its SDK for Python leaves such a block out without a word, and its types for JavaScript don't know it yet.
https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator

from tests.support.strict_shapes import list_of, strict_object

LONGEST_LABEL = 20
LABEL = {"type": "string", "minLength": 1, "maxLength": LONGEST_LABEL}
AXIS_LABEL = {"type": "string", "minLength": 1, "maxLength": 50}


SEGMENT = strict_object({"label": LABEL, "value": {"type": "number", "exclusiveMinimum": 0}})
SERIES = strict_object(
    {"name": LABEL, "data": list_of(strict_object({"label": LABEL, "value": {"type": "number"}}), 20)}
)
AXES = strict_object(
    {"categories": {**list_of(LABEL, 20), "uniqueItems": True}}, {"x_label": AXIS_LABEL, "y_label": AXIS_LABEL}
)
PIE = strict_object({"type": {"const": "pie"}, "segments": list_of(SEGMENT, 12)})
OTHERS = strict_object({"type": {"enum": ["bar", "line", "area"]}, "series": list_of(SERIES, 12), "axis_config": AXES})
SCHEMA = strict_object(
    {
        "type": {"const": "data_visualization"},
        "title": {"type": "string", "minLength": 1, "maxLength": 50},
        "chart": {"oneOf": [PIE, OTHERS]},
    },
    {"block_id": {"type": "string", "minLength": 1, "maxLength": 255}},
)
STRICT = Draft202012Validator(SCHEMA)
MOST_CHARTS = 2


def chart_faults(block: dict[str, Any]) -> list[str]:
    """What is wrong with one chart."""
    wrong = [f"{fault.json_path}: {fault.message[:200]}" for fault in STRICT.iter_errors(block)]
    return wrong or [*_length_faults(block), *_series_faults(block["chart"])]


def _series_faults(chart: dict[str, Any]) -> Iterator[str]:
    """Every series has one point for each category, and no two have one name; nor have two segments."""
    series = chart.get("series", [])
    for one in series:
        if [point["label"] for point in one["data"]] != chart["axis_config"]["categories"]:
            yield f"the points of {one['name']} are not its categories"
    names = [one["name"] for one in series] + [one["label"] for one in chart.get("segments", [])]
    yield from (f"{name} twice" for name, times in Counter(names).items() if times > 1)


def _length_faults(value: Any) -> Iterator[str]:
    """Slack's own code can count as JavaScript does, where an emoji has two letters."""
    if isinstance(value, dict):
        label = value.get("label") or value.get("name") or ""
        if len(label.encode("utf-16-le")) // 2 > LONGEST_LABEL:
            yield f"{label} is too long"
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _length_faults(one)


def too_many_charts(blocks: list[dict[str, Any]]) -> list[str]:
    """Slack takes two charts a message."""
    charts = sum(block["type"] == "data_visualization" for block in blocks)
    return [f"{charts} charts"] if charts > MOST_CHARTS else []
