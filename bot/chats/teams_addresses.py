"""Where Teams lets us write: its addresses, each saved in its own transaction."""

from collections.abc import Mapping
from typing import Any

from adapters.chat import Place
from bot.store import chat_addresses, tenants
from bot.store.engine.store import Store


class SavedReferences:
    """The saved addresses, as the Teams adapter needs them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def save(self, place: Place, reference: Mapping[str, Any]) -> None:
        """Save the address of a place; writes nothing if it hasn't changed."""
        if self.find(place) == reference:
            return
        with self._store.writing() as tx:
            tenant = tenants.tenant_of(tx, place.platform, place.workspace)
            tenant = tenant or tenants.settle(tx, place.platform, place.workspace)
            chat_addresses.save(tx, tenant.id, place, reference)

    def find(self, place: Place) -> Mapping[str, Any] | None:
        """The address of a place, or None."""
        with self._store.reading() as tx:
            tenant = tenants.tenant_of(tx, place.platform, place.workspace)
            return chat_addresses.find(tx, tenant.id, place) if tenant else None

    def drop(self, place: Place, team: str = "") -> None:
        """Write to a place no more, or to no place of a team. That it was greeted stays, for a second installation."""
        with self._store.writing() as tx:
            if tenant := tenants.tenant_of(tx, place.platform, place.workspace):
                chat_addresses.drop(tx, tenant.id, place, team)

    def restore(self, place: Place, team: str) -> None:
        """The app is in this team again: all its places that were known can be written to."""
        with self._store.writing() as tx:
            if tenant := tenants.tenant_of(tx, place.platform, place.workspace):
                chat_addresses.restore(tx, tenant.id, place, team)
