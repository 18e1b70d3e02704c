"""The command's name: what people type before a command, where a company gave it another name than `/deal`."""

from dataclasses import replace

from adapters.card import Bullets, Card, Code, Element, Text, Words
from adapters.slack.formatter import BEFORE


def renamed(card: Card, command: str) -> Card:
    """The card with this slash command, for example "/sales", in what it says to type."""
    if f"{command} " == BEFORE:
        return card
    return replace(card, body=tuple(_part(part, command) for part in card.body))


def _part(part: Element, command: str) -> Element:
    match part:
        case Text():
            return replace(part, words=_words(part.words, command))
        case Bullets():
            return replace(part, lines=tuple(_words(line, command) for line in part.lines))
        case _:
            return part


def _words(words: Words, command: str) -> Words:
    return tuple(Code(one.typed(f"{command} ")) if isinstance(one, Code) else one for one in words)
