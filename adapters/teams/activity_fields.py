"""The fields of an activity, each of the type that Teams sends."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

LONGEST = 20_000  # characters of one value; the assistant has its own, smaller limits, with sentences for them


class Misread(Exception):
    """An activity that no person can have sent in Teams."""


def object_in(holder: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """An object within an activity; raises Misread if it is missing or of another type."""
    value = holder.get(name)
    if not isinstance(value, dict):
        raise Misread(f"“{name}” must be an object.")
    return value


def words_in(holder: Mapping[str, Any], name: str, default: str | None = None) -> str:
    """A text within an activity, or the default for a missing one; raises Misread for one that can't be."""
    value = holder.get(name)
    value = default if value is None else value
    if not isinstance(value, str):
        raise Misread(f"“{name}” must be text.")
    if len(value) > LONGEST:
        raise Misread(f"“{name}” is longer than {LONGEST} characters.")
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise Misread(f"“{name}” holds half a character.")
    return value


def list_in(value: object) -> list[Any]:
    """The value if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def moment_in(holder: Mapping[str, Any], name: str) -> datetime | None:
    """A moment within an activity, in UTC where it names no zone; None where there is none that can be read."""
    try:
        moment = datetime.fromisoformat(words_in(holder, name, ""))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
