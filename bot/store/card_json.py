"""Cards and answers as JSON, and back, exactly: each value carries the name of its class, so Bold stays bold.

Default values are left out. Fields that this release doesn't know are ignored, so old and new rows can be read.
"""

import json
from dataclasses import fields
from typing import Any

from adapters.card import (
    Bar,
    Bars,
    Bold,
    Bullets,
    Button,
    Buttons,
    Card,
    Chart,
    Code,
    Facts,
    Field,
    Form,
    Link,
    Point,
    Table,
    Text,
    Track,
)
from adapters.chat import Answer

VOCABULARY: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        *(Answer, Card, Bold, Code, Link, Text, Bullets, Facts, Table, Track),
        *(Bars, Bar, Chart, Point, Form, Field, Buttons, Button),
    )
}


def _defaults(kind: type[Any]) -> dict[str, object]:
    return {field.name: field.default for field in fields(kind)}


DEFAULTS = {name: _defaults(kind) for name, kind in VOCABULARY.items()}


RENAMED = {("Card", "anew"): "refresh_command"}
"""Old field names by class: cards of earlier releases are still in outboxes and inboxes."""


def write_answer(answer: Answer) -> str:
    return ENCODER.encode(answer)


def read_answer(text: str) -> Answer:
    answer: Answer = json.loads(text, object_hook=_read)
    return answer


def write_card(card: Card) -> str:
    return ENCODER.encode(card)


def read_card(text: str) -> Card:
    card: Card = json.loads(text, object_hook=_read)
    return card


def _written(value: Any) -> dict[str, Any]:
    written = {"is": type(value).__name__}
    for name, default in DEFAULTS[written["is"]].items():
        if (one := getattr(value, name)) != default:
            written[name] = one
    return written


def _read(raw: dict[str, Any]) -> object:
    name, found = raw.pop("is"), {}
    for key, value in raw.items():
        now = RENAMED.get((name, key), key)
        if now in DEFAULTS[name]:
            found[now] = _settled(value)
    return VOCABULARY[name](**found)


def _settled(value: object) -> object:
    """Lists as tuples, at every depth: JSON has no tuples, and our values are frozen."""
    return tuple(map(_settled, value)) if isinstance(value, list) else value


ENCODER = json.JSONEncoder(default=_written, separators=(",", ":"))
