"""Adherence: the gates that were passed, the skip attempts and the decided deals, as the database counts them."""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, exists, func, not_, or_, select, text

from bot.store.figures import COUNTED, THEIRS, Asked, in_span, ours, standing
from bot.store.schema.tables import deal_figures, deal_stays, ledger
from bot.store.ways import ways
from process.adherence import KEPT, Decided, DecidedDeals, Gates, Kept

stay = deal_stays.c
PASSED = (
    select(stay.owner, stay.clean, func.count().label("gates"))
    .where(stay.tenant == bindparam("tenant"), text("deal_stays.latest"), text("deal_stays.passed"))
    .where(in_span(stay.passed_at))
    .group_by(stay.owner, stay.clean)
)
"""With bound values the databases wouldn't use the partial index of gates."""
PASSED_THEIRS = PASSED.where(stay.owner.in_(bindparam("owners", expanding=True)))
ATTEMPTS = (
    select(ledger.c.by, func.count().label("attempts"))
    .where(ledger.c.tenant == bindparam("tenant"), ledger.c.kind == "SkipAttempted")
    .group_by(ledger.c.by)
)
TRIED_ON = exists().where(*COUNTED, ours.deal == ledger.c.deal, ours.state != "withdrawn")
"""For each of the few attempts its deal is looked up. As a join, SQLite would begin with all deals."""
WAIVED = or_(ours.gate_waived, ours.waivers > 0)
WHOLE = and_(ours.amount.is_not(None), ours.close_date.is_not(None), ours.alone.is_(False))
DECIDED = ((ours.slips > 0).label("slipped"), WAIVED.label("waived"), WHOLE.label("whole"))
THESE: Mapping[Kept, tuple[ColumnElement[bool], ...]] = {
    "all": (),
    "clean": (WHOLE, not_(WAIVED)),
    "with waivers": (WAIVED,),
}
"""As `KEPT` in `process.adherence` has it."""


def gates(tx: Connection, asked: Asked) -> list[Gates]:
    """The gates that the deals passed last, by owner; of a span, those passed in it."""
    if asked.span is not None:
        rows = tx.execute(PASSED if asked.owners is None else PASSED_THEIRS, asked.values())
        return [Gates(row.owner, row.clean, row.gates) for row in rows]
    counted: Counter[tuple[str, bool]] = Counter()
    for one in ways(tx, asked, by_owner=True):
        for step in one.way:
            if step.passed:
                counted[one.owner, step.clean] += one.deals
    return [Gates(*whose, number) for whose, number in counted.items()]


def attempts(tx: Connection, asked: Asked) -> dict[str, int]:
    """How many skip attempts were made on the deals, by who made them."""
    statement = _attempts(asked.owners is not None, asked.span is not None)
    return {row.by: row.attempts for row in tx.execute(statement, asked.values())}


@cache
def _attempts(some: bool, span: bool) -> Select[Any]:
    statement = ATTEMPTS.where(TRIED_ON.where(THEIRS) if some else TRIED_ON)
    return statement.where(in_span(ledger.c.at)) if span else statement


def decided(tx: Connection, asked: Asked) -> Decided:
    """The deals that were won or lost, in groups of those that are alike, and how long the won ones took."""
    groups = [*_ended(tx, asked, "won"), *_ended(tx, asked, "lost")]
    days: dict[Kept, float] = {}
    for kept in KEPT:
        if (middle := _median_days(tx, asked, kept)) is not None:
            days[kept] = middle
    return Decided(groups, days)


def _ended(tx: Connection, asked: Asked, which: Literal["won", "lost"]) -> list[DecidedDeals]:
    """Those that were won, or lost: each half has its index."""
    names = [text(column.name) for column in DECIDED]
    statement = select(*DECIDED, func.count().label("deals")).where(*standing(which, asked)).group_by(*names)
    if which == "lost":
        statement = statement.where(text("deal_figures.state = 'lost'"))  # as its partial index has it
    rows = tx.execute(statement, asked.values())
    return [
        DecidedDeals(which == "won", bool(slipped), bool(waived), bool(whole), n) for slipped, waived, whole, n in rows
    ]


def _median_days(tx: Connection, asked: Asked, kept: Kept) -> float | None:
    """The median from beginning to win of the won deals that were kept so; None where none is known."""
    conditions = [*standing("won", asked), ours.days.is_not(None), *THESE[kept]]
    number = tx.scalar(select(func.count()).select_from(deal_figures).where(*conditions), asked.values()) or 0
    if not number:
        return None
    in_order = select(ours.days).where(*conditions).order_by(ours.days)
    middle = in_order.offset((number - 1) // 2).limit(2 - number % 2)
    found = [float(days) for days in tx.execute(middle, asked.values()).scalars()]
    return sum(found) / len(found)
