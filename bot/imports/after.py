"""After an import: each owner gets one message about all the deals that came to them, and what they claim.

If it stopped because its importer can't import any longer, the admins get one.
"""

import json
from collections.abc import Mapping

from sqlalchemy import Connection

from bot.effects import notify
from bot.imports.shares import Share
from bot.records.problems import Kind
from bot.store.imports import Import
from bot.store.tenants import Tenant
from bot.views import dropped
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


def refused_rows(one: Import) -> int:
    """How many rows of an import changed nothing, since a rule forbids what they change."""
    counts: dict[str, int] = json.loads(one.result or "{}")
    return counts.get(Kind.NOT_CHANGED.key, 0)


def notify_of_stop(tx: Connection, tenant: Tenant, context: Context, one: Import) -> None:
    """Post one message to each admin, who can take the import back, and to the one who imported, if still here."""
    people = context.company.people
    admins = [person.id for person in people.values() if person.active and "admin" in person.roles]
    name = people[one.by].name if one.by in people else ""
    for admin in admins:
        card = dropped.stopped_card(one.id, one.file, one.done, one.rows, name)
        notify.person(tx, tenant, admin, card, subject=f"import:{one.id}:stopped", now=context.now)
    if one.by not in admins and context.company.find(one.by):
        card = dropped.you_stopped_card(one.file, one.done, one.rows)
        notify.person(tx, tenant, one.by, card, subject=f"import:{one.id}:stopped", now=context.now)
