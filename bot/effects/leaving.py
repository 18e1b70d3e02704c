"""Leaving: when a colleague has left, Stagecoach asks a manager for a new owner of their deals."""

from sqlalchemy import Connection

from bot.effects import notify
from bot.store import deals
from bot.store.tenants import Tenant
from bot.views.hand_over import left_card
from process.colleague import Colleague
from process.context import Context


def owned(tx: Connection, tenant: str, person: str) -> int:
    """How many open deals a person owns."""
    return sum(1 for deal in deals.working(tx, tenant, person) if deal.owner == person)


def ask(tx: Connection, tenant: Tenant, context: Context, leaver: Colleague, count: int) -> Colleague | None:
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
    here = [one for one in managers if not one.away(context.now)]
    return next(iter(here or managers), None)
