"""Clocks: every tenant goes by its own, which in a sandbox runs ahead."""

from datetime import datetime

from bot.store import tenants
from bot.store.engine.store import Store
from bot.store.tenants import Tenant


def clocks(store: Store, now: datetime) -> list[tuple[Tenant, datetime]]:
    """Each tenant, with what its own clock shows. `now` is real time."""
    with store.reading() as tx:
        return [(tenant, tenant.own_time(now)) for tenant in tenants.all_tenants(tx)]
