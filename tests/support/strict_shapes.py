"""Shapes of JSON for a strict schema: nothing beside what is named."""

from typing import Any


def strict_object(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    """An object with exactly these keys."""
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }


def list_of(of: dict[str, Any], most: int) -> dict[str, Any]:
    """A list of one to `most` of these."""
    return {"type": "array", "items": of, "minItems": 1, "maxItems": most}
