"""What a command raises when it cannot make sense of what was asked: a card that says so. Nothing changes."""

from adapters.card import Card


class Sorry(Exception):
    """What was asked cannot be done as it was said."""

    def __init__(self, card: Card) -> None:
        super().__init__(card.title)
        self.card = card
