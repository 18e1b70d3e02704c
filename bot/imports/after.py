"""After an import: each owner gets one message about all the deals that came to them, and what they claim."""

import json
from collections import Counter
from dataclasses import dataclass, field

from sqlalchemy import Connection

from bot.effects import notify
from bot.imports.run import PART
from bot.store import imports
from bot.store.imports import Import
from bot.store.tenants import Tenant
from bot.views.claims import arrived_card
from process.context import Context


@dataclass
class Share:
    """What one owner got: how many open deals, and how many of them claim which stage."""

    deals: int = 0
    claims: Counter[str] = field(default_factory=Counter)


def shares(tx: Connection, tenant: str, import_id: str, first: str) -> dict[str, Share]:
    """What each owner got from an import, by person id. `first` is the stage in which deals begin."""
    found: dict[str, Share] = {}
    rows = imports.of_import(tx, tenant, import_id, "", PART)
    while rows:
        for row in rows:
            if row.deal:
                said = json.loads(row.body)
                share = found.setdefault(said["owner"], Share())
                share.deals += 1
                if said["claim"] not in ("", first):
                    share.claims[said["claim"]] += 1
        rows = imports.of_import(tx, tenant, import_id, rows[-1].key, PART)
    return found


def notify_owners(tx: Connection, tenant: Tenant, context: Context, one: Import) -> int:
    """Post one message to each owner but the one who imported; returns how many."""
    notified = 0
    for owner, share in shares(tx, tenant.id, one.id, context.playbook.stage[0].key).items():
        if owner != one.by and context.company.find(owner):
            card = arrived_card(one.file, share.deals, share.claims, context)
            notify.person(tx, tenant, owner, card, subject=f"import:{one.id}:{owner}", now=context.now)
            notified += 1
    return notified
