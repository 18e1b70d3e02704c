"""Claims: what open deals claim beyond what is proven, and what was over before it was imported."""

import re
from collections.abc import Collection, Mapping
from decimal import Decimal

from sqlalchemy import Connection, bindparam, select

from bot.store.deals import OPEN, OURS
from bot.store.schema.tables import deals, imported_rows
from process.money import Money

CLAIM = re.compile(r'"claim":\{"stage":"([^"]*)"')
CLAIMING = select(deals.c.id, deals.c.stage, deals.c.amount, deals.c.currency, deals.c.body).where(
    OURS, OPEN, deals.c.body.contains('"claim":{', autoescape=True)
)
HISTORY = select(imported_rows.c.state, imported_rows.c.amount, imported_rows.c.currency).where(
    imported_rows.c.tenant == bindparam("tenant"),
    imported_rows.c.kind == "deals",
    imported_rows.c.state.in_(["won", "lost"]),
)


def claimed(
    tx: Connection, tenant: str, order: Mapping[str, int], ids: Collection[str] | None = None
) -> list[Money | None]:
    """The amounts of the open deals whose claim is ahead of their stage; `order` is that of the playbook's stages.

    With `ids`, only of these deals.
    """
    found: list[Money | None] = []
    for row in tx.execute(CLAIMING, {"tenant": tenant}):
        claim = CLAIM.search(row.body)
        ahead = claim is not None and order.get(claim[1], -1) > order.get(row.stage, len(order))
        if ahead and (ids is None or row.id in ids):
            found.append(_money(row.amount, row.currency))
    return found


def history(tx: Connection, tenant: str) -> dict[str, list[Money | None]]:
    """The amounts of the deals that were won or lost before they were imported, by state."""
    found: dict[str, list[Money | None]] = {"won": [], "lost": []}
    for row in tx.execute(HISTORY, {"tenant": tenant}):
        found[row.state].append(_money(row.amount, row.currency))
    return found


def _money(amount: Decimal | None, currency: str | None) -> Money | None:
    return Money(amount, currency) if amount is not None and currency else None
