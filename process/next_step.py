"""The next step: the one thing that is planned on a deal - what, when, and who does it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from process.activity import Activity

OFTEN = 3
"""From so many moves on, a next step has been put off often."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next on a deal, numbered from 1 within it.

    `note` says what to do and `who` is the id of the colleague who does it. `day` is its day as the planner saw it,
    and `at` the moment where a time was given. `activity` is set where it is a contact with the customer.
    `moves` counts how often it was put to another time.
    """

    number: int
    note: str
    who: str
    day: date
    at: datetime | None = None
    activity: Activity | Literal[""] = ""
    moves: int = 0

    @property
    def mark(self) -> str:
        """Its number as its buttons have it: a press on an old card doesn't end another step."""
        return f"{self.number:012x}"

    def past(self, now: datetime, today: date) -> bool:
        """Whether its time has come; a step without a time counts from its day on."""
        return self.at <= now if self.at else self.day <= today

    @property
    def moved_often(self) -> bool:
        return self.moves >= OFTEN
