"""Deal lines: deals one by one, where a figure needs to name them - those it counts, and those of some customers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Float, Row, bindparam, case, cast, func, literal, select, text

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
        ours.customer,
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
OF_CUSTOMERS = LINES.where(
    ours.customer.in_(bindparam("customers", expanding=True)), text("(deal_figures.state = 'open' OR deal_figures.won)")
)
OF_IDS = LINES.where(deals.c.id.in_(bindparam("ids", expanding=True)))


def of_customers(tx: Connection, tenant: str, customers: Collection[str]) -> list[DealLine]:
    """The deals of these customers that are open or won, as they began."""
    wanted = {"tenant": tenant, "customers": list(customers)}
    return [_line(row) for row in tx.execute(OF_CUSTOMERS, wanted)] if customers else []


def of_ids(tx: Connection, tenant: str, ids: Collection[str]) -> list[DealLine]:
    """The deals with these ids, as they began."""
    return [_line(row) for row in tx.execute(OF_IDS, {"tenant": tenant, "ids": list(ids)})] if ids else []


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
        customer=row.customer,
    )


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Only the deals of a stage, or those that close from one day to another; what is empty is any."""

    stage: str = ""
    closes: tuple[date, date] | None = None
    biggest: Mapping[str, Decimal] | None = None
    """By what amounts in each currency are worth, the biggest come first."""


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
    first = select(ours.deal).join(deals, SAME).where(*conditions).order_by(*_order(which, only)).limit(most)
    if RULES[which].state == "open":
        first = first.where(OURS, OPEN)  # so that their index by name serves it
    total = tx.scalar(select(func.count()).select_from(deal_figures).where(*conditions), asked.values()) or 0
    return tx.execute(first, asked.values()).scalars().all(), total


def _order(which: Standing, only: Narrowed) -> list[Any]:
    if only.biggest is None:
        return _latest(which)
    # An amount is text on SQLite; as a float it is exact enough to be sorted by. What has no rate comes last.
    rates = {currency: float(rate) for currency, rate in only.biggest.items()}
    rate = case(rates, value=ours.currency, else_=None) if rates else literal(1.0)
    amount = cast(ours.amount, Float)
    return [(amount * rate).desc().nulls_last(), amount.desc().nulls_last(), *_latest(which)]


def _latest(which: Standing) -> list[Any]:
    """The latest first, then by name. What is open and not won has neither end nor win to order it by."""
    rule, named = RULES[which], [deals.c.name_key, deals.c.id]
    if rule.state == "open" and not rule.won:
        return named
    moment = ours.won_at if rule.won else ours.ended_at
    return [moment.desc().nulls_last(), *named]
