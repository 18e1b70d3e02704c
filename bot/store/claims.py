"""Claims: what open deals claim beyond what is proven, and what was over before it was imported."""

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, func, select, text

from bot.store.figures import COUNTED, NOTHING, THEIRS, Asked, ours
from bot.store.schema.column_types import ExactSum
from bot.store.schema.tables import imported_rows
from process.worth import Sum

CLAIMING = (
    select(ours.claim, ours.stage, ours.currency, func.count().label("deals"), ExactSum(ours.amount).label("amount"))
    .where(*COUNTED, ours.state == "open", text("deal_figures.claim <> ''"))  # as its partial index has it
    .group_by(ours.claim, ours.stage, ours.currency)
)
CLAIMING_THEIRS = CLAIMING.where(THEIRS)
over = imported_rows.c
HISTORY = (
    select(over.state, over.currency, func.count().label("deals"), ExactSum(over.amount).label("amount"))
    .where(over.tenant == bindparam("tenant"), over.kind == "deals", over.state.in_(["won", "lost"]))
    .group_by(over.state, over.currency)
)


def claimed(tx: Connection, asked: Asked, order: Mapping[str, int]) -> list[Sum]:
    """The open deals whose claim is ahead of their stage; `order` is that of the playbook's stages."""
    rows = tx.execute(CLAIMING if asked.owners is None else CLAIMING_THEIRS, asked.values())
    last = len(order)
    ahead = [row for row in rows if order.get(row.claim, -1) > order.get(row.stage, last)]
    return [Sum(row.deals, row.currency, row.amount or NOTHING) for row in ahead]


def history(tx: Connection, tenant: str) -> dict[str, list[Sum]]:
    """The deals that were won or lost before they were imported, by state."""
    found: dict[str, list[Sum]] = {"won": [], "lost": []}
    for row in tx.execute(HISTORY, {"tenant": tenant}):
        found[row.state].append(Sum(row.deals, row.currency or "", row.amount or NOTHING))
    return found
