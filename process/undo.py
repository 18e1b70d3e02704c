"""Undo: someone takes back what they did, for ten minutes, while nothing builds on it. The ledger keeps both."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from process.context import Context
from process.deal import Deal
from process.facts import Began, Decided, Entry, Fact, Imported, Undone, Withdrawn
from process.facts.undo import RESTORED
from process.outcome import Outcome, happened, refused
from process.reasons import Reason
from process.reasons.undo import BuiltOn, NeverUndone, NothingDone, NotYoursToUndo, TooLateToUndo, UndoneAlready
from process.undoable import COMPANIONS, TRACELESS, WRITES, builds_on

WITHIN = timedelta(minutes=10)
"""How long ago something can have been done to be undone."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one request did to a deal: its entries share a number, which is the deal's version afterwards."""

    number: int
    entries: tuple[Entry, ...]

    @property
    def by(self) -> str:
        return self.entries[0].by

    @property
    def at(self) -> datetime:
        return self.entries[0].at

    @property
    def facts(self) -> tuple[Fact, ...]:
        return tuple(entry.fact for entry in self.entries)

    @property
    def main(self) -> Fact:
        """The fact that the step was about."""
        return main_of(self.facts)


def main_of(facts: Sequence[Fact]) -> Fact:
    """The fact that a step was about: the first that doesn't only come with another."""
    for fact in facts:
        if not isinstance(fact, COMPANIONS):
            return fact
    return facts[0]


def undone_steps(entries: Iterable[Entry]) -> frozenset[int]:
    """The numbers of the steps that were undone."""
    return frozenset(entry.fact.step for entry in entries if isinstance(entry.fact, Undone))


def standing(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that count: without what was undone, and without the undoing."""
    gone = undone_steps(entries)
    return [entry for entry in entries if entry.step not in gone and not isinstance(entry.fact, Undone)]


def steps_of(entries: Sequence[Entry]) -> list[Step]:
    """A deal's steps that count and left a trace, oldest first."""
    found: dict[int, list[Entry]] = {}
    for entry in standing(entries):
        if not isinstance(entry.fact, TRACELESS):
            found.setdefault(entry.step, []).append(entry)
    return [Step(number, tuple(group)) for number, group in found.items()]


def can_be_undone(was: Deal | None, outcome: Outcome) -> bool:
    """Whether what just came about can be undone at all; `was` is the deal before it, None for a new one."""
    if outcome.refusal or not outcome.facts or _never(outcome.facts):
        return False
    return was is None or was.waivers == outcome.deal.waivers


def _never(step: Sequence[Fact]) -> Reason | None:
    """Why a step is never undone, or None."""
    main = main_of(step)
    voided = any(isinstance(fact, Decided) and fact.state == "void" for fact in step)
    if voided:
        return NeverUndone(next((fact for fact in step if type(fact) in WRITES), main), "approval")
    if type(main) not in WRITES or not all(type(fact) in WRITES or isinstance(fact, COMPANIONS) for fact in step):
        return NeverUndone(main)
    if isinstance(main, Began) and main.deal.parent:
        return NeverUndone(main)
    return None


def undo(deal: Deal, context: Context, ledger: Sequence[Entry], number: int, why: str = "") -> Outcome:
    """Undo one step of this deal; `ledger` is all of its entries.

    A new deal is withdrawn instead, with `why` as the reason in the ledger.
    """
    if number in undone_steps(ledger):
        return refused(deal, UndoneAlready())
    steps = steps_of(ledger)
    step = next((one for one in steps if one.number == number), None)
    if step is None:
        return refused(deal, NothingDone())
    if reason := _refusal(step, context):
        return refused(deal, reason)
    without = _replayed(entry for entry in standing(ledger) if entry.step != number)
    now = _replayed(standing(ledger))
    if without and now and (reason := _unrestorable(deal, now, without, step)):
        return refused(deal, reason)
    if reason := _built_on(step, steps, without, now):
        return refused(deal, reason)
    kinds = tuple(dict.fromkeys(type(fact).__name__ for fact in step.facts))
    if without is None or now is None:
        return happened(deal, context, Undone(number, step.at, kinds, deal), Withdrawn(deal.stage, why))
    return happened(deal, context, Undone(number, step.at, kinds, _restored(deal, now, without)))


def _refusal(step: Step, context: Context) -> Reason | None:
    """Why this person can't undo this step now; what happened since is not looked at."""
    one = context.company.one
    if one(step.by) != one(context.by.id):
        return NotYoursToUndo(step.by, step.main)
    if reason := _never(step.facts):
        return reason
    if context.now - step.at > WITHIN:
        return TooLateToUndo(step.main, step.at)
    return None


def _replayed(entries: Iterable[Entry]) -> Deal | None:
    """The deal that these entries make; None where its beginning isn't among them."""
    deal: Deal | None = None
    for entry in entries:
        if isinstance(entry.fact, Began | Imported):
            deal = entry.fact.deal
        elif deal is not None:
            deal = entry.fact.on(deal, entry.by, entry.at)
    return deal


def _changed(now: Deal, without: Deal) -> list[str]:
    return [name for name in RESTORED if getattr(now, name) != getattr(without, name)]


def _unrestorable(deal: Deal, now: Deal, without: Deal, step: Step) -> Reason | None:
    """Why the deal before can't be put back: a waiver would come back with it, or an old ledger says too little."""
    if now.waivers != without.waivers:
        return NeverUndone(step.main, "waiver")
    known = all(getattr(deal, name) == getattr(now, name) for name in _changed(now, without))
    return None if known else NeverUndone(step.main)


def _restored(deal: Deal, now: Deal, without: Deal) -> Deal:
    """The deal with the fields that the step changed as they are without it.

    Who proved something as its owner stays: an undo doesn't make them free to decide on it.
    """
    changes = {name: getattr(without, name) for name in _changed(now, without)}
    return replace(deal, **changes)


def _built_on(step: Step, steps: Sequence[Step], without: Deal | None, now: Deal | None) -> Reason | None:
    """What was done since that builds on the step: the first of it."""
    brings_back = bool(without and now and _old_answers(without, now))
    for later in steps[steps.index(step) + 1 :]:
        for entry in later.entries:
            if builds_on(entry.fact, step.facts, brings_back=brings_back):
                return BuiltOn(step.main, later.main, later.by)
    return None


def _old_answers(without: Deal, now: Deal) -> list[str]:
    """The exits whose answer from before would come back."""
    return [key for key, one in without.evidence.items() if now.evidence.get(key) != one]
