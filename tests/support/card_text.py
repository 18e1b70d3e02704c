"""Reading a card as a person does: its words, its sentences, its buttons, its questions."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from adapters.card import (
    Bars,
    Bullets,
    Button,
    Buttons,
    Card,
    Chart,
    Code,
    Element,
    Facts,
    Form,
    Table,
    Text,
    Track,
    Words,
    unmarked,
)


def text_of(card: Card) -> str:
    """Everything there is to read on a card, a line each."""
    return "\n".join([card.title, *(line for element in card.body for line in _lines(element))])


def words_to_read(card: Card) -> str:
    """The same without the labels of buttons and the questions of forms."""
    read = [part for part in card.body if not isinstance(part, Buttons | Form)]
    return "\n".join([card.title, *(line for element in read for line in _lines(element))])


def _lines(element: Element) -> Iterator[str]:
    match element:
        case Form():
            yield from (f"{field.label} {field.hint} {field.error}" for field in element.fields)
        case Buttons():
            yield from (button.label for button in element.every)
        case _:
            yield from _read(element)


def _read(element: Text | Bullets | Facts | Table | Track | Bars | Chart) -> Iterator[str]:
    match element:
        case Text():
            yield _plain(element.words)
        case Bullets():
            yield from map(_plain, element.lines)
        case Facts():
            yield from (f"{name}: {value}" for name, value in element.pairs)
        case Table():
            yield from (" | ".join(row) for row in (element.columns, *element.rows))
        case Track():
            yield f"{element.label}: {', '.join(f'{name} ({state})' for name, state in element.steps)}"
        case Bars():
            yield from (f"{row.label}: {row.note}" for row in element.rows)
        case Chart():
            yield from _read(element.fallback)


def _plain(words: Words) -> str:
    return unmarked(words, "/deal ")


def buttons_of(card: Card) -> dict[str, str]:
    """The command under each button, by its label."""
    return {button.label: button.command for button in all_buttons(card)}


def all_buttons(card: Card) -> list[Button]:
    """Every button, in order."""
    return [button for element in card.body if isinstance(element, Buttons) for button in element.every]


def form_of(card: Card) -> Form:
    """The card's one form; fails where there is none, or more than one."""
    (form,) = forms_of(card)
    return form


def forms_of(card: Card) -> list[Form]:
    return [element for element in card.body if isinstance(element, Form)]


GIVEN = 12
"""How many letters identify a given text that a card cuts short."""


def sentences_of(card: Card, given: Sequence[str] = ()) -> list[str]:
    """Every sentence of Stagecoach that a person reads on a card.

    Quotes, commands to type, and the texts `given` by the people of an example become an ellipsis.
    """
    return [
        one.strip()
        for text in [card.title, *(text for element in card.body for text in _texts(element))]
        for one in re.split(r"(?<=[.?!])\s+|\s[–·]\s|\n", _own(text, given))
        if one.strip()
    ]


def _texts(element: Element) -> Iterator[str]:
    """Each piece of a card that is read by itself."""
    match element:
        case Form():
            yield from (element.title, element.submit)
            for field in element.fields:
                yield from (field.label, field.hint, field.error, *(label for _, label in field.options))
        case Buttons():
            for button in element.every:
                yield from (button.label, button.ask)
        case Text():
            yield _prose(element.words)
        case Bullets():
            yield from map(_prose, element.lines)
        case _:
            yield from _cells(element)


def _cells(element: Facts | Table | Track | Bars | Chart) -> tuple[str, ...]:
    match element:
        case Facts():
            return tuple(chain.from_iterable(element.pairs))
        case Table():
            return (*element.columns, *chain.from_iterable(element.rows))
        case Track():
            return (element.label, *(name for name, _ in element.steps))
        case Bars():
            return (element.label, *chain.from_iterable((bar.label, bar.note) for bar in element.rows))
        case Chart():
            return _cells(element.fallback)


def _prose(words: Words) -> str:
    return "".join("…" if isinstance(one, Code) else unmarked((one,), "") for one in words)


def _own(text: str, given: Sequence[str]) -> str:
    """A text without other people's words."""
    text = re.sub(r"“[^”]*”?", "…", text)
    for one in given:
        while (start := text.find(one[:GIVEN])) >= 0:
            size = next((size for size in range(len(one), 0, -1) if text.startswith(one[:size], start)), 1)
            text = f"{text[:start]}…{text[start + size :]}"
    return text
