"""Post here: what one person looked up in a channel, shown to everyone there."""

from dataclasses import replace

from adapters.card import Button, Buttons, Card


def with_post_here(card: Card, command: str) -> Card:
    """The card with a button that shows it to everyone in the channel."""
    return replace(card, body=(*card.body, Buttons((Button("Post here", command),))))
