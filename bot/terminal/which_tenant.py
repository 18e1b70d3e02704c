"""Which organisation a command is about: the only one, or the one that is named."""

from pathlib import Path

from sqlalchemy import Connection

from bot.store import tenants
from bot.store.engine.store import Store, read_address
from bot.store.tenants import Tenant
from bot.terminal.stopped import Stopped
from bot.views import erase_terminal
from bot.views.import_terminal import which_company


def company_store(url: str) -> Store:
    """The store of a company's deals. Raises Stopped without its SQLite file: opening would make one."""
    address = read_address(url)
    if address.get_backend_name() == "sqlite" and not Path(address.database or "").is_file():
        raise Stopped(which_company([]))
    return Store.open(url)


def the_tenant(tx: Connection, named: str) -> Tenant:
    """The tenant with that name or id; without one the only tenant. Raises Stopped with those there are."""
    every = tenants.all_tenants(tx)
    found = [one for one in every if named in ("", one.id, one.name)]
    if len(found) != 1:
        raise Stopped(erase_terminal.which_tenant(named, [(one.name, one.id) for one in every]))
    return found[0]
