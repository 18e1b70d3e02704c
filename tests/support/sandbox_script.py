"""Helpers for stories: a line from a person, and a button found by its words."""

from collections.abc import Callable

from adapters.card import Button, Buttons, Card

Say = Callable[..., Card]
"""Sends a line as one of the demo people (`who, text`, and optional `values` and `key`) and returns the card."""


def button(card: Card, label: str) -> Button:
    """The button of a card with these words on it."""
    return next(
        one for part in card.body if isinstance(part, Buttons) for one in part.every if label in one.label + one.command
    )
