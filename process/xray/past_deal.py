"""The past deal: one row of another system's export, and what its history says."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Literal

End = Literal["open", "won", "lost"]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a history says of a deal on a day; what it doesn't say is "" or None."""

    day: date
    stage: str = ""
    amount: Decimal | None = None
    close_date: date | None = None


@dataclass(frozen=True)
class PastDeal:
    """One row, with its number in the file. `ended` is the day it was won or lost, `close_date` the day expected.

    It has no slots, so that what is worked out once is kept. `history` is oldest first. `pushes` says how often the
    close date moved, where the file counts it.
    """

    row: int
    name: str
    end: End
    owner: str = ""
    stage: str = ""
    pipeline: str = ""
    amount: Decimal | None = None
    currency: str = ""
    created: date | None = None
    ended: date | None = None
    close_date: date | None = None
    reason: str = ""
    contact: str = ""
    pushes: int | None = None
    history: tuple[Snapshot, ...] = ()

    @property
    def decided(self) -> bool:
        return self.end != "open"

    @property
    def won(self) -> bool:
        return self.end == "won"

    @property
    def days(self) -> int | None:
        """Days from the first to the last; None where the row doesn't say, or says that it ended before it began."""
        if self.created is None or self.ended is None or self.ended < self.created:
            return None
        return (self.ended - self.created).days

    def visits(self) -> tuple[tuple[str, date], ...]:
        """The stages in the order in which the deal entered them; a stage that goes on isn't entered again."""
        return self._visits

    @cached_property
    def _visits(self) -> tuple[tuple[str, date], ...]:
        found: list[tuple[str, date]] = []
        for snapshot in self.history:
            if snapshot.stage and (not found or found[-1][0] != snapshot.stage):
                found.append((snapshot.stage, snapshot.day))
        return tuple(found)

    def slips(self) -> int | None:
        """How often its close date moved to a later day; None where nothing says so."""
        if self.pushes is not None:
            return self.pushes
        days = [snapshot.close_date for snapshot in self.history if snapshot.close_date]
        if not days:
            return None
        return sum(after > before for before, after in pairwise(days))
