"""A card for a terminal: plain text in 80 columns, with forms and buttons as commands to type."""

import textwrap
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from adapters.aligned import aligned, cell
from adapters.card import (
    Bars,
    Bullets,
    Buttons,
    Card,
    Chart,
    Code,
    Facts,
    Field,
    FieldKind,
    Form,
    Link,
    Table,
    Text,
    Track,
    Words,
)
from adapters.sandbox.demo_people import BEFORE, by_name

WIDTH = 80

_TONE = {"plain": "", "good": "✓ ", "warning": "! ", "stop": "✗ "}
_STEP = {"done": "✓\xa0{}", "now": "▶\xa0{}", "ahead": "·\xa0{}", "warning": "!\xa0{}"}
_EXAMPLE: dict[FieldKind, str] = {
    "line": "…",
    "long": "…",
    "choice": "one of the choices",
    "money": "50000 EUR",
    "date": "3 May",
    "colleague": "@rob",
    "link": "https://…",
    "yes/no": "yes or no",
}


def plain(card: Card) -> str:
    """The card as lines of at most 80 columns; commands to type stay whole."""
    title = _wrapped(_TONE[card.tone] + by_name(card.title))
    parts = ["\n".join(_LINES[part.kind](part)) for part in card.body]
    return "\n\n".join([title, *(part for part in parts if part)])


def _text(part: Text) -> Iterator[str]:
    yield _wrapped(_words(part.words))


def _bullets(part: Bullets) -> Iterator[str]:
    yield from (_wrapped(_words(line), "- ") for line in part.lines)


def _facts(part: Facts) -> Iterator[str]:
    width = min(24, max((len(name) for name, _ in part.pairs), default=0))
    yield from (_wrapped(by_name(value), f"{name:<{width}}  ") for name, value in part.pairs)


def _table(part: Table) -> Iterator[str]:
    yield from aligned([part.columns, *map(_named, part.rows)], part.right, WIDTH)


def _named(row: Sequence[str]) -> list[str]:
    """The cells of a row, with the names of the people in them."""
    return [by_name(cell) for cell in row]


def _track(part: Track) -> Iterator[str]:
    yield part.label
    yield _wrapped("   ".join(_STEP[state].format(name.replace(" ", "\xa0")) for name, state in part.steps), "  ")


def _bars(part: Bars) -> Iterator[str]:
    yield part.label
    width = min(24, max((len(row.label) for row in part.rows), default=0))
    for row in part.rows:
        bar = "█" * round(20 * min(1.0, max(0.0, row.share)))
        yield f"  {cell(row.label, width)}  {bar:<20}  {row.note}".rstrip()


def _chart(part: Chart) -> Iterator[str]:
    yield from _bars(part.fallback)


def _form(part: Form) -> Iterator[str]:
    yield f"{part.title}. To answer, run the sandbox with"
    yield f'  --say "/deal {by_name(part.command)}"  and, for each answer you have'
    for field in part.fields:
        yield from _field(field)


def _field(field: Field) -> Iterator[str]:
    yield _wrapped(f"{field.label}{' (required)' if field.required else ''}", "  ")
    if field.options:
        yield _wrapped("choices: " + ", ".join(by_name(label) for _, label in field.options), "    ")
    if field.hint:
        yield _wrapped(field.hint, "    ")
    if field.error:
        yield _wrapped(field.error, "    ✗ ")
    yield f'    --with "{field.key}={_EXAMPLE[field.kind]}"'


def _buttons(part: Buttons) -> Iterator[str]:
    width = max((len(button.label) for button in part.every), default=0)
    yield from (f"  {button.label:<{width}}  /deal {by_name(button.command)}" for button in part.every)


_LINES: dict[str, Callable[[Any], Iterator[str]]] = {
    "text": _text,
    "bullets": _bullets,
    "facts": _facts,
    "table": _table,
    "track": _track,
    "bars": _bars,
    "chart": _chart,
    "form": _form,
    "buttons": _buttons,
}


def _words(words: Words) -> str:
    return "".join(_span(span) for span in words)


def _span(span: Any) -> str:
    match span:
        case str():
            return by_name(span)
        case Code():
            return str(by_name(span.typed(BEFORE)))
        case Link():
            return f"{by_name(span.words)} ({span.url})"
        case _:
            return str(by_name(span.words))


def _wrapped(words: str, lead: str = "") -> str:
    """Wrap words at spaces, with later lines under the first; hard spaces become normal ones at the end."""
    wrapper = textwrap.TextWrapper(WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead))
    wrapper.break_long_words = wrapper.break_on_hyphens = False
    lines = [wrapper.fill(line) if line.strip() else lead.rstrip() for line in words.split("\n")]
    return "\n".join(lines).replace("\xa0", " ")
