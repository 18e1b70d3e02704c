"""Facts of endings other than lost and completed: a won deal churns, and a mistake is withdrawn."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from process.deal import Deal
from process.fields import with_fields


@dataclass(frozen=True, slots=True)
class Churned:
    """The customer of a won deal left again. The win stays a win."""

    stage: str
    reason: str
    material: ClassVar[bool] = True

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        ended = with_fields(deal, state="churned", lost_because=self.reason, wait=None, next_step=None)
        return with_fields(ended, touched=at, passed=None)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The deal was a mistake: it counts in no figure."""

    stage: str
    reason: str
    material: ClassVar[bool] = True

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        ended = with_fields(deal, state="withdrawn", lost_because=self.reason, wait=None, next_step=None)
        return with_fields(ended, touched=at, passed=None)
