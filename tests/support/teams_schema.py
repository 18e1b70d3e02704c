"""The official schema of Adaptive Cards, prepared so that hundreds of cards are checked in a moment."""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import adaptive_cards
from jsonschema import Draft6Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

FILE = Path(adaptive_cards.__file__).parent / "schemas" / "schema-1.5.json"
ANY_OF = Draft6Validator.VALIDATORS["anyOf"]


def faults(made: dict[str, Any]) -> list[str]:
    """What the official schema has against a card; `msteams` and charts are Teams' own and not in it."""
    plain = {key: value for key, value in made.items() if key != "msteams"}
    return [fault.message for fault in _schema().iter_errors(plain)]


@cache
def _schema() -> Any:
    schema = json.loads(FILE.read_text("utf-8"))
    _lead_on(schema, schema["definitions"])
    return extend(Draft6Validator, {"anyOf": _any_of})(schema)  # type: ignore[no-untyped-call]  # jsonschema leaves its types out


def _lead_on(part: Any, definitions: dict[str, Any]) -> None:
    """Put the definition itself in the place of each `$ref`: looking it up took half of the time of a check."""
    places: Sequence[tuple[Any, Any]] = ()
    if isinstance(part, dict):
        places = tuple(part.items())
    if isinstance(part, list):
        places = tuple(enumerate(part))
    for place, inner in places:
        if isinstance(inner, dict) and "$ref" in inner:
            part[place] = definitions[inner["$ref"].removeprefix("#/definitions/")]
        else:
            _lead_on(inner, definitions)


def _any_of(validator: Any, choices: Sequence[Any], value: Any, schema: Any) -> Iterator[ValidationError]:
    """The same as the library's, which notes every fault of every choice that does not fit, also if one does."""
    if not any(validator.evolve(schema=one).is_valid(value) for one in choices):
        yield from ANY_OF(validator, choices, value, schema)
