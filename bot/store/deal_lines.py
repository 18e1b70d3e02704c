"""Deal lines: deals one by one, where a figure needs to name them - those it counts, and those the flywheel links."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select, union

from bot.store.deals import OPEN, OURS
from bot.store.figures import COUNTED, Asked, ours, standing
from bot.store.schema.tables import deal_figures, deals
from process.figures import DealLine
from process.totals import RULES, Standing

SAME = (deal_figures.c.tenant == deals.c.tenant) & (deal_figures.c.deal == deals.c.id)
LINES = (
    select(
        deals.c.id,
        deals.c.name,
        deals.c.account,
        deals.c.account_key,
        deals.c.owner,
        deals.c.stage,
        deals.c.state,
        deals.c.began,
        deals.c.entered,
        deals.c.kind,
        deals.c.parent,
        deals.c.won,
        ours.won_at,
    )
    .join(deal_figures, SAME)
    .where(deals.c.tenant == bindparam("tenant"), *COUNTED)
    .order_by(deals.c.began, deals.c.id)
)
_customer, _child, _won = deals.alias("customer"), deals.alias("child"), deal_figures.alias("won")
CUSTOMERS = (
    select(_customer.c.account_key)
    .join(_won, (_won.c.tenant == _customer.c.tenant) & (_won.c.deal == _customer.c.id))
    .where(_won.c.tenant == bindparam("tenant"), _won.c.won, _won.c.state != "churned")
)
PARENTS = select(_child.c.parent).where(_child.c.tenant == bindparam("tenant"), _child.c.parent > "")
_theirs, _linked = deals.alias("theirs"), deals.alias("linked")
FLYWHEEL = LINES.where(
    deals.c.id.in_(  # three parts, each with its index: for an `or` SQLite would read the whole tenant
        union(
            select(_theirs.c.id).where(_theirs.c.tenant == bindparam("tenant"), _theirs.c.account_key.in_(CUSTOMERS)),
            select(_linked.c.id).where(_linked.c.tenant == bindparam("tenant"), _linked.c.parent > ""),
            PARENTS,
        )
    )
)


def of_flywheel(tx: Connection, tenant: str) -> list[DealLine]:
    """The deals of all customers, those that came out of another, and the ones these came out of, as they began."""
    return [_line(row) for row in tx.execute(FLYWHEEL, {"tenant": tenant})]


def _line(row: Row[*tuple[Any, ...]]) -> DealLine:
    return DealLine(
        row.id,
        row.name,
        row.account,
        row.owner,
        row.stage,
        row.state,
        None,
        row.began,
        row.entered,
        kind=row.kind,
        parent=row.parent,
        won=row.won,
        won_at=row.won_at,
        customer=row.account_key,
    )


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Only the deals of a stage, or those that close from one day to another; what is empty is any."""

    stage: str = ""
    closes: tuple[date, date] | None = None


ALL = Narrowed()


def counted_as(
    tx: Connection, which: Standing, asked: Asked, only: Narrowed = ALL, most: int = 15
) -> tuple[Sequence[str], int]:
    """The ids of the first deals that a total counts, the latest first, then by name; and how many there are."""
    conditions = standing(which, asked)
    if only.stage:
        conditions.append(ours.stage == only.stage)
    if only.closes:
        conditions.append(ours.close_date.between(*only.closes))
    first = select(ours.deal).join(deals, SAME).where(*conditions).order_by(*_latest(which)).limit(most)
    if RULES[which].state == "open":
        first = first.where(OURS, OPEN)  # so that their index by name serves it
    total = tx.scalar(select(func.count()).select_from(deal_figures).where(*conditions), asked.values()) or 0
    return tx.execute(first, asked.values()).scalars().all(), total


def _latest(which: Standing) -> list[Any]:
    """The latest first, then by name. What is open and not won has neither end nor win to order it by."""
    rule, named = RULES[which], [deals.c.name_key, deals.c.id]
    if rule.state == "open" and not rule.won:
        return named
    moment = ours.won_at if rule.won else ours.ended_at
    return [moment.desc().nulls_last(), *named]
