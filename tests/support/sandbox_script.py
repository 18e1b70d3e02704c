"""What a story is told with: a line said as somebody, and a button found by its words."""

from collections.abc import Callable

from adapters.card import Button, Buttons, Card

Say = Callable[..., Card]
"""Say a line as one of the cast (`who, text`, and perhaps `values` and `key`) and get the card."""


def button(card: Card, label: str) -> Button:
    """The button of a card with these words on it."""
    return next(
        one for part in card.body if isinstance(part, Buttons) for one in part.every if label in one.label + one.command
    )
