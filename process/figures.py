"""Figures: the few facts of each deal and move that funnel, flywheel and adherence are counted from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from process.deal import CycleKind, DealState
from process.facts import Changed
from process.money import Money


@dataclass(frozen=True, slots=True)
class DealLine:
    """One deal in a line. `won` once the handoff that wins it is approved; `waived` counts its waivers.

    `lost_as` is the reason a lost deal is counted under. `won_at` is when it was won first, `ended_at` when it came to
    the state it is in, for one that isn't open. `alone`: someone confirmed a thing on it alone. `slips` counts how
    often its close date was moved to a later day. `customer` stands for the account, however its name is written.
    """

    id: str
    name: str
    account: str
    owner: str
    stage: str
    state: DealState
    amount: Money | None
    began: datetime
    entered: datetime
    kind: CycleKind = "new"
    parent: str = ""
    cycle: int = 1
    won: bool = False
    waived: int = 0
    lost_as: str = ""
    close_date: date | None = None
    won_at: datetime | None = None
    ended_at: datetime | None = None
    alone: bool = False
    slips: int = 0
    customer: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time: from a moment to before another."""

    begin: datetime
    end: datetime

    def has(self, moment: datetime | None) -> bool:
        """Whether a moment is in it."""
        return moment is not None and self.begin <= moment < self.end


def in_span(moment: datetime | None, span: Span | None) -> bool:
    """Whether a moment is in a span; any is where none is asked for."""
    return span is None or span.has(moment)


@dataclass(frozen=True, slots=True)
class Move:
    """A deal changed its stage.

    It began (`left` is empty), advanced, went back, was reopened or completed (`stage` is empty). `gate` is true
    for an advance or a completion; `waived` counts the waivers it passed on.
    """

    deal: str
    at: datetime
    left: str
    stage: str
    gate: bool = False
    waived: int = 0


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to skip: who asked for which stage, and where it was stopped; `through` which agent, if one asked."""

    deal: str
    by: str
    at: datetime
    asked: str
    stage: str
    missing: tuple[str, ...]
    through: str = ""


def close_date_slips(changes: Sequence[Changed]) -> int:
    """How often a close date went to a later day than the one before; `changes` are those of one deal, in order."""
    days = [change.close_date for change in changes if change.close_date]
    return sum(later > earlier for earlier, later in pairwise(days))
