"""Clocks: every tenant has its own; in a sandbox it runs ahead of real time."""

from datetime import datetime

from bot.store import tenants
from bot.store.engine.store import Store
from bot.store.tenants import Tenant


def clocks(store: Store, now: datetime) -> list[tuple[Tenant, datetime]]:
    """Each tenant with the time of its own clock. `now` is real time."""
    with store.reading() as tx:
        return [(tenant, tenant.own_time(now)) for tenant in tenants.all_tenants(tx)]
