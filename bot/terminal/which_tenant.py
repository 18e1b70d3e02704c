"""Which organisation a command is about: the only one, or the one that is named."""

from sqlalchemy import Connection

from bot.store import tenants
from bot.store.tenants import Tenant
from bot.terminal.stopped import Stopped
from bot.views import erasing


def the_tenant(tx: Connection, named: str) -> Tenant:
    """The tenant with that name or id; without one the only tenant. Raises Stopped with those there are."""
    every = tenants.all_tenants(tx)
    found = [one for one in every if named in ("", one.id, one.name)]
    if len(found) != 1:
        raise Stopped(erasing.which_tenant(named, [(one.name, one.id) for one in every]))
    return found[0]
