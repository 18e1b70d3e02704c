"""Value faults: what pydantic says of a value, as a flaw of ours."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from difflib import get_close_matches
from functools import cache
from typing import Any

from pydantic import BaseModel

from process.limits import Limits
from process.playbook import BuyerStep, Exit, FirstDay, For, Handoff, Playbook, Renewing, Stage, When
from process.playbook_faults import (
    BadValue,
    Flaw,
    Flawed,
    Given,
    MissingKey,
    NotACurrency,
    NotAKey,
    NotAmong,
    NotFinite,
    OutOfBounds,
    UnknownKey,
    Wanted,
    WrongLength,
    WrongType,
)

MODELS: tuple[type[BaseModel], ...] = (
    Playbook, For, Stage, Handoff, Exit, When, BuyerStep, Renewing, FirstDay, Limits
)  # fmt: skip  # one a line would hide that it is a list
TABLES = ("stage", "exit", "when", "buyer", "first_days")
"""The keys whose lists hold tables."""

_WANTED: Mapping[str, Wanted] = {
    "string_type": "text",
    "int_type": "whole number",
    "int_parsing": "whole number",
    "int_from_float": "whole number",
    "int_parsing_size": "whole number",
    "decimal_type": "number",
    "decimal_parsing": "number",
    "bool_type": "yes/no",
    "bool_parsing": "yes/no",
    "tuple_type": "list",
    "model_type": "table",
    "dict_type": "table",
    "mapping_type": "table",
}

Error = Mapping[str, Any]


def flaw_of(error: Error) -> Flaw:
    """The flaw behind one of pydantic's errors (its `type`, `loc`, `input` and `ctx`)."""
    cause = error.get("ctx", {}).get("error")
    if isinstance(cause, Flawed):
        return cause.flaw
    kind = str(error["type"])
    if kind in _WANTED:
        return _wrong_type(error, _WANTED[kind])
    return _OTHERS[kind](error) if kind in _OTHERS else BadValue()


def _key(error: Error) -> str:
    """The last key on the way to the value."""
    return next((step for step in reversed(error["loc"]) if isinstance(step, str)), "")


def _wrong_type(error: Error, wanted: Wanted) -> WrongType:
    key = _key(error)
    if wanted == "list" and key in TABLES:
        wanted = "tables"
    return WrongType(key, wanted, _given(error["input"]), isinstance(error["loc"][-1], int))


def _given(value: object) -> Given:
    """What a value of a TOML file is; a yes/no is a number too in Python, so it comes first."""
    if isinstance(value, str):
        return "text"
    if isinstance(value, bool):
        return "yes/no"
    if isinstance(value, date | time):
        return "day"
    if isinstance(value, list | tuple):
        return "list"
    return "table" if isinstance(value, dict) else "number"


def _missing(error: Error) -> Flaw:
    key = _key(error)
    if key == "day":
        return MissingKey(key, "whole number")
    return MissingKey(key, "tables" if len(error["loc"]) == 1 and key in TABLES else "text")


def _unknown(error: Error) -> Flaw:
    near = get_close_matches(_key(error), _every_key(), 1, 0.7)
    return UnknownKey(near[0] if near else "")


@cache
def _every_key() -> tuple[str, ...]:
    return tuple({field.alias or name for model in MODELS for name, field in model.model_fields.items()})


def _none_of(error: Error) -> Flaw:
    known = re.findall(r"'([^']*)'", error["ctx"]["expected"])
    return NotAmong(_written(error["input"]), tuple(one for one in known if one))


def _written(value: object) -> str:
    """A value as a file writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _not_finite(error: Error) -> Flaw:
    return NotFinite(_key(error))


def _pattern(error: Error) -> Flaw:
    value = str(error["input"])
    return NotACurrency(value) if error["ctx"]["pattern"].startswith("^[A-Z]") else NotAKey(value)


def _bounds(error: Error) -> Flaw:
    ctx = error["ctx"]
    least = ctx.get("ge", ctx.get("gt"))
    most = ctx.get("le")
    return OutOfBounds(_whole(least), _whole(most), "gt" in ctx)


def _whole(bound: float | None) -> int | None:
    return None if bound is None else int(bound)


def _length(error: Error) -> Flaw:
    least, most = error["ctx"].get("min_length"), error["ctx"].get("max_length")
    letters = str(error["type"]).startswith("string")
    return WrongLength("letters" if letters else "things", least, most)


_OTHERS: Mapping[str, Callable[[Error], Flaw]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "literal_error": _none_of,
    "finite_number": _not_finite,
    "string_pattern_mismatch": _pattern,
    "greater_than": _bounds,
    "greater_than_equal": _bounds,
    "less_than_equal": _bounds,
    "string_too_short": _length,
    "string_too_long": _length,
    "too_short": _length,
    "too_long": _length,
}
