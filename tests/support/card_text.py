"""Reading a card as a person does: its words, its buttons, its questions."""

from collections.abc import Iterator

from adapters.card import (
    Bars,
    Bullets,
    Button,
    Buttons,
    Card,
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


def _lines(element: Element) -> Iterator[str]:
    match element:
        case Form():
            yield from (f"{field.label} {field.hint} {field.error}" for field in element.fields)
        case Buttons():
            yield from (button.label for button in element.every)
        case _:
            yield from _read(element)


def _read(element: Text | Bullets | Facts | Table | Track | Bars) -> Iterator[str]:
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
