"""What Slack has against a payload: its SDK's own rules, and those of its documentation that the SDK does not know."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.basic_objects import JsonObject
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from tests.support.slack_chart_rules import chart_faults, too_many_charts
from tests.support.slack_table_rules import table_faults, too_much_in_tables

LETTERS = 13_200
VIEW_BYTES = 250_000
MOST = {
    "header": {"text": 150},
    "button": {"text": 75, "value": 2000, "action_id": 255},
    "option": {"text": 75, "value": 150},
    "confirm": {"title": 100, "text": 300, "confirm": 30, "deny": 30},
    "modal": {"title": 24, "submit": 24, "close": 24, "private_metadata": 3000, "callback_id": 255},
    "input": {"label": 2000, "hint": 2000, "block_id": 255},
    "plain_text_input": {"initial_value": 3000, "placeholder": 150},
    "field": {"text": 2000},
}
"""The most characters of each, from Slack's documentation of blocks and views."""

COUNTS = {"actions": ("elements", 25), "context": ("elements", 10), "section": ("fields", 10),
          "static_select": ("options", 100), "overflow": ("options", 5), "table": ("rows", 100)}  # fmt: skip  # one look, one table
ALIVE = ("<!", "<@", "<#")
"""How a mention or a link begins in a markup text."""


def faults(blocks: list[dict[str, Any]], most: int = 50) -> list[str]:
    """What is wrong with a message's (most 50) or a view's (most 100) blocks, a sentence each; none if it is valid."""
    letters = sum(len(part["text"]) for part in parts(blocks) if isinstance(part.get("text"), str))
    return [
        *_by_sdk(blocks),
        *_whole(blocks, most),
        *too_many_charts(blocks),
        *too_much_in_tables(blocks),
        *(fault for part in parts(blocks) for fault in _part(part)),
        *([f"{letters} letters in a message"] if most == 50 and letters > LETTERS else []),
    ]


def view_faults(view: dict[str, Any]) -> list[str]:
    """What is wrong with a modal or an App Home."""
    blocks = view["blocks"]
    asks = any(block["type"] == "input" for block in blocks)
    return [
        *_sdk_view(view),
        *faults(blocks, most=100),
        *_long("modal", view),
        *(["too large for a view"] if len(json.dumps(view)) > VIEW_BYTES else []),
        *(["asks without a submit"] if asks and view["type"] == "modal" and "submit" not in view else []),
        *(["a table in a view"] if any(block["type"] == "table" for block in blocks) else []),
    ]


def parts(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a payload, however deep."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from parts(one)


def _by_sdk(blocks: list[dict[str, Any]]) -> Iterator[str]:
    """The SDK's validators on every object, and what it had to leave out: names it does not know."""
    for drawn in blocks:
        if drawn["type"] == "data_visualization":
            yield from chart_faults(drawn)
            continue
        if drawn["type"] == "data_table":
            yield from table_faults(drawn)
            continue
        try:
            parsed = Block.parse(drawn)
            assert parsed is not None
            for one in _objects(parsed):
                one.validate_json()
            if parsed.to_dict() != drawn:
                yield f"not read back as it was written: {drawn}"
        except (SlackObjectFormationError, AssertionError, TypeError) as fault:
            yield f"{drawn.get('type')}: {fault}"


def _sdk_view(view: dict[str, Any]) -> list[str]:
    try:
        View(**view).validate_json()
    except (SlackObjectFormationError, TypeError) as fault:
        return [str(fault)]
    return []


def _objects(value: Any) -> Iterator[JsonObject]:
    if isinstance(value, JsonObject):
        yield value
        value = list(vars(value).values())
    if isinstance(value, list | tuple):
        for one in value:
            yield from _objects(one)


def _whole(blocks: list[dict[str, Any]], most: int) -> Iterator[str]:
    if not 0 < len(blocks) <= most:
        yield f"{len(blocks)} blocks"
    if sum(block["type"] == "table" for block in blocks) > 1:
        yield "two tables"
    for block in blocks:
        if twice := _twice([part["action_id"] for part in parts(block) if "action_id" in part]):
            yield f"action ids twice in a block: {twice}"
    pressed = [one["action_id"] for block in blocks if block["type"] == "actions" for one in block["elements"]]
    if twice := _twice(pressed):
        yield f"action ids twice in a message: {twice}"
    if twice := _twice([block["block_id"] for block in blocks if "block_id" in block]):
        yield f"block ids twice: {twice}"


def _twice(names: list[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def _part(part: dict[str, Any]) -> Iterator[str]:
    kind = str(part.get("type") or ("option" if "value" in part and "text" in part else ""))
    yield from _long(kind, part)
    if "confirm" in part and isinstance(part["confirm"], dict):
        yield from _long("confirm", part["confirm"])
    for field in part.get("fields") or ():
        yield from _long("field", {"text": field})
    if kind in COUNTS and COUNTS[kind][0] in part and not 0 < len(part[COUNTS[kind][0]]) <= COUNTS[kind][1]:
        yield f"{len(part[COUNTS[kind][0]])} {COUNTS[kind][0]} in {kind}"
    if kind == "table" and not all(0 < len(row) <= 20 for row in part["rows"]):
        yield "columns of a table"
    if isinstance(part.get("text"), str):
        yield from _text(kind, part["text"])


def _text(kind: str, text: str) -> Iterator[str]:
    """Plain and rich text are shown as they are; in mrkdwn every beginning of a mention or a link is live."""
    if not text:
        yield f"empty text in {kind}"
    if len(text) > 3000:
        yield f"{len(text)} letters in {kind}"
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        yield "half a letter"
    if kind == "mrkdwn" and any(sign in text for sign in ALIVE):
        yield f"comes to life: {text}"


def _long(kind: str, part: dict[str, Any]) -> Iterator[str]:
    for name, most in MOST.get(kind, {}).items():
        value = part.get(name)
        words = value.get("text", "") if isinstance(value, dict) else str(value or "")
        if len(words) > most:
            yield f"{name} of {kind} has {len(words)} letters, {most} at most"
