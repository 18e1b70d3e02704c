"""Clocks: every tenant has its own; in a sandbox it runs ahead of real time."""

from collections.abc import Callable
from datetime import datetime

from bot.locales.current import own_locale
from bot.store import tenants
from bot.store.engine.store import Store
from bot.store.tenants import Tenant


def clocks(store: Store, now: datetime) -> list[tuple[Tenant, datetime]]:
    """Each tenant with the time of its own clock. `now` is real time."""
    with store.reading() as tx:
        return [(tenant, tenant.own_time(now)) for tenant in tenants.all_tenants(tx)]


def for_each_tenant(store: Store, now: datetime, work: Callable[[Tenant, datetime], int]) -> int:
    """The sum of what `work` did for each tenant, by its own clock; its messages are written by its own locale."""
    done = 0
    for tenant, its_now in clocks(store, now):
        with own_locale(tenant.locale, tenant.currency):
            done += work(tenant, its_now)
    return done
