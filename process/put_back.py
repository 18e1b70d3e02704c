"""Putting back: what an import changed on a deal is undone, value by value, where no one touched the value since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from process import course, proof, rights
from process.context import Context
from process.deal import Deal
from process.evidence import Evidence
from process.facts import Advanced, Assigned, Changed, Claimed, Entry, Fact, ImportPutBack, Met, Unclaimed, Unmet
from process.money import Money
from process.outcome import Outcome, happened, refused
from process.reasons.rights import NotYours
from process.reasons.route import ChangesWin
from process.undo import undone_steps
from process.win import changes_win

WhyLeft = Literal["touched", "built on", "over", "not allowed"]
"""Why a value stays: it was changed since, the deal moved on since, it is no longer open, or a rule forbids it."""


@dataclass(frozen=True, slots=True)
class Left:
    """What stays of an import on a deal: "amount", "owner", "claim", or the key of an exit; and why."""

    what: str
    why: WhyLeft


@dataclass(frozen=True, slots=True)
class PutBack:
    """What putting back came to: the outcome, and what stays as the import left it."""

    outcome: Outcome
    left: tuple[Left, ...] = ()


def put_back(deal: Deal, context: Context, ledger: Sequence[Entry], step: int, file: str) -> PutBack:
    """Put back what the import did in that step. `ledger` is all of the deal's entries, `step` a version of the deal.

    Each value goes through the rules that hold for a person who changes it, and what came with it stays in the ledger.
    """
    done = sorted((entry.fact for entry in ledger if entry.step == step), key=_later_ones)
    later = [entry.fact for entry in ledger if entry.step > step]
    if step in undone_steps(ledger) or not done:
        return PutBack(Outcome(deal))
    now, facts, left = deal, list[Fact](), list[Left]()
    for fact in done:
        for what, outcome in _restored(now, context, fact, later, _before(ledger, step)):
            if isinstance(outcome, Outcome) and not outcome.refusal:
                now, facts = outcome.deal, facts + list(outcome.facts)
            else:
                why: WhyLeft = "not allowed" if isinstance(outcome, Outcome) else outcome
                left.append(Left(what, why))
    if not facts:
        return PutBack(Outcome(deal), tuple(left))
    marked = happened(now, context, ImportPutBack(file))
    return PutBack(Outcome(marked.deal, (*facts, *marked.facts)), tuple(left))


def _later_ones(fact: Fact) -> bool:
    """The owner goes back first: the rules for the other values look at who owns the deal."""
    return not isinstance(fact, Assigned)


def _before(ledger: Sequence[Entry], step: int) -> Claimed | None:
    """The claim that the deal had before the step."""
    claim: Claimed | None = None
    for entry in ledger:
        if entry.step < step and isinstance(entry.fact, Claimed | Unclaimed):
            claim = entry.fact if isinstance(entry.fact, Claimed) else None
    return claim


def _restored(
    deal: Deal, context: Context, fact: Fact, later: Sequence[Fact], claim: Claimed | None
) -> list[tuple[str, Outcome | WhyLeft]]:
    """What each value of a fact comes to, by its name. What isn't a value of the deal has none."""
    match fact:
        case Changed():
            return [(fact.attribute, _value(deal, context, fact, later))]
        case Assigned():
            return [("owner", _owner(deal, context, fact, later))]
        case Claimed():
            return [("claim", _claim(deal, context, later, claim))]
        case Met(evidence):
            return [(one.exit, _evidence(deal, context, one, later)) for one in evidence]
        case _:
            return []


def _value(deal: Deal, context: Context, fact: Changed, later: Sequence[Fact]) -> Outcome | WhyLeft:
    if any(isinstance(one, Changed) and one.attribute == fact.attribute for one in later):
        return "touched"
    if deal.state != "open":
        return "over"
    back = _reversed(fact)
    return course.change(deal, context, back) if fact.was else _cleared(deal, context, back)


def _reversed(fact: Changed) -> Changed:
    """The change that leads back."""
    match fact.attribute:
        case "amount":
            return Changed("amount", fact.now(), amount=Money.of(fact.was) if fact.was else None)
        case "close date":
            return Changed("close date", fact.now(), close_date=date.fromisoformat(fact.was) if fact.was else None)
        case "product":
            return Changed("product", fact.now(), product=fact.was)
        case _:
            return Changed(fact.attribute, fact.now(), name=fact.was)


def _cleared(deal: Deal, context: Context, back: Changed) -> Outcome:
    """Nothing again: what isn't known counts as given, so the playbook never asks for less by it."""
    if not rights.may_own(deal, context.by):
        return refused(deal, NotYours("change"))
    if changes_win(deal, back):
        return refused(deal, ChangesWin(back.attribute))
    return happened(deal, context, back)


def _owner(deal: Deal, context: Context, fact: Assigned, later: Sequence[Fact]) -> Outcome | WhyLeft:
    if any(isinstance(one, Assigned) for one in later) or deal.owner != fact.owner:
        return "touched"
    return course.assign(deal, context, fact.was) if deal.state == "open" else "over"


def _claim(deal: Deal, context: Context, later: Sequence[Fact], before: Claimed | None) -> Outcome | WhyLeft:
    if any(isinstance(one, Claimed | Unclaimed) for one in later) or deal.claim is None:
        return "touched"
    if deal.state != "open":
        return "over"
    return happened(deal, context, before or Unclaimed(deal.claim.stage, deal.claim.words))


def _evidence(deal: Deal, context: Context, one: Evidence, later: Sequence[Fact]) -> Outcome | WhyLeft:
    if deal.state != "open":
        return "over"
    if deal.value(one.exit) != one.value or any(_answers(fact, one.exit) for fact in later):
        return "touched"
    if any(isinstance(fact, Advanced) for fact in later):
        return "built on"
    return proof.unmeet(deal, context, one.exit, "import undone")


def _answers(fact: Fact, key: str) -> bool:
    """Whether a fact answers an exit, or takes its answer back."""
    if isinstance(fact, Met):
        return any(one.exit == key for one in fact.evidence)
    return isinstance(fact, Unmet) and fact.exit == key
