"""Leaving: a leaver's agents lose their tokens, and a manager is asked for a new owner of the deals."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection

from adapters.card import Card
from bot.effects import notify, team_changes
from bot.store import deals, outbox, people, tokens
from bot.store.people import Person
from bot.store.tenants import Tenant
from bot.views.hand_over import has_left_card, last_admin_card, left_card
from process.colleague import CHAT, Colleague, Company, Role
from process.context import Context
from process.team_change import TeamChange

ASKED_AGAIN = timedelta(days=7)
"""A deleted account leaves all its teams at once, and admins are asked about it once."""


def owned(tx: Connection, tenant: str, person: str) -> int:
    """How many open deals a person owns."""
    return sum(1 for deal in deals.working(tx, tenant, person) if deal.owner == person)


def follow(tx: Connection, tenant: Tenant, context: Context, leaver: Colleague) -> tuple[int, Colleague | None]:
    """End the leaver's tokens and ask a manager to hand over their deals; returns how many, and that manager."""
    tokens.end_all(tx, tenant.id, leaver.id, context.now)
    count = owned(tx, tenant.id, leaver.id)
    return count, _ask(tx, tenant, context, leaver, count) if count else None


def _ask(tx: Connection, tenant: Tenant, context: Context, leaver: Colleague, count: int) -> Colleague | None:
    """Ask the leaver's nearest manager, or else any other, to hand over the deals; returns that manager or None."""
    manager = _manager(context, leaver)
    if manager is not None and manager.id != context.by.id:
        notify.person(tx, tenant, manager.id, left_card(leaver, count), subject=f"left:{leaver.id}", now=context.now)
    return manager


def _manager(context: Context, leaver: Colleague) -> Colleague | None:
    """The manager to ask: first the person who made this request, if they manage. Managers who are away come last."""
    if context.by.manages:
        return context.by
    managers = [boss for boss in context.company.line(leaver.id) if boss.manages]
    managers += [one for one in context.company.people.values() if one.manages and one not in managers]
    managers = [one for one in managers if one.id != leaver.id]
    here = [one for one in managers if not one.away(context.now)]
    return next(iter(here or managers), None)


def deactivated(tx: Connection, tenant: Tenant, context: Context, person: Person) -> None:
    """The chat deactivated someone's only account: all follows that follows when an admin says that they left.

    The only admin stays one, for a company without an admin could change nothing about its people.
    """
    leaver = person.colleague
    if not leaver.active:
        return
    if _only_admin(context.company, leaver):
        if _ask_all(tx, tenant, context, leaver, last_admin_card(leaver), to="manager"):
            follow(tx, tenant, context, leaver)
        return
    gone = replace(leaver, active=False)
    change = TeamChange(context.now, CHAT.id, leaver.id, "left", True)
    team_changes.save(tx, tenant, person, replace(person, colleague=gone), change)
    context = replace(context, company=people.company(tx, tenant.id))
    team_changes.notify_managers(tx, tenant, context)
    follow(tx, tenant, context, gone)


def _only_admin(company: Company, leaver: Colleague) -> bool:
    return all(one.id == leaver.id for one in company.people.values() if one.active and "admin" in one.roles)


def perhaps(tx: Connection, tenant: Tenant, context: Context, person: Person, why: str) -> None:
    """Ask the admins whether someone has left: the chat says `why` they perhaps did, not that they did."""
    if person.colleague.active:
        _ask_all(tx, tenant, context, person.colleague, has_left_card(person.colleague, why), to="admin")


def _ask_all(tx: Connection, tenant: Tenant, context: Context, leaver: Colleague, card: Card, *, to: Role) -> bool:
    """Send everyone else with a role a card about the leaver, once a week; False where it was sent lately."""
    subject = f"gone:{leaver.id}"
    if outbox.posted_since(tx, tenant.id, subject, context.now - ASKED_AGAIN):
        return False
    for one in context.company.people.values():
        if one.active and to in one.roles and one.id != leaver.id:
            notify.person(tx, tenant, one.id, card, subject=subject, now=context.now)
    return True
