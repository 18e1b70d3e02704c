"""Asking a colleague: a message to those whose word an exit takes, at most once a day for one person's question."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from bot.effects import notify
from bot.store import dues
from bot.store.dues import Due
from bot.store.tenants import Tenant
from bot.views.asking import question_for_card
from process import rights
from process.colleague import Colleague
from process.context import Context
from process.deal import Deal
from process.playbook import Exit

MOST_ASKED = 3
"""So many people are asked at once, the nearest first."""


def ask(
    tx: Connection, tenant: Tenant, context: Context, deal: Deal, item: Exit, *, people: Sequence[Colleague]
) -> tuple[Colleague, ...]:
    """Ask the first of these people about an exit; returns those who weren't asked by the same person today."""
    asked: list[Colleague] = []
    for one in people[:MOST_ASKED]:
        if _first_today(tx, tenant, context, deal, item, to=one):
            clears = rights.clearance(item, deal, replace(context, by=one)) is not None
            card = question_for_card(deal, context, item, clears=clears)
            notify.person(tx, tenant, one.id, card, subject=f"deal:{deal.id}", now=context.now)
            asked.append(one)
    return tuple(asked)


def _first_today(tx: Connection, tenant: Tenant, context: Context, deal: Deal, item: Exit, *, to: Colleague) -> bool:
    subject, now = f"{deal.id}:{item.key}:{context.by.id}", context.now
    return dues.add(tx, tenant.id, Due(subject, "asked", to.id, context.today, now, now, "done"))
