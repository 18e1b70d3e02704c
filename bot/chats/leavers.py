"""Leavers: what a chat says about people who perhaps left the company, written down and followed."""

from collections.abc import Callable, Sequence
from datetime import datetime

from adapters.chat import Place
from bot.effects import accounts_left
from bot.store.engine.store import Store


class SavedLeavers:
    """The people who left, as the adapters need them. `wall` is the wall clock."""

    def __init__(self, store: Store, wall: Callable[[], datetime]) -> None:
        self._store, self._wall = store, wall

    def deactivated(self, who: Place) -> None:
        """The chat deactivated this person's account."""
        with self._store.writing() as tx:
            accounts_left.deactivated(tx, who, self._wall())

    def left_team(self, who: Sequence[Place], team: str) -> None:
        """These people are no longer in the team of that name."""
        with self._store.writing() as tx:
            accounts_left.left_team(tx, who, team, self._wall())
