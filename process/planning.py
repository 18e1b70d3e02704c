"""Planning: the next step of a deal is planned, moved, done or dropped. A deal has at most one at a time."""

from datetime import date, datetime

from process import rights
from process.context import Context
from process.deal import Deal
from process.facts import Fact, Logged, PlanDone, PlanDropped, PlanMoved, Planned
from process.next_step import NextStep
from process.outcome import Outcome, happened, refused
from process.reasons.rights import NotYours
from process.reasons.state import NothingPlanned, NotOpen
from process.reasons.values import NotAColleague, PlannedInPast


def plan(deal: Deal, context: Context, step: NextStep) -> Outcome:
    """Plan the next step, in place of an earlier one; its number is given here.

    The same step for the same person at another time is moved, so that its moves are counted.
    """
    if not rights.may_work(deal, context.by):
        return refused(deal, NotYours("plan"))
    if deal.state != "open":
        return refused(deal, NotOpen(deal.state, "plan"))
    if context.company.find(step.who) is None:
        return refused(deal, NotAColleague("next step"), "who")
    if wrong := _in_past(deal, context, step.day, step.at):
        return wrong
    known = deal.next_step
    if known is not None and _same(known, step):
        return move(deal, context, step.day, step.at)
    instead = known.note if known else ""
    planned = Planned(deal.steps + 1, step.note, step.who, step.day, step.at, step.activity, instead)
    return happened(deal, context, planned)


def _same(one: NextStep, other: NextStep) -> bool:
    return one.who == other.who and one.note.casefold() == other.note.casefold()


def _in_past(deal: Deal, context: Context, day: date, at: datetime | None) -> Outcome | None:
    """A time that has passed already, as a refusal; today without a time is still to come."""
    if at is not None and at <= context.now:
        return refused(deal, PlannedInPast(), "day" if day < context.today else "time")
    return refused(deal, PlannedInPast(), "day") if at is None and day < context.today else None


def move(deal: Deal, context: Context, day: date, at: datetime | None) -> Outcome:
    """Put the next step to another time; the same time again changes nothing."""
    step = deal.next_step
    if step is None:
        return refused(deal, NothingPlanned())
    if refusal := _not_theirs(deal, context, step):
        return refusal
    if wrong := _in_past(deal, context, day, at):
        return wrong
    if (day, at) == (step.day, step.at):
        return Outcome(deal)
    return happened(deal, context, PlanMoved(step.number, day, step.day, at, step.at))


def done(deal: Deal, context: Context, note: str = "") -> Outcome:
    """The next step is done, with a note of how it went. A contact with the customer is logged, unless it is already.

    It is where someone logged one since the time for which it was planned.
    """
    step = deal.next_step
    if step is None:
        return refused(deal, NothingPlanned())
    if refusal := _not_theirs(deal, context, step):
        return refusal
    facts: tuple[Fact, ...] = (PlanDone(step.number, step.note, note),)
    if step.activity and not _logged(deal, context, step):
        facts = (*facts, Logged(step.activity, note or step.note))
    return happened(deal, context, *facts)


def _logged(deal: Deal, context: Context, step: NextStep) -> bool:
    if deal.contacted is None:
        return False
    if step.at is not None:
        return deal.contacted >= step.at
    return deal.contacted.astimezone(context.zone).date() >= step.day


def drop(deal: Deal, context: Context, reason: str = "") -> Outcome:
    """The next step won't be done."""
    step = deal.next_step
    if step is None:
        return refused(deal, NothingPlanned())
    if refusal := _not_theirs(deal, context, step):
        return refusal
    return happened(deal, context, PlanDropped(step.number, step.note, reason))


def may_end(deal: Deal, context: Context, step: NextStep) -> bool:
    """Whether the asker can move, end or drop it: those who work on the deal, who is to do it, or their stand-in."""
    by = context.by
    theirs = step.who == by.id or step.who in context.company.acts_for(by.id, context.now)
    return rights.may_work(deal, by) or (by.active and theirs)


def _not_theirs(deal: Deal, context: Context, step: NextStep) -> Outcome | None:
    if not may_end(deal, context, step):
        return refused(deal, NotYours("plan"))
    return refused(deal, NotOpen(deal.state, "plan")) if deal.state != "open" else None
