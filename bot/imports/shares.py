"""Shares: what each owner gets of an import, and what their deals claim."""

import json
from collections import Counter
from dataclasses import dataclass, field

from sqlalchemy import Connection

from bot.store import imports

PART = 2_000
"""Rows that are read together."""


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
