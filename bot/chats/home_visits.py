"""Whose home page stays up to date: each look at it is written down, a few times a day."""

from collections.abc import Callable
from datetime import datetime

from adapters.chat import Place
from bot.store import tenants, visits
from bot.store.engine.store import Store


class SavedHomes:
    """The home pages that people look at, as the adapters need them. `wall` is the wall clock."""

    def __init__(self, store: Store, wall: Callable[[], datetime]) -> None:
        self._store, self._wall = store, wall

    def opened(self, place: Place, message: str = "") -> None:
        """A person looks at their home page; a new message with it is written down at once."""
        now = self._wall()
        with self._store.reading() as tx:
            tenant = tenants.tenant_of(tx, place.platform, place.workspace)
            if tenant is None or (not message and visits.noted_lately(tx, tenant.id, place, now)):
                return
        with self._store.writing() as tx:
            visits.open_home(tx, tenant.id, place, now, message)
