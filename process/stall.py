"""Stalls: what a deal's own facts say about how long it lies, what is missing, and who holds it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from typing import Literal

from process.calendar import EVERY_WEEKDAY, Calendar, working_days
from process.deal import Deal
from process.gate import Missing, each_missing
from process.limits import Rule
from process.playbook import Playbook

Strength = Literal["quiet", "stalled"]
NEXT_STEP = "the next step"
"""What is missing where every exit is proven."""

PLANS = ("trigger", "buyer step", "obligation")
"""The lists whose next day is a plan: until then it is known what happens next."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day as one person lives it: its date in their `zone`, and the calendar they work by."""

    today: date
    zone: tzinfo
    calendar: Calendar = EVERY_WEEKDAY

    def since(self, moment: datetime) -> int:
        """The working days since a moment."""
        return self.after(moment.astimezone(self.zone).date())

    def after(self, day: date) -> int:
        """The working days since a day."""
        return working_days(day, self.today, self.calendar)


@dataclass(frozen=True, slots=True)
class Stall:
    """One thing that lies too long: the rule that found it, since when, and for how many working days.

    `holder` is whose turn it is: rep, buyer, manager, account manager, a specialist team, or a colleague's id.
    """

    rule: Rule
    strength: Strength
    since: date
    days: int
    missing: str
    holder: str


def stalls(deal: Deal, playbook: Playbook, day: Day) -> tuple[Stall, ...]:
    """Everything about an open deal that lies too long on this day, the gravest first; nothing for any other deal.

    That it is long in its stage comes after whatever says why.
    """
    if deal.state != "open":
        return ()
    found = _Look(deal, playbook, day).found_stalls()
    wanted = [one for one in found if playbook.clock.watches(one.rule)]
    return tuple(sorted(wanted, key=lambda one: (one.strength != "stalled", one.rule == "long", -one.days)))


@dataclass(frozen=True, slots=True)
class _Look:
    deal: Deal
    playbook: Playbook
    day: Day

    def found_stalls(self) -> Iterator[Stall]:
        yield from self._dates()
        yield from self._approval()
        yield from self._specialists()
        if not self._rests():
            yield from self._lying()
            yield from self._unspoken()

    def _dates(self) -> Iterator[Stall]:
        """Dates that passed; no waiting holds them."""
        deal = self.deal
        before_signature = self.playbook.after(deal.stage) is not None
        if deal.close_date and before_signature:
            yield from self._passed("close date", deal.close_date, "a close date that still holds", "rep")
        for item in deal.items:
            if item.open and item.due:
                what = f"{item.list} {item.number}. {item.text}"
                yield from self._passed("date", item.due, what, item.owner or "rep")

    def _passed(self, rule: Rule, due: date, what: str, holder: str) -> Iterator[Stall]:
        """A date is over the day after it, be that worked on or not, unless its rule is loosened."""
        later = self.playbook.clock.later.get(rule, 0)
        if due < self.day.today and self.day.after(due) >= later:
            yield self._finding(rule, due, later, what, holder)

    def _approval(self) -> Iterator[Stall]:
        approval = self.deal.approval
        if approval is None or not approval.live:
            return
        asked = approval.state == "asked"
        since = self._local(approval.asked_at if asked else approval.decided_at or approval.asked_at)
        what = "the approval of the handoff" if asked else "the acceptance of the handoff"
        holder = "manager" if asked else self._acceptor(approval.stage)
        yield from self._past("approval", since, self.playbook.clock.approval_days, what, holder)

    def _acceptor(self, stage: str) -> str:
        handoff = self.playbook.at(stage).handoff
        return (self.deal.value(handoff.acceptance) if handoff else "") or "account manager"

    def _specialists(self) -> Iterator[Stall]:
        """Teams that were engaged, are needed, and have said nothing since."""
        for team in dict.fromkeys(one.team for one in self.deal.engaged):
            if needed := self._silent(team):
                first = min(one.at for one in self.deal.engaged if one.team == team)
                limit = self.playbook.clock.of_team(team)
                yield from self._past("specialist", self._local(first), limit, needed.exit.name, team)

    def _silent(self, team: str) -> Missing | None:
        """What this engaged team has not spoken of yet."""
        wanted = each_missing(self.deal, self.playbook, self.playbook.last.key)
        return next((one for one in wanted if one.holder == team and one.fault == "unproven"), None)

    def _rests(self) -> bool:
        """Whether the deal is meant to lie: it waits, or what comes next has its day.

        That is a day agreed on in the last activity, however far off, or any that comes within the stage's limit.
        """
        deal, today = self.deal, self.day.today
        if deal.wait and deal.wait.until > today:
            return True
        stage = self.playbook.at(deal.stage)
        limit = max(stage.quiet_days, stage.contact_days)
        plans = [item for item in deal.items if item.open and item.due and item.due >= today and item.list in PLANS]
        return any(
            item.opened_at >= deal.touched or working_days(today, item.due or today, self.day.calendar) <= limit
            for item in plans
        )

    def _lying(self) -> Iterator[Stall]:
        """No activity, or too long in one stage, unless it is a colleague's turn who has a rule of their own."""
        if (self.deal.approval and self.deal.approval.live) or (turn := self._turn()) is None:
            return
        what, holder = turn
        stage = self.playbook.at(self.deal.stage)
        if stage.quiet_days:
            yield from self._past("idle", self._awake(self.deal.touched), stage.quiet_days, what, holder)
        if stage.long_days:
            stay = self._past("long", self._awake(self.deal.entered), stage.long_days, what, holder)
            yield from (replace(one, strength="quiet") if self._proves() else one for one in stay)

    def _turn(self) -> tuple[str, str] | None:
        """What is missing first and whose turn it is, engaged teams aside; None where it is the turn of these alone."""
        asked = {one.team for one in self.deal.engaged}
        turn: tuple[str, str] | None = NEXT_STEP, "rep"
        for one in each_missing(self.deal, self.playbook, self.deal.stage):
            if not (one.holder in asked and one.fault == "unproven"):
                return one.exit.name, one.holder
            turn = None
        return turn

    def _proves(self) -> bool:
        """Whether the deal moves, if slowly: something was proven within the time it may go without any activity."""
        latest = max((one.at for one in self.deal.evidence.values()), default=None)
        return latest is not None and self.day.since(latest) < self.playbook.at(self.deal.stage).quiet_days

    def _unspoken(self) -> Iterator[Stall]:
        """The rhythm in which a customer is to be spoken with; taking them over counts as a word."""
        limit = self.playbook.at(self.deal.stage).contact_days
        if limit:
            spoke = max(self.deal.contacted or self.deal.entered, self.deal.entered)
            yield from self._past("contact", self._awake(spoke), limit, "a word with the customer", "rep")

    def _awake(self, moment: datetime) -> date:
        """Since when a deal lies: since that moment, or since the day until which it was meant to wait."""
        since = self._local(moment)
        return max(since, self.deal.wait.until) if self.deal.wait else since

    def _past(self, rule: Rule, since: date, limit: int, what: str, holder: str) -> Iterator[Stall]:
        limit += self.playbook.clock.later.get(rule, 0)
        if self.day.after(since) >= limit:
            yield self._finding(rule, since, limit, what, holder)

    def _finding(self, rule: Rule, since: date, limit: int, what: str, holder: str) -> Stall:
        days = self.day.after(since)
        stalled = days - limit >= self.playbook.clock.stalled_days
        return Stall(rule, "stalled" if stalled else "quiet", since, days, what, holder)

    def _local(self, moment: datetime) -> date:
        return moment.astimezone(self.day.zone).date()
