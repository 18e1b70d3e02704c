"""Render: a card as the blocks of one message or of the App Home, small enough for Slack."""

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from adapters.card import Bullets, Card, Chart, Element, Facts, Table, Text, Words, unmarked
from adapters.slack import chart_block, data_table
from adapters.slack.elements import drawn, preformatted
from adapters.slack.formatter import BEFORE, Drawn, Formatter, cut, escaped
from adapters.slack.newer_blocks import NONE, Newer
from adapters.slack.table import aligned

BLOCKS = 50
LETTERS = 13_000
"""Slack refuses about 13,200 characters with `msg_blocks_too_long`. Every block costs some besides its text:
https://github.com/slackapi/bolt-js/issues/2509"""
BLOCK_COST = 125
HEADER = 150
NOTICE = 1000
WITH_TEXT = ("text", "value", "url", "title", "label", "name", "caption")
"""The keys in blocks under which there is a text."""

_TONE = {"plain": "", "good": "✅ ", "warning": "⚠️ ", "stop": "⛔ "}
_LIMITS = ((2900, 99), (1000, 60), (500, 40), (250, 25), (120, 15), (60, 8), (30, 4))
"""Lengths of texts and lists, tried one after the other until the card fits."""


def blocks(card: Card, names: Mapping[str, str] | None = None, tables: bool = True, newer: Newer = NONE) -> list[Drawn]:
    """The card as Slack's blocks. `names` has the names of the mentioned `<@user>`s.

    `tables`: Slack shows its older table block there. It does in a message, but not in a view. `newer`: it takes these
    newer blocks there, as not every workspace does. A button has its command as `value` and the action `say:<n>`. A
    form is a button with `form:<n>` that opens it.
    """
    made: list[Drawn] = []
    for letters, rows in _LIMITS:
        made = _message(card, Formatter(letters, rows, names), tables, newer)
        if len(made) <= BLOCKS and size(made) <= LETTERS:
            return _numbered(made)
    return _numbered(_shortest(made))


def fallback(card: Card, names: Mapping[str, str] | None = None) -> str:
    """The text for notifications on phones and for screen readers: the card's own line, else how it begins.

    Then come the figures of its charts and tables: a screen reader reads this text alone.
    """
    formatter = Formatter(NOTICE // 2, names=names)
    said = [_news(card, formatter), *(_in_one_line(part, formatter) for part in card.body)]
    return escaped(cut(" ".join(filter(None, said)), NOTICE))


def _in_one_line(part: Element, formatter: Formatter) -> str:
    match part:
        case Chart():
            return chart_block.in_one_line(part, formatter)
        case Table():
            return data_table.in_one_line(part, formatter)
        case _:
            return ""


def _news(card: Card, formatter: Formatter) -> str:
    if card.notification:
        return formatter.text(card.notification)
    first = next((_first(part, formatter) for part in card.body if isinstance(part, Text | Bullets | Facts)), "")
    title = _TONE[card.tone] + formatter.text(card.title)
    return f"{title} – {first}" if first else title


def size(made: list[Drawn]) -> int:
    """The size of a message, as Slack counts characters for its limit."""
    return sum(len(text) for text in _texts(made)) + BLOCK_COST * len(made)


def _message(card: Card, formatter: Formatter, tables: bool, newer: Newer) -> list[Drawn]:
    """The title and the parts. Slack shows one older table in a message, and a few charts; further ones become text."""
    made: list[Drawn] = [{"type": "header", "text": formatter.plain(_TONE[card.tone] + card.title, HEADER)}]
    for part in card.body:
        shown = _newer(part, formatter, newer, made) or drawn(part, formatter)
        if isinstance(part, Table) and shown[0]["type"] == "table" and not tables:
            shown = [preformatted(aligned(part, formatter))]
        tables = tables and not any(block["type"] == "table" for block in shown)
        made += shown
    return made


def _newer(part: Element, formatter: Formatter, newer: Newer, before: list[Drawn]) -> list[Drawn]:
    """The part in Slack's newer blocks; none where they aren't taken, or have no room beside those `before`."""
    match part:
        case Chart() if "chart" in newer and chart_block.room(before):
            return chart_block.native(part, formatter)
        case Table() if "table" in newer:
            return data_table.native(part, formatter, before)
        case _:
            return []


def _numbered(made: list[Drawn]) -> list[Drawn]:
    """The blocks with a unique action id for every button, as Slack requires."""
    numbers = count(1)
    for block in made:
        if block["type"] == "actions":
            for button in block["elements"]:
                button["action_id"] += f":{next(numbers)}"
    return made


def _shortest(made: list[Drawn]) -> list[Drawn]:
    """The last resort: the start of the card, and as many of its buttons as fit."""
    buttons = [block for block in made if block["type"] == "actions"][: BLOCKS // 2]
    notice: Drawn = {
        "type": "context",
        "elements": [Formatter().plain("This is too long for Slack. The rest is missing.")],
    }
    fitting: list[Drawn] = []
    for block in made:
        if block["type"] != "actions" and len(fitting) + len(buttons) + 1 < BLOCKS:
            fitting += [block] if size([*fitting, block, notice, *buttons]) <= LETTERS else []
    return [*fitting, notice, *buttons]


def _texts(made: Any) -> Iterator[str]:
    """Every text at any depth, including the values of buttons."""
    if isinstance(made, dict):
        yield from (made[key] for key in WITH_TEXT if isinstance(made.get(key), str))
        made = list(made.values())
    if isinstance(made, list):
        for one in made:
            yield from _texts(one)


def _first(part: Text | Bullets | Facts, formatter: Formatter) -> str:
    match part:
        case Text():
            return _read(part.words, formatter)
        case Bullets():
            return _read(part.lines[0], formatter) if part.lines else ""
        case Facts():
            return cut(
                ", ".join(f"{formatter.text(name)}: {formatter.text(value)}" for name, value in part.pairs[:3]),
                NOTICE // 2,
            )


def _read(words: Words, formatter: Formatter) -> str:
    return formatter.text(unmarked(words, BEFORE))
