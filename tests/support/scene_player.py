"""Playing the scene of `talking_scene` in any chat: lines are typed, and buttons pressed on the newest card with them."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

Says = Callable[[str], Awaitable[Any]]
Presses = Callable[[Any, str], Awaitable[Any]]
Labels = Callable[[Any], Sequence[str]]


@dataclass
class Player:
    """One person in one chat: how they type and press there, and how the labels of a card's buttons are read."""

    says: Says
    presses: Presses
    labels: Labels
    cards: list[Any] = field(default_factory=list)

    async def play(self, steps: Sequence[str]) -> Any:
        """Play the steps in their order; returns the last answer. A step in brackets is a button."""
        for step in steps:
            self.cards.append(await self._one(step))
        return self.cards[-1]

    async def _one(self, step: str) -> Any:
        if not step.startswith("["):
            return await self.says(step)
        for card in reversed(self.cards):
            for label in self.labels(card):
                if step.strip("[]") in label:
                    return await self.presses(card, label)
        raise AssertionError(f"no card has the button {step}; the last one has {self.labels(self.cards[-1])}")
