"""What a command raises when it can't make sense of what was asked: the answer that says so."""

from collections.abc import Iterator
from contextlib import contextmanager

from adapters.card import Card
from bot.views import replies


class Misunderstood(Exception):
    """What was asked can't be done as it was put; `field` is the one of the form that is at fault, if one is.

    `answer` is a sentence for the person, or a whole card where a sentence isn't enough. It is raised before anything
    is written.
    """

    def __init__(self, answer: Card | str, field: str = "") -> None:
        card = replies.sorry(answer) if isinstance(answer, str) else answer
        super().__init__(card.title)
        self.card, self.field = card, field


@contextmanager
def beside(field: str) -> Iterator[None]:
    """What can't be understood in here was given in this field."""
    try:
        yield
    except Misunderstood as misunderstood:
        misunderstood.field = misunderstood.field or field
        raise
