"""After an import: each owner gets one message about all the deals that came to them, and what they claim."""

from collections.abc import Mapping

from sqlalchemy import Connection

from bot.effects import notify
from bot.imports.shares import Share
from bot.store.imports import Import
from bot.store.tenants import Tenant
from bot.views.claims import arrived_card
from process.context import Context


def notify_owners(tx: Connection, tenant: Tenant, context: Context, one: Import, got: Mapping[str, Share]) -> int:
    """Post one message to each owner but the one who imported, of what they `got`; returns how many."""
    notified = 0
    for owner, share in got.items():
        if owner != one.by and context.company.find(owner):
            card = arrived_card(one.file, share.deals, share.claims, context)
            notify.person(tx, tenant, owner, card, subject=f"import:{one.id}:{owner}", now=context.now)
            notified += 1
    return notified
