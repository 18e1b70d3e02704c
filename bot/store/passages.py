"""Passages: how deals left the stages, and how many days that took, as the database counts them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Integer, Select, bindparam, func, select, text

from bot.store.figures import Asked, in_span
from bot.store.schema.tables import deal_stays
from bot.store.ways import Ways, ways
from process.deal import DealState
from process.stays import Passage, Passages

stay = deal_stays.c
OURS = stay.tenant == bindparam("tenant")
THEIRS = stay.owner.in_(bindparam("owners", expanding=True))
GROUPS = (stay.stage, stay.now_in, stay.state, stay.entered, stay.latest)
PASSED = (
    select(*GROUPS, func.count().label("deals"), func.count(stay.days).label("timed"))
    .where(OURS, text("deal_stays.passed"), in_span(stay.passed_at))
    .group_by(*GROUPS)
)
"""With a bound value the databases wouldn't use the partial index."""
PASSED_THEIRS = PASSED.where(THEIRS)
KNOWN = text("deal_stays.days IS NOT NULL")
MIDDLE = {"skipped": bindparam("skipped", type_=Integer), "taken": bindparam("taken", type_=Integer)}


def passages(tx: Connection, asked: Asked) -> Passages:
    """How all deals left the stages; of a span, what passed and ended in it."""
    found = ways(tx, asked)
    passed = ended = _along(found)
    numbers = _timed(found)
    if asked.span is not None:
        passed, numbers = _passed(tx, asked)
    keys = dict.fromkeys([*passed, *ended])
    groups = [Passage(*key, passed.get(key, 0), ended.get(key, 0)) for key in keys]
    return Passages(groups, _medians(tx, asked, +numbers))  # without those that are none


Key = tuple[str, str, DealState, bool, bool]
"""What a passage is but for its counts."""


def _along(found: Iterable[Ways]) -> Counter[Key]:
    """How many deals are in each passage, from the ways that they went."""
    counted: Counter[Key] = Counter()
    for one in found:
        for step in one.way:
            counted[step.stage, one.now_in, one.state, step.entered, step.passed] += one.deals
    return counted


def _timed(found: Iterable[Ways]) -> Counter[str]:
    """By stage, how many times are known that it took to pass it."""
    counted: Counter[str] = Counter()
    for one in found:
        for step in one.way:
            counted[step.stage] += one.deals * step.timed
    return counted


def _passed(tx: Connection, asked: Asked) -> tuple[Counter[Key], Counter[str]]:
    """How many deals passed the gate in the span for the last time, and the same as `_timed` for each time in it."""
    last: Counter[Key] = Counter()
    timed: Counter[str] = Counter()
    for row in tx.execute(PASSED if asked.owners is None else PASSED_THEIRS, asked.values()):
        timed[row.stage] += row.timed
        if row.latest:
            last[row.stage, row.now_in, row.state, row.entered, True] = row.deals
    return last, timed


def _medians(tx: Connection, asked: Asked, numbers: Mapping[str, int]) -> dict[str, float]:
    """By stage the median of days: the one in the middle, or between the two that are."""
    found: dict[str, float] = {}
    statement = _middle(asked.owners is not None, asked.span is not None)
    for stage, number in numbers.items():
        middle = {"stage": stage, "skipped": (number - 1) // 2, "taken": 2 - number % 2}
        days = tx.execute(statement, {**asked.values(), **middle}).scalars().all()
        found[stage] = sum(days) / len(days)
    return found


@cache
def _middle(some: bool, span: bool) -> Select[Any]:
    statement = select(stay.days).where(OURS, KNOWN, stay.stage == bindparam("stage")).order_by(stay.days)
    if some:
        statement = statement.where(THEIRS)
    if span:
        statement = statement.where(in_span(stay.passed_at))
    return statement.limit(MIDDLE["taken"]).offset(MIDDLE["skipped"])
