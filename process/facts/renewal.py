"""Facts of renewals: when a won deal comes up again, or that it won't."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from process.deal import Deal, Renewal
from process.fields import with_fields


@dataclass(frozen=True, slots=True)
class RenewalSet:
    """The deal comes up for renewal on a day, and is proposed from the day `ask` on; `was` is the day before."""

    day: date
    ask: date
    was: date | None = None
    material: ClassVar[bool] = False

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        return with_fields(deal, renewal=Renewal(self.day, self.ask), touched=at, passed=None)


@dataclass(frozen=True, slots=True)
class NoRenewal:
    """The deal won't be renewed; `was` is the day on which it would have been."""

    reason: str
    was: date | None = None
    material: ClassVar[bool] = False

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        return with_fields(deal, renewal=None, touched=at, passed=None)


@dataclass(frozen=True, slots=True)
class RenewalWithdrawn:
    """The renewal that was started, `deal` with its `name`, was a mistake. It is proposed again from `ask` on.

    Without `ask` its day is over: then it is proposed once someone sets another day.
    """

    deal: str
    name: str
    ask: date | None = None
    material: ClassVar[bool] = False

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        if deal.renewed != self.deal:
            return deal
        renewal = Renewal(deal.renewal.day, self.ask) if deal.renewal and self.ask else None
        return with_fields(deal, renewal=renewal, renewed="", touched=at, passed=None)
