"""What a command raises when it cannot make sense of what was asked: a card that says so."""

from collections.abc import Iterator
from contextlib import contextmanager

from adapters.card import Card


class Sorry(Exception):
    """What was asked cannot be done as it was said; `field` is the one of the form that is at fault, if one is.

    It is raised before anything is written.
    """

    def __init__(self, card: Card, field: str = "") -> None:
        super().__init__(card.title)
        self.card, self.field = card, field


@contextmanager
def beside(field: str) -> Iterator[None]:
    """Whatever cannot be understood in here was given in this field."""
    try:
        yield
    except Sorry as sorry:
        sorry.field = sorry.field or field
        raise
