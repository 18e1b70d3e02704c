"""Card out: a card as the blocks of one message or of the App Home, small enough for Slack."""

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from adapters.card import Bullets, Card, Facts, Text, Words, unmarked
from adapters.slack.elements import drawn, preformatted
from adapters.slack.formatter import BEFORE, Drawn, Formatter, cut, escaped
from adapters.slack.table import aligned

BLOCKS = 50
LETTERS = 13_000
"""Slack refuses about 13,200 characters with `msg_blocks_too_long`; every block costs some of them besides its text:
https://github.com/slackapi/bolt-js/issues/2509"""
BLOCK_COST = 125
HEADER = 150
NOTICE = 1000

_TONE = {"plain": "", "good": "✅ ", "warning": "⚠️ ", "stop": "⛔ "}
_LIMITS = ((2900, 99), (1000, 60), (500, 40), (250, 25), (120, 15), (60, 8), (30, 4))
"""How long texts and lists may be: as tried one after the other until the card fits."""


def blocks(card: Card, names: Mapping[str, str] | None = None, tables: bool = True) -> list[Drawn]:
    """The card as Slack's blocks. `names` tells what the mentioned `<@user>`s are called.

    `tables` is whether Slack shows its table block there: in a message it does, in a view it does not. A button
    carries its command as `value` under the action `say:<n>`; a form is a button under `form:<n>` that opens it.
    """
    made: list[Drawn] = []
    for letters, rows in _LIMITS:
        made = _message(card, Formatter(letters, rows, names), tables)
        if len(made) <= BLOCKS and size(made) <= LETTERS:
            return _numbered(made)
    return _numbered(_shortest(made))


def fallback(card: Card, names: Mapping[str, str] | None = None) -> str:
    """What a notification and a screen reader say of the card: its title and what it says first."""
    formatter = Formatter(NOTICE // 2, names=names)
    first = next((_first(part, formatter) for part in card.body if isinstance(part, Text | Bullets | Facts)), "")
    title = _TONE[card.tone] + formatter.text(card.title)
    return escaped(f"{title} – {first}" if first else title)


def size(made: list[Drawn]) -> int:
    """What a message costs of Slack's limit of characters."""
    return sum(len(text) for text in _texts(made)) + BLOCK_COST * len(made)


def _message(card: Card, formatter: Formatter, tables: bool) -> list[Drawn]:
    """The title and the parts; Slack shows one table in a message, every further one stands in letters."""
    made: list[Drawn] = [{"type": "header", "text": formatter.plain(_TONE[card.tone] + card.title, HEADER)}]
    for part in card.body:
        shown = drawn(part, formatter)
        if part.kind == "table" and shown[0]["type"] == "table" and not tables:
            shown = [preformatted(aligned(part, formatter))]
        tables = tables and not any(block["type"] == "table" for block in shown)
        made += shown
    return made


def _numbered(made: list[Drawn]) -> list[Drawn]:
    """With every button's action its own: Slack takes no action twice."""
    numbers = count(1)
    for block in made:
        if block["type"] == "actions":
            for button in block["elements"]:
                button["action_id"] += f":{next(numbers)}"
    return made


def _shortest(made: list[Drawn]) -> list[Drawn]:
    """What is left where nothing else helped: the start of the card, and as many of its buttons as fit."""
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
    """Every text there is, however deep, values of buttons included."""
    if isinstance(made, dict):
        yield from (made[key] for key in ("text", "value", "url") if isinstance(made.get(key), str))
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
