"""Ways: how deals went through the stages. Those that went the same way are counted together by the database."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, select, text

from bot.store.figures import THEIRS, Asked, in_span, ours
from bot.store.schema.tables import deal_figures
from process.deal import DealState
from process.stays import Step

LETTERS = 24
"""Of a mark. By as many no two ways meet in one: PostgreSQL takes no long text into an index."""
WRITTEN = select(deal_figures.c.way_mark, deal_figures.c.way).where(
    ours.tenant == bindparam("tenant"), ours.deal.in_(bindparam("deals", expanding=True))
)


@dataclass(frozen=True, slots=True)
class Ways:
    """So many deals that went the same way, are in one stage and state, and have one owner where that is asked."""

    state: DealState
    now_in: str
    owner: str
    way: Sequence[Step]
    deals: int


def written(way: Sequence[Step]) -> str:
    """A way as short text, always the same for the same way: each stage with a number that holds all else."""
    return json.dumps({step.stage: _packed(step) for step in way}, separators=(",", ":")) if way else ""


def read(text: str) -> tuple[Step, ...]:
    """The way that was written so."""
    if not text:
        return ()
    return tuple(_unpacked(stage, number) for stage, number in json.loads(text).items())


def _packed(step: Step) -> int:
    return step.entered + 2 * step.passed + 4 * step.clean + 8 * step.timed


def _unpacked(stage: str, number: int) -> Step:
    return Step(stage, bool(number & 1), bool(number & 2), bool(number & 4), number >> 3)


def mark_of(text: str) -> str:
    """What stands for a way in an index."""
    return sha256(text.encode()).hexdigest()[:LETTERS] if text else ""


def ways(tx: Connection, asked: Asked, *, by_owner: bool = False) -> list[Ways]:
    """The ways of all deals that count; of a span, those of the deals that came to their state in it."""
    statement = _groups(by_owner, asked.owners is not None, asked.span is not None)
    rows = tx.execute(statement, asked.values()).all()
    examples = {row.way_mark: row.deal for row in rows}
    if not examples:
        return []
    found = tx.execute(WRITTEN, {"tenant": asked.tenant, "deals": list(examples.values())})
    known = {row.way_mark: read(row.way) for row in found}
    return [Ways(row.state, row.stage, row.owner if by_owner else "", known[row.way_mark], row.deals) for row in rows]


@cache
def _groups(by_owner: bool, some: bool, span: bool) -> Select[Any]:
    """The groups, in the order of their index. Each comes with one of its deals, whose row has the way itself."""
    groups: list[ColumnElement[Any]] = [ours.state, ours.stage, ours.way_mark]
    if by_owner:
        groups.append(ours.owner)
    statement = select(*groups, func.count().label("deals"), func.min(ours.deal).label("deal")).group_by(*groups)
    statement = statement.where(ours.tenant == bindparam("tenant"), text("deal_figures.way_mark <> ''"))
    if span:
        statement = statement.where(in_span(ours.ended_at))
    return statement.where(THEIRS) if some else statement
