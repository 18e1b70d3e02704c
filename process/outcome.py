"""Outcomes: what a request did to a deal, or the plain "no" that stands in its way."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from process.context import Context
from process.deal import Deal
from process.facts import Decided, Fact
from process.gate import Missing
from process.reasons import Reason, RefusalKind


@dataclass(frozen=True, slots=True)
class Refusal:
    """An ordinary "no": the reason, and everything that is missing.

    `stage` is the stage whose gate stayed shut, `skipping` whether it stopped an attempt to skip. What does not fit
    names the `field` that it was given in.
    """

    reason: Reason
    missing: tuple[Missing, ...] = ()
    stage: str = ""
    skipping: bool = False
    field: str = ""

    @property
    def kind(self) -> RefusalKind:
        return self.reason.kind


@dataclass(frozen=True, slots=True)
class Outcome:
    """The deal afterwards, the facts that led there (a refusal can be one), and the refusal if there is one."""

    deal: Deal
    facts: tuple[Fact, ...] = ()
    refusal: Refusal | None = None


def happened(deal: Deal, context: Context, *facts: Fact) -> Outcome:
    """The outcome of facts that came about; what changes the deal in substance voids its waiting approval first."""
    if (approval := deal.approval) and approval.live and any(fact.material for fact in facts):
        facts = (Decided(approval.id, "void"), *facts)
    for fact in facts:
        deal = fact.on(deal, context.by.id, context.now)
    return Outcome(deal, facts)


def together(deal: Deal, steps: Iterable[Callable[[Deal], Outcome]]) -> Outcome:
    """The outcome of several changes, each to the deal that the one before left: all of them, or the first refusal."""
    so_far = Outcome(deal)
    for step in steps:
        done = step(so_far.deal)
        if done.refusal:
            return Outcome(deal, (), done.refusal)
        so_far = Outcome(done.deal, so_far.facts + done.facts)
    return so_far


def refused(deal: Deal, reason: Reason, field: str = "") -> Outcome:
    """The outcome of a request that changes nothing; `field` is what it was given in and does not fit."""
    return Outcome(deal, (), Refusal(reason, field=field))


def with_refusal(outcome: Outcome, refusal: Refusal) -> Outcome:
    """The same outcome, but its end is a refusal."""
    return Outcome(outcome.deal, outcome.facts, refusal)
