"""Expiry: ends approvals that no one decided in time, and notifies the people who waited."""

from collections.abc import Callable
from datetime import datetime

import structlog
from sqlalchemy import Connection

from bot.company import playbooks
from bot.locales.current import own_locale
from bot.store import approvals, deals, people, tenants
from bot.store.engine.faults import Conflict
from bot.store.engine.store import Store
from bot.store.tenants import Tenant
from process import course
from process.colleague import CLOCK
from process.context import Context
from process.deal import Deal
from process.facts import Entry
from process.outcome import Outcome

BATCH = 100
Notify = Callable[[Connection, Tenant, Context, Deal, Outcome], None]

log = structlog.get_logger("expire")


def expire(store: Store, now: datetime, notify: Notify) -> int:
    """Expire every approval that is past its time; returns how many.

    `now` is real time, to which each tenant's offset is added. `notify` posts the messages that follow.
    """
    with store.reading() as tx:
        due = approvals.expired(tx, now, BATCH)
    return sum(_expire(store, tenant, deal_id, now, notify) for tenant, deal_id in due)


def _expire(store: Store, tenant_id: str, deal_id: str, now: datetime, notify: Notify) -> bool:
    """Expire one approval in one transaction; a decision at the same moment wins."""
    try:
        with store.writing() as tx:
            tenant, deal = tenants.find_tenant(tx, tenant_id), deals.find(tx, tenant_id, deal_id)
            if tenant is None or deal is None:
                return False
            with own_locale(tenant.locale, tenant.currency):
                return _let_go(tx, tenant, deal, now, notify)
    except Conflict:
        return False


def _let_go(tx: Connection, tenant: Tenant, deal: Deal, now: datetime, notify: Notify) -> bool:
    context = _scene(tx, tenant, deal, tenant.own_time(now))
    outcome = course.expire(deal, context)
    if not outcome.facts:
        return False
    entries = [Entry(fact, CLOCK.id, context.now) for fact in outcome.facts]
    saved = deals.save(tx, tenant.id, deal, outcome.deal, entries, f"expire:{deal.id}:{deal.version}")
    notify(tx, tenant, context, saved, outcome)
    log.info("expired", deal=deal.id)
    return True


def _scene(tx: Connection, tenant: Tenant, deal: Deal, now: datetime) -> Context:
    zone = tenant.zone_for()
    playbook = playbooks.load(tx, tenant.id).of(deal.playbook)
    return Context(playbook, people.company(tx, tenant.id), CLOCK, now, now.astimezone(zone).date(), zone)
