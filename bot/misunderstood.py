"""What a command raises when it can't make sense of what was asked: the answer that says so."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from adapters.card import Card
from bot.views import replies
from bot.views.doubtful_values import Doubt, question_card


class Misunderstood(Exception):
    """What was asked can't be done as it was put; `field` is the one of the form that is at fault, if one is.

    `answer` is a sentence for the person, or a whole card where a sentence isn't enough. It is raised before anything
    is written.
    """

    def __init__(self, answer: Card | str, field: str = "") -> None:
        card = replies.plain_no(answer) if isinstance(answer, str) else answer
        super().__init__(card.title)
        self.card, self.field = card, field


class Unclear(Misunderstood):
    """What was given can mean several things: `doubt` asks which. `slot` is that of the command it was typed in."""

    def __init__(self, doubt: Doubt) -> None:
        super().__init__(question_card(doubt.sentence))
        self.doubt, self.slot = doubt, ""


@contextmanager
def beside(field: str, slot: str = "") -> Iterator[None]:
    """What can't be understood in here was given in this field; or typed in this slot, mostly of the same name."""
    try:
        yield
    except Misunderstood as misunderstood:
        misunderstood.field = misunderstood.field or field
        if isinstance(misunderstood, Unclear):
            misunderstood.slot = misunderstood.slot or slot or field
        raise


@dataclass(slots=True)
class Faults:
    """What a form brought that can't be taken, by field: a sentence for each, and what is asked about some of them."""

    errors: dict[str, str] = field(default_factory=dict)
    doubts: dict[str, Doubt] = field(default_factory=dict)

    def add(self, key: str, misunderstood: Misunderstood) -> None:
        """The field of this key can't be understood."""
        self.errors[key] = replies.sentence(misunderstood.card)
        if isinstance(misunderstood, Unclear):
            self.errors[key] = misunderstood.doubt.sentence
            self.doubts[key] = misunderstood.doubt
