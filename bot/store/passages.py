"""Passages: how deals left the stages, and how many days that took, as the database counts them."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Row, Select, and_, bindparam, case, func, select, text

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
    found: list[Passage] = []
    for row in tx.execute(_groups(some, span), asked.values()):
        found += _of_span(row) if span else [_passage(row, passed=True, ended=True, deals=row.deals)]
    return Passages(found, _medians(tx, asked))


@cache
def _groups(some: bool, span: bool) -> Select[Any]:
    statement = select(*GROUPS, func.count().label("deals"), *(_then() if span else ())).where(OURS, LATEST)
    statement = statement.group_by(*GROUPS)
    return statement.where(THEIRS) if some else statement


def _then() -> tuple[ColumnElement[Any], ...]:
    """How many of a group passed in the span, ended in it, or both: to group by that would sort every row."""
    passed, ended = in_span(stay.passed_at), in_span(stay.ended_at)
    counts = {"passed_then": passed, "ended_then": ended, "both_then": and_(passed, ended)}
    return tuple(func.count(case((which, 1))).label(name) for name, which in counts.items())


def _of_span(row: Row[*tuple[Any, ...]]) -> Iterator[Passage]:
    """The parts of a group that are alike in the span too."""
    both = row.both_then
    parts = (
        (True, True, both),
        (True, False, row.passed_then - both),
        (False, True, row.ended_then - both),
        (False, False, row.deals - row.passed_then - row.ended_then + both),
    )
    for passed, ended, deals in parts:
        if deals:
            yield _passage(row, passed=passed, ended=ended, deals=deals)


def _passage(row: Row[*tuple[Any, ...]], *, passed: bool, ended: bool, deals: int) -> Passage:
    return Passage(row.stage, row.now_in, row.state, row.entered, row.passed, passed, ended, deals)


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
