"""Arguments: a tool's schema, and whether what an agent sent fits it."""

from collections.abc import Mapping, Sequence
from typing import Any

from adapters.mcp.assistant import Argument, Tool

LONGEST = 1_500
"""Characters of one argument: what fits behind a button, as a command."""


class Unfit(Exception):
    """Arguments that a tool doesn't take; the message says which and why."""


def schema(arguments: Sequence[Argument]) -> dict[str, Any]:
    """The JSON schema of a tool's arguments."""
    properties = {one.name: _property(one) for one in arguments}
    required = [one.name for one in arguments if one.required]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _property(one: Argument) -> dict[str, Any]:
    if one.whole_number:
        return {"type": "integer", "description": one.about, "minimum": 1, "maximum": 9999}
    found: dict[str, Any] = {"type": "string", "description": one.about, "maxLength": LONGEST}
    if one.choices:
        found["enum"] = list(one.choices)
    return found


def fitting(tool: Tool, given: Mapping[str, Any]) -> dict[str, str]:
    """What was given as texts, blanks trimmed and empty ones left out; raises Unfit."""
    known = {one.name: one for one in tool.arguments}
    if extra := sorted(set(given) - set(known)):
        # Names that the sender chose are not repeated: they could be anything.
        raise Unfit(f"{tool.name} has no {_count(len(extra))} like that. It takes: {', '.join(known) or 'none'}.")
    found = {name: words for name, value in given.items() if (words := _words(known[name], value))}
    if lacking := [one.name for one in tool.arguments if one.required and one.name not in found]:
        raise Unfit(f"{tool.name} also needs: {', '.join(lacking)}.")
    return found


def _count(number: int) -> str:
    return "argument" if number == 1 else f"{number} arguments"


def _words(argument: Argument, value: object) -> str:
    if argument.whole_number:
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 9999:
            raise Unfit(f"{argument.name} is a whole number from 1.")
        return str(value)
    if not isinstance(value, str):
        raise Unfit(f"{argument.name} is a text.")
    if len(value) > LONGEST:
        raise Unfit(f"{argument.name} is too long: at most {LONGEST} characters.")
    words = value.strip()
    if argument.choices and words and words not in argument.choices:
        raise Unfit(f"{argument.name} is one of: {', '.join(argument.choices)}.")
    return words
