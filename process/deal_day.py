"""Deal day: one deal on one day, as the clock's rules look at it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from process.deal import Deal
from process.gate import each_missing
from process.limits import Rule
from process.list_item import ListItem
from process.playbook import Exit, Playbook, Stage
from process.stall import LocalDay, Stall, Wanted
from process.working_days import working_days

PLANS = ("trigger", "buyer step", "obligation")
"""The lists whose next day is a plan: until then it is known what happens next."""


@dataclass(frozen=True)
class DealDay:
    """One deal on one day, by its playbook. It has no slots, so that what several rules ask is worked out once."""

    deal: Deal
    playbook: Playbook
    day: LocalDay

    @cached_property
    def stage(self) -> Stage:
        return self.playbook.at(self.deal.stage)

    @cached_property
    def rests(self) -> bool:
        """Whether the deal is meant to rest: it waits, or what comes next has its day.

        That is a day agreed on in the last activity, however far off, or any that comes within the stage's limit.
        """
        deal, today = self.deal, self.day.today
        if deal.wait and deal.wait.until > today:
            return True
        limit = max(self.stage.quiet_days, self.stage.contact_days)
        plans = [item for item in deal.items if item.open and item.due and item.due >= today and item.list in PLANS]
        return any(
            item.opened_at >= deal.touched or working_days(today, item.due or today, self.day.calendar) <= limit
            for item in plans
        )

    @cached_property
    def planned(self) -> bool:
        """Whether a planned next step holds a quiet deal: until its day, and for no longer than one limit.

        That counts from the limit on, or from when a step was planned after it. Moving a plan, or dropping it for
        another one, gives no more time.
        """
        deal = self.deal
        if deal.next_step is None or deal.next_step.day < self.day.today:
            return False
        limit = self.stage.quiet_days or self.stage.contact_days
        planned = self.day.since(deal.planning_since) if deal.planning_since else limit
        quiet = self.day.after(self.active_since(deal.touched)) - limit - self.later("idle")
        return min(quiet, planned) < limit

    @cached_property
    def turn(self) -> tuple[Exit | Wanted, str] | None:
        """What is missing first and whose turn it is.

        None where a rule of its own watches it: while an approval waits, or where only engaged teams owe an answer.
        """
        if self.deal.approval and self.deal.approval.live:
            return None
        asked = {one.team for one in self.deal.engaged}
        turn: tuple[Exit | Wanted, str] | None = "next step", "rep"
        for one in each_missing(self.deal, self.playbook, self.deal.stage):
            if not (one.holder in asked and one.fault == "unproven"):
                return one.exit, one.holder
            turn = None
        return turn

    def active_since(self, moment: datetime) -> date:
        """The later of a moment's day and the day until which the deal was meant to wait."""
        since = self.day.of(moment)
        return max(since, self.deal.wait.until) if self.deal.wait else since

    def past(
        self, rule: Rule, since: date, limit: int, missing: Exit | ListItem | Wanted, holder: str
    ) -> Iterator[Stall]:
        """The stall of a rule that has been so many working days past its limit; none before."""
        limit += self.later(rule)
        if self.day.after(since) >= limit:
            yield self.stall(rule, since, limit, missing, holder)

    def stall(self, rule: Rule, since: date, limit: int, missing: Exit | ListItem | Wanted, holder: str) -> Stall:
        days = self.day.after(since)
        stalled = days - limit >= self.playbook.clock.stalled_days
        return Stall(rule, "stalled" if stalled else "quiet", since, days, missing, holder)

    def later(self, rule: Rule) -> int:
        """By how many working days a rule is loosened."""
        return self.playbook.clock.later.get(rule, 0)
