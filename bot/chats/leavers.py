"""Leavers: what a chat says about people who perhaps left the company, written down and followed."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Connection

from adapters.chat import Place
from bot.company import playbooks
from bot.effects import leaving
from bot.store import people, tenants
from bot.store.engine.store import Store
from bot.store.people import Person
from bot.store.tenants import Tenant
from bot.views.hand_over import closed_words, team_left_words
from bot.views.words import PLATFORMS
from process.colleague import CHAT
from process.context import Context


class SavedLeavers:
    """The people who left, as the adapters need them. `wall` is the wall clock."""

    def __init__(self, store: Store, wall: Callable[[], datetime]) -> None:
        self._store, self._wall = store, wall

    def deactivated(self, who: Place) -> None:
        """The chat deactivated this person's account: they left, or if they have another one an admin is asked."""
        with self._store.writing() as tx:
            tenant, found = _known(tx, who)
            if tenant is None or found is None:
                return
            tenant = tenants.alone(tx, tenant.id)  # admins take turns, and so does the chat
            context, person = self._context(tx, tenant), people.find(tx, tenant.id, found.id) or found
            if len(people.addresses(tx, tenant.id, person.id)) > 1:
                why = closed_words(PLATFORMS.get(who.platform, who.platform))
                leaving.perhaps(tx, tenant, context, person, why)
            else:
                leaving.deactivated(tx, tenant, context, person)

    def left_team(self, who: Sequence[Place], team: str) -> None:
        """These people are no longer in a team, which says nothing sure: admins are asked whether they left."""
        with self._store.writing() as tx:
            for place in who:
                tenant, person = _known(tx, place)
                if tenant and person:
                    leaving.perhaps(tx, tenant, self._context(tx, tenant), person, team_left_words(team))

    def _context(self, tx: Connection, tenant: Tenant) -> Context:
        now, zone = tenant.own_time(self._wall()), tenant.zone_for()
        company = people.company(tx, tenant.id)
        default = playbooks.load(tx, tenant.id).default
        return Context(default, company, CHAT, now, now.astimezone(zone).date(), zone)


def _known(tx: Connection, who: Place) -> tuple[Tenant | None, Person | None]:
    tenant = tenants.tenant_of(tx, who.platform, who.workspace)
    person = people.person_of(tx, tenant.id, who.platform, who.workspace, who.id) if tenant else None
    return tenant, person
