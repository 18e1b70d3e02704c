"""Offered: what the cards before someone offer, by the labels of their buttons, for who types a label.

A label is read as the button that has it, on the card that stands there. No label has a rule of its own.
"""

import re
from collections.abc import Iterable, Sequence

from adapters.card import Button, Buttons, Card
from bot.conversation.typed import polite_aside, read_at_once
from bot.request import Request
from bot.store import shown

MOST_MESSAGES = 3
LONGEST = 12
"""Words of a label."""
STANDING = ("home", "help", "list", "funnel", "flywheel", "stalled mine")
"""Cards that anyone can have before them at any time."""
BETWEEN = re.compile(r"[^\w%]+")


def near(request: Request, words: str, deal: str) -> list[Button]:
    """The buttons with this label on the last messages here, else on the card of the deal that was spoken about."""
    if not _could_be_label(words):
        return []
    cards = shown.last_cards(request.tx, request.tenant.id, request.inbound.place, MOST_MESSAGES)
    return labelled(words, cards) or (labelled(words, _answers(request, [f"show #{deal}"])) if deal else [])


def standing(request: Request, words: str) -> list[Button]:
    """The buttons with this label on the cards that anyone can ask for."""
    return labelled(words, _answers(request, STANDING)) if _could_be_label(words) else []


def labelled(words: str, cards: Iterable[Card]) -> list[Button]:
    """The buttons of the first card that has any with this label, each command once."""
    wanted = plain_label(words)
    for card in cards:
        found: dict[str, Button] = {}
        for part in card.body:
            for button in part.every if isinstance(part, Buttons) else ():
                if plain_label(button.label) == wanted:
                    found.setdefault(button.command, button)
        if found:
            return list(found.values())
    return []


def plain_label(label: str) -> str:
    """A label without its case, signs and politeness: "No, because…" is "no because"."""
    return BETWEEN.sub(" ", polite_aside(label).casefold()).strip()


def _could_be_label(words: str) -> bool:
    return 0 < len(words.split()) <= LONGEST and "\n" not in words.strip()


def _answers(request: Request, commands: Sequence[str]) -> Iterable[Card]:
    for command in commands:
        answer = read_at_once(request, command)
        if answer is not None:
            yield answer.card
