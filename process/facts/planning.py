"""Facts of planning: a next step is planned, moved, done or dropped. Each names the step by its number."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar, Literal

from process.activity import Activity
from process.deal import Deal
from process.fields import with_fields
from process.next_step import NextStep


@dataclass(frozen=True, slots=True)
class Planned:
    """The next step was planned: `note` says what, `day` and `at` when, `who` does it.

    `number` counts the steps of the deal. `instead` is the step that it took the place of, if there was one.
    """

    number: int
    note: str
    who: str
    day: date
    at: datetime | None = None
    activity: Activity | Literal[""] = ""
    instead: str = ""
    material: ClassVar[bool] = False

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        # Only an activity begins a new run of plans: dropping a plan for another one gives a quiet deal no more time.
        running = deal.planning_since and deal.planning_since >= deal.touched
        since = deal.planning_since if running else at
        step = NextStep(self.number, self.note, self.who, self.day, self.at, self.activity)
        return with_fields(deal, next_step=step, steps=self.number, planning_since=since)


@dataclass(frozen=True, slots=True)
class PlanMoved:
    """The next step has another time; `was_day` and `was_at` are the one before."""

    number: int
    day: date
    was_day: date
    at: datetime | None = None
    was_at: datetime | None = None
    material: ClassVar[bool] = False

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        step = deal.next_step
        if step is None or step.number != self.number:
            return deal
        return with_fields(deal, next_step=replace(step, day=self.day, at=self.at, moves=step.moves + 1))


@dataclass(frozen=True, slots=True)
class PlanDone:
    """The next step is done; `note` says how it went."""

    number: int
    what: str
    note: str = ""
    material: ClassVar[bool] = False

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        return with_fields(deal, next_step=None, touched=at, passed=None)


@dataclass(frozen=True, slots=True)
class PlanDropped:
    """The next step won't be done; `reason` says why, where it was given."""

    number: int
    what: str
    reason: str = ""
    material: ClassVar[bool] = False

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        return with_fields(deal, next_step=None)
