"""Figures: one line for each deal, read from the columns without the body."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from bot.store import milestones
from bot.store.schema.tables import deals
from process.facts.imports import UNDONE
from process.figures import DealLine
from process.money import Money

LINES = (
    select(
        deals.c.id,
        deals.c.name,
        deals.c.account,
        deals.c.owner,
        deals.c.stage,
        deals.c.state,
        deals.c.amount,
        deals.c.currency,
        deals.c.began,
        deals.c.entered,
        deals.c.kind,
        deals.c.parent,
        deals.c.cycle,
        deals.c.won,
        deals.c.waived,
        deals.c.lost_as,
        deals.c.close_date,
        deals.c.account_key,
    )
    .where(deals.c.tenant == bindparam("tenant"), deals.c.lost_as != UNDONE)  # an undone import never was
    .order_by(deals.c.began, deals.c.id)
)


def lines(tx: Connection, tenant: str) -> list[DealLine]:
    """Every deal of the tenant, open or closed, in the order in which they began."""
    won, ended = milestones.won(tx, tenant), milestones.ended(tx, tenant)
    return [_line(row, won, ended) for row in tx.execute(LINES, {"tenant": tenant})]


def _line(row: Row[*tuple[Any, ...]], won: Mapping[str, datetime], ended: Mapping[str, datetime]) -> DealLine:
    return DealLine(
        row.id,
        row.name,
        row.account,
        row.owner,
        row.stage,
        row.state,
        Money(row.amount, row.currency) if row.amount is not None else None,
        row.began,
        row.entered,
        kind=row.kind,
        parent=row.parent,
        cycle=row.cycle,
        won=row.won,
        waived=row.waived,
        lost_as=row.lost_as,
        close_date=row.close_date,
        customer=row.account_key,
        won_at=won.get(row.id) or (row.entered if row.won else None),
        ended_at=ended.get(row.id) if row.state != "open" else None,
    )


def with_records(tx: Connection, tenant: str, lines: Iterable[DealLine]) -> list[DealLine]:
    """These deals with what adherence asks besides: slipped close dates, and what was confirmed alone."""
    slips, alone = milestones.slips(tx, tenant), milestones.alone(tx, tenant)
    return [replace(line, slips=slips.get(line.id, 0), alone=line.id in alone) for line in lines]
