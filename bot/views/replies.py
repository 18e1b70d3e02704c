"""Plain answers: a note, a sorry, and the question which deal was meant."""

import re
from collections.abc import Sequence

from adapters.card import Button, Buttons, Card, Text, Tone, Words, unmarked
from bot.views.words import cut, spoken

LONGEST_TITLE = 150
MOST_DEALS = 5
UNCHANGED = "Nothing was changed"
UPGRADING = "Stagecoach is being upgraded, so nothing was saved. Please try again in a few minutes."


def note(title: str, *words: str | Words, tone: Tone = "plain") -> Card:
    """A card of a title and paragraphs; what stands in backticks is shown as something to type."""
    return Card(title, tuple(Text(_paragraph(one)) for one in words if one), tone)


def _paragraph(words: str | Words) -> Words:
    return spoken(words) if isinstance(words, str) else words


def sorry(words: str) -> Card:
    """A plain no. Its first sentence is the title and the rest the body, so that nothing is said twice."""
    title, rest = _head(words.strip())
    return note(title, rest, tone="stop")


def edit_ignored() -> Card:
    """The answer to an edited message whose first version was carried out."""
    return note(
        "Editing a message changes nothing",
        "I already answered it as you first sent it. Send a new message to change something.",
        tone="warning",
    )


def no_customer(name: str) -> str:
    """No won deal is with a customer of this name."""
    return f"No customer of ours goes by the name “{name}”. Name one with a won deal, or leave it open."


def no_files() -> Card:
    """The answer to a message that holds files and no words."""
    return sorry("I can't read files yet. Type what you need, for example `list`.")


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


def which_deal(
    asked: str,
    briefs: Sequence[tuple[str, str]],
    command_prefix: str,
    command_suffix: str,
    here: tuple[str, str, str] | None = None,
) -> Card:
    """Ask which of up to five deals (id, name) was meant; each is a button with the completed command.

    `here` is the deal of the place, with everything that was said after the command.
    """
    if not briefs:
        return sorry(f"No deal goes by the name “{cut(asked, 60)}”. `/deal list` shows the open ones.")
    said = f"No deal is called exactly “{cut(asked, 60)}”. " if asked else ""
    row = tuple(
        Button(cut(name, 60), f"{command_prefix.rstrip()} #{id_} {command_suffix.lstrip()}".strip())
        for id_, name in briefs[:MOST_DEALS]
    )
    if here:
        own, name, rest = here
        row += (Button(cut(name, 60), f"{command_prefix.rstrip()} #{own} {rest}"),)
    words = f"{said}Nothing has changed yet; pick the deal and it goes on from there."
    return Card("Which deal do you mean?", (Text((words,)), Buttons(row)))
