"""Stalled deals: found by the indexes for their stages' limits, without reading all other deals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, text

from bot.store.deals import OPEN, OURS
from bot.store.schema.tables import deals

PAGE = 5_000
"""The most rows that one query reads."""

STAGE = (deals.c.playbook == bindparam("playbook"), deals.c.stage == bindparam("stage"), OPEN)
_STALLED = select(deals.c.version, deals.c.id, deals.c.body).where(OURS)
UNTOUCHED = _STALLED.where(*STAGE, deals.c.touched <= bindparam("untouched"))
LONG_THERE = _STALLED.where(*STAGE, deals.c.entered <= bindparam("entered"))
UNSPOKEN = _STALLED.where(*STAGE, deals.c.contacted <= bindparam("unspoken"))
DATED = _STALLED.where(OPEN, deals.c.dated < bindparam("day"))
COMPLETED = text("deals.state = 'completed'")  # with a bound value the databases don't use the partial index
RENEWING = _STALLED.where(COMPLETED, deals.c.dated < bindparam("day"))
MOST_RENEWING = PAGE
"""More completed deals than that don't come up for renewal at once, so they are read in one go."""


@dataclass(frozen=True, slots=True)
class StageLimits:
    """One stage's limits as moments: deals without activity, in the stage, or without contact since then are stalled.

    `held` is the number of open deals in the stage.
    """

    playbook: str
    stage: str
    untouched: datetime
    entered: datetime
    without_contact: datetime
    held: int


def stalled_deals(
    tx: Connection, tenant: str, stages: Sequence[StageLimits], day: date
) -> Iterator[tuple[int, str, str]]:
    """The open deals that lie by their stages' limits, or have a date before that day: version, id and body of each.

    Of a large tenant they are read page by page as they are taken, so that any number of them needs little memory.
    """
    seen: set[str] = set()
    for statement, values, held in _looks(tenant, stages, day):
        # Who stops in the middle leaves no cursor open on the server.
        with tx.execute(statement, values, execution_options={"yield_per": PAGE} if held > PAGE else {}) as rows:
            for version, deal, body in rows:
                if deal not in seen:
                    seen.add(deal)
                    yield version, deal, body


def _looks(tenant: str, stages: Sequence[StageLimits], day: date) -> Iterator[tuple[Any, dict[str, object], int]]:
    """Each query with its values, and how many deals it could find at most."""
    yield DATED, {"tenant": tenant, "day": day}, sum(stage.held for stage in stages)
    yield RENEWING, {"tenant": tenant, "day": day}, MOST_RENEWING
    for stage in stages:
        keys = {"tenant": tenant, "playbook": stage.playbook, "stage": stage.stage}
        yield UNTOUCHED, {**keys, "untouched": stage.untouched}, stage.held
        yield LONG_THERE, {**keys, "entered": stage.entered}, stage.held
        yield UNSPOKEN, {**keys, "unspoken": stage.without_contact}, stage.held
