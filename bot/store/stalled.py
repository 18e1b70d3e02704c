"""Stalled deals: found by the indexes for their stages' limits, without reading all other deals."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, Connection, Select, bindparam, select, text, union_all

from bot.store.deals import OPEN, OURS
from bot.store.schema.tables import deals

PAGE = 5_000
"""The most rows that one query reads."""

AT_ONCE = 40
"""So many stages are asked about in one statement: SQLite takes 500 parts of one, and each stage is three."""

COMPLETED = text("deals.state = 'completed'")  # with a bound value the databases don't use the partial index
_FOUND = select(deals.c.version, deals.c.id, deals.c.body).where(OURS)
DATED = (
    _FOUND.where(OPEN, deals.c.dated < bindparam("day")),
    _FOUND.where(COMPLETED, deals.c.dated < bindparam("day")),
)
LIMITS = (("touched", deals.c.touched), ("entered", deals.c.entered), ("contacted", deals.c.contacted))


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
    options = {"yield_per": PAGE} if sum(stage.held for stage in stages) > PAGE else {}
    for begin in range(0, max(1, len(stages)), AT_ONCE):
        part = stages[begin : begin + AT_ONCE]
        values = {"tenant": tenant, "day": day, **_values(part)}
        # Who stops in the middle leaves no cursor open on the server.
        with tx.execute(_statement(len(part)), values, execution_options=options) as rows:
            for version, deal, body in rows:
                if deal not in seen:
                    seen.add(deal)
                    yield version, deal, body


@cache
def _statement(stages: int) -> CompoundSelect[Any]:
    """The deals in any of these stages, each part by its index; a deal that several of them find comes as often.

    The parts have the bodies themselves. If they had the ids only, PostgreSQL would read all deals to look for them.
    """
    parts = [*DATED]
    for number in range(stages):
        parts += _of_stage(number)
    return union_all(*parts)


def _of_stage(number: int) -> Iterator[Select[Any]]:
    there = _FOUND.where(
        deals.c.playbook == bindparam(f"playbook_{number}"), deals.c.stage == bindparam(f"stage_{number}"), OPEN
    )
    for name, column in LIMITS:
        yield there.where(column <= bindparam(f"{name}_{number}"))


def _values(stages: Sequence[StageLimits]) -> Mapping[str, object]:
    found: dict[str, object] = {}
    for number, one in enumerate(stages):
        found |= {f"playbook_{number}": one.playbook, f"stage_{number}": one.stage}
        found |= {f"touched_{number}": one.untouched, f"entered_{number}": one.entered}
        found[f"contacted_{number}"] = one.without_contact
    return found
