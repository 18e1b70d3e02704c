"""Accounts that left: what a chat says about an account, as what it means for the colleague behind it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from adapters.chat import Place
from bot.company import playbooks
from bot.effects import leaving
from bot.locales.current import own_locale
from bot.store import people, tenants
from bot.store.people import Person
from bot.store.tenants import Tenant
from bot.views.hand_over import closed_words, team_left_words
from bot.views.words import PLATFORMS
from process.colleague import CHAT
from process.context import Context


def deactivated(tx: Connection, who: Place, wall: datetime) -> None:
    """The chat deactivated this account: its person left, or if they have another one an admin is asked."""
    tenant, found = _known(tx, who)
    if tenant is None or found is None:
        return
    tenant = tenants.alone(tx, tenant.id)  # admins take turns, and so does the chat
    context, person = _context(tx, tenant, wall), people.find(tx, tenant.id, found.id) or found
    with own_locale(tenant.locale, tenant.currency):
        if len(people.addresses(tx, tenant.id, person.id)) > 1:
            why = closed_words(PLATFORMS.get(who.platform, who.platform))
            leaving.perhaps(tx, tenant, context, person, why)
        else:
            leaving.deactivated(tx, tenant, context, person)


def left_team(tx: Connection, who: Sequence[Place], team: str, wall: datetime) -> None:
    """These people are no longer in a team, which says nothing sure: admins are asked whether they left."""
    for place in who:
        tenant, person = _known(tx, place)
        if tenant and person:
            with own_locale(tenant.locale, tenant.currency):
                leaving.perhaps(tx, tenant, _context(tx, tenant, wall), person, team_left_words(team))


def _known(tx: Connection, who: Place) -> tuple[Tenant | None, Person | None]:
    tenant = tenants.tenant_of(tx, who.platform, who.workspace)
    person = people.person_of(tx, tenant.id, who.platform, who.workspace, who.id) if tenant else None
    return tenant, person


def _context(tx: Connection, tenant: Tenant, wall: datetime) -> Context:
    """The context in which the chat itself speaks."""
    now, zone = tenant.own_time(wall), tenant.zone_for()
    company, default = people.company(tx, tenant.id), playbooks.load(tx, tenant.id).default
    return Context(default, company, CHAT, now, now.astimezone(zone).date(), zone)
