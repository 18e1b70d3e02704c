"""A sandbox's deals as they are saved."""

from dataclasses import replace

from adapters.sandbox import demo_people
from bot.sandbox.sandbox import Sandbox
from bot.store import deals, tenants
from bot.store.names import name_key
from process.deal import Deal


def tenant_of(sandbox: Sandbox) -> str:
    with sandbox.store.reading() as tx:
        found = tenants.tenant_of(tx, demo_people.PLATFORM, demo_people.WORKSPACE)
    assert found
    return found.id


def deal(sandbox: Sandbox, name: str = "acme") -> Deal:
    """The deal of that name as it is saved."""
    tenant = tenant_of(sandbox)
    with sandbox.store.reading() as tx:
        found = deals.find(tx, tenant, deals.named(tx, tenant, {name_key(name)})[0].id)
    assert found
    return found


def same(one: Deal, other: Deal) -> bool:
    """Whether two deals differ in nothing but their version, in who proved something, and in the count of plans."""
    return replace(one, version=0, proved={}, steps=0) == replace(other, version=0, proved={}, steps=0)


def deal_by_id(sandbox: Sandbox, which: str) -> Deal:
    with sandbox.store.reading() as tx:
        found = deals.find(tx, tenant_of(sandbox), which)
    assert found
    return found
