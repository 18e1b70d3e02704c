"""Passages: how deals left the stages, and how many days that took, as the database counts them."""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Row, Select, bindparam, func, select, text

from bot.store.figures import Asked, in_span
from bot.store.schema.tables import deal_stays
from process.stays import Passage, Passages

stay = deal_stays.c
OURS = stay.tenant == bindparam("tenant")
THEIRS = stay.owner.in_(bindparam("owners", expanding=True))
GROUPS = (stay.stage, stay.now_in, stay.state, stay.entered, stay.passed)
LATEST = text("deal_stays.latest")  # as its partial index has it
KNOWN = text("deal_stays.days IS NOT NULL")
MIDDLE = {"skipped": bindparam("skipped", type_=Integer), "taken": bindparam("taken", type_=Integer)}


def passages(tx: Connection, asked: Asked) -> Passages:
    """How all deals left the stages; of a span, the days of the gates that were passed in it."""
    some, span = asked.owners is not None, asked.span is not None
    rows = tx.execute(_groups(some, span), asked.values())
    return Passages([_passage(row) for row in rows], _medians(tx, asked))


@cache
def _groups(some: bool, span: bool) -> Select[Any]:
    then: tuple[ColumnElement[Any], ...] = ()
    if span:
        then = (in_span(stay.passed_at).label("passed_then"), in_span(stay.ended_at).label("ended_then"))
    statement = select(*GROUPS, *then, func.count().label("deals")).where(OURS, LATEST)
    statement = statement.group_by(*GROUPS, *(text(name) for name in ("passed_then", "ended_then")[: len(then)]))
    return statement.where(THEIRS) if some else statement


def _passage(row: Row[*tuple[Any, ...]]) -> Passage:
    whole = row._mapping  # noqa: SLF001  # SQLAlchemy's own name for a row by its names
    then = (bool(whole.get("passed_then", True)), bool(whole.get("ended_then", True)))
    return Passage(row.stage, row.now_in, row.state, row.entered, row.passed, *then, row.deals)


def _medians(tx: Connection, asked: Asked) -> dict[str, float]:
    """By stage the median of days: the one in the middle, or between the two that are."""
    found: dict[str, float] = {}
    some, span = asked.owners is not None, asked.span is not None
    for stage, number in tx.execute(_numbers(some, span), asked.values()).all():
        middle = {"stage": stage, "skipped": (number - 1) // 2, "taken": 2 - number % 2}
        days = tx.execute(_middle(some, span), {**asked.values(), **middle}).scalars().all()
        found[stage] = sum(days) / len(days)
    return found


@cache
def _numbers(some: bool, span: bool) -> Select[Any]:
    statement = select(stay.stage, func.count().label("number")).group_by(stay.stage)
    return _asked(statement, some, span)


@cache
def _middle(some: bool, span: bool) -> Select[Any]:
    statement = select(stay.days).where(stay.stage == bindparam("stage")).order_by(stay.days)
    return _asked(statement.limit(MIDDLE["taken"]).offset(MIDDLE["skipped"]), some, span)


def _asked(statement: Select[Any], some: bool, span: bool) -> Select[Any]:
    statement = statement.where(OURS, KNOWN)
    if some:
        statement = statement.where(THEIRS)
    return statement.where(in_span(stay.passed_at)) if span else statement
