"""Adherence: the gates that were passed, the skip attempts and the decided deals, as the database counts them."""

from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, exists, func, or_, select, text

from bot.store.figures import COUNTED, THEIRS, Asked, in_span, ours, standing
from bot.store.schema.tables import deal_stays, ledger
from process.adherence import DecidedDeal, Gates

stay = deal_stays.c
PASSED = (
    select(stay.owner, stay.clean, func.count().label("gates"))
    .where(stay.tenant == bindparam("tenant"), text("deal_stays.latest"), text("deal_stays.passed"))
    .group_by(stay.owner, stay.clean)
)
"""With bound values the databases wouldn't use the partial index of gates."""
ATTEMPTS = (
    select(ledger.c.by, func.count().label("attempts"))
    .where(ledger.c.tenant == bindparam("tenant"), ledger.c.kind == "SkipAttempted")
    .group_by(ledger.c.by)
)
TRIED_ON = exists().where(*COUNTED, ours.deal == ledger.c.deal, ours.state != "withdrawn")
"""For each of the few attempts its deal is looked up. As a join, SQLite would begin with all deals."""
DECIDED = select(
    ours.won,
    (ours.slips > 0).label("slipped"),
    or_(ours.gate_waived, ours.waivers > 0).label("waived"),
    and_(ours.amount.is_not(None), ours.close_date.is_not(None), ours.alone.is_(False)).label("whole"),
    ours.days,
)


def gates(tx: Connection, asked: Asked) -> list[Gates]:
    """The gates that the deals passed last, by owner; of a span, those passed in it."""
    statement = _gates(asked.owners is not None, asked.span is not None)
    return [Gates(row.owner, row.clean, row.gates) for row in tx.execute(statement, asked.values())]


@cache
def _gates(some: bool, span: bool) -> Select[Any]:
    statement = PASSED.where(stay.owner.in_(bindparam("owners", expanding=True))) if some else PASSED
    return statement.where(in_span(stay.passed_at)) if span else statement


def attempts(tx: Connection, asked: Asked) -> dict[str, int]:
    """How many skip attempts were made on the deals, by who made them."""
    statement = _attempts(asked.owners is not None, asked.span is not None)
    return {row.by: row.attempts for row in tx.execute(statement, asked.values())}


@cache
def _attempts(some: bool, span: bool) -> Select[Any]:
    statement = ATTEMPTS.where(TRIED_ON.where(THEIRS) if some else TRIED_ON)
    return statement.where(in_span(ledger.c.at)) if span else statement


def decided(tx: Connection, asked: Asked) -> list[DecidedDeal]:
    """The deals that were won or lost."""
    either = or_(and_(*standing("won", asked)), and_(*standing("lost", asked)))
    rows = tx.execute(DECIDED.where(either), asked.values())
    return [DecidedDeal(row.won, row.slipped, row.waived, row.whole, row.days) for row in rows]
