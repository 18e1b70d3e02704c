"""Plain answers: a note and a sorry."""

import re
from dataclasses import replace

from adapters.card import Card, Text, Tone, Words, unmarked
from bot.views.words import spoken

LONGEST_TITLE = 150
UNCHANGED = "Nothing was changed"


def note(title: str, *words: str | Words, tone: Tone = "plain") -> Card:
    """A card of a title and paragraphs; what stands in backticks is shown as something to type."""
    return Card(title, tuple(Text(_paragraph(one)) for one in words if one), tone)


def _paragraph(words: str | Words) -> Words:
    return spoken(words) if isinstance(words, str) else words


def plain_no(words: str) -> Card:
    """A plain no. Its first sentence is the title and the rest the body, so that nothing is said twice."""
    title, rest = _head(words.strip())
    return note(title, rest, tone="stop")


def pressed_twice(card: Card) -> Card:
    """The answer to the second of two presses on one button: that of the first, which saved it."""
    said = Text(("You pressed twice. It is saved once.",), small=True)
    return replace(card, body=(said, *card.body))


def edit_ignored() -> Card:
    """The answer to an edited message whose first version was carried out."""
    return note(
        "Editing a message changes nothing",
        "I already answered it as you first sent it. Send a new message to change something.",
        tone="warning",
    )


def _head(words: str) -> tuple[str, str]:
    """The first sentence and the rest; one that is too long, or holds something to type, goes below a general title."""
    for end in re.finditer(r"(?<=[.?…])\s+(?=[A-Z`“])", words):
        first, rest = words[: end.start()], words[end.end() :]
        if first.count("“") == first.count("”") and first.count("`") % 2 == 0:
            break
    else:
        first, rest = words, ""
    if "`" in first or len(first) > LONGEST_TITLE:
        return UNCHANGED, words
    return first, rest


def sentence(card: Card) -> str:
    """What a sorry says, in plain words again: fit to stand beside a field."""
    said = [unmarked(part.words, "/deal ") for part in card.body if isinstance(part, Text)]
    return " ".join(said if card.title == UNCHANGED else [card.title, *said])
