"""The example cards, each made once for all tests that look at it."""

from functools import cache

from adapters.card import Card, Form
from bot.views.examples.cards import EXAMPLES


@cache
def example_card(name: str) -> Card:
    """The example of that name; a card is frozen, so tests can share it."""
    return EXAMPLES[name]()


@cache
def example_forms() -> list[tuple[str, Form]]:
    """Every form of every example, with the example's name."""
    found = []
    for name in EXAMPLES:
        found += [(name, part) for part in example_card(name).body if isinstance(part, Form)]
    return found
