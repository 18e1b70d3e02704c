"""Stalls: what the clock finds about a deal - since when, what is missing, and whose turn it is."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Literal

from process.limits import Rule
from process.list_item import ListItem
from process.playbook import Exit
from process.working_days import EVERY_WEEKDAY, Calendar, working_days

Severity = Literal["quiet", "stalled"]
Wanted = Literal["next step", "planned step", "close date", "approval", "acceptance", "contact", "renewal"]
"""What is missing where it is neither an exit nor an item: the next step where every exit is proven."""


@dataclass(frozen=True, slots=True)
class LocalDay:
    """Today in a `zone`, by the calendar that a company or a person works by."""

    today: date
    zone: tzinfo
    calendar: Calendar = EVERY_WEEKDAY

    def since(self, moment: datetime) -> int:
        """The working days since a moment."""
        return self.after(self.of(moment))

    def after(self, day: date) -> int:
        """The working days since a day."""
        return working_days(day, self.today, self.calendar)

    def of(self, moment: datetime) -> date:
        """The date of a moment in this zone."""
        return moment.astimezone(self.zone).date()


@dataclass(frozen=True, slots=True)
class Stall:
    """One thing that has waited too long: the rule that found it, since when, and for how many working days.

    `holder` is whose turn it is: rep, buyer, manager, account manager, a specialist team, or a colleague's id.
    """

    rule: Rule
    severity: Severity
    since: date
    days: int
    missing: Exit | ListItem | Wanted
    holder: str
