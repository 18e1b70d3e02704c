"""What Teams has against a chart, and a card as a client sees it that draws none.

The fields are those of Microsoft's own package for such cards, `microsoft-teams-cards` 2.1.1. The other rules were seen
in the Agents Playground 0.2.28, which draws with Teams' own code.
"""

from typing import Any

from jsonschema import Draft202012Validator

FIGURE = {
    "type": "object",
    "properties": {"x": {"type": "string", "pattern": r"\S"}, "y": {"type": "integer", "minimum": 0}},
    "required": ["x", "y"],
    "additionalProperties": False,
}
"""A bar without a name is left out. Fractions would be written with all their digits."""
SCHEMA = {
    "type": "object",
    "properties": {
        "type": {"const": "Chart.HorizontalBar"},
        "title": {"type": "string", "minLength": 1},
        "displayMode": {"enum": ["AbsoluteWithAxis", "AbsoluteNoAxis", "PartToWhole"]},
        "data": {"type": "array", "items": FIGURE, "minItems": 1},
        "fallback": {"type": "object", "properties": {"type": {"const": "Container"}}, "required": ["type", "items"]},
    },
    "required": ["type", "data", "fallback"],
    "additionalProperties": False,
}
STRICT = Draft202012Validator(SCHEMA)


def is_chart(part: Any) -> bool:
    return isinstance(part, dict) and str(part.get("type")).startswith("Chart.")


def chart_faults(made: dict[str, Any]) -> list[str]:
    """What is wrong with one chart."""
    wrong = [f"{fault.json_path}: {fault.message[:200]}" for fault in STRICT.iter_errors(made)]
    names = [one["x"] for one in made["data"]]
    return wrong + [f"{name} twice" for name in set(names) if names.count(name) > 1]


def as_fallback(part: Any) -> Any:
    """The same card with what stands in for each chart."""
    if is_chart(part):
        return as_fallback(part["fallback"])
    if isinstance(part, list):
        return [as_fallback(one) for one in part]
    if isinstance(part, dict):
        return {key: as_fallback(one) for key, one in part.items()}
    return part
