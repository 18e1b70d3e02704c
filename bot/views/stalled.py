"""A stalled deal as its reader sees it, and whose turn it is."""

from dataclasses import dataclass

from bot.views.words import holder, name
from process import rights
from process.clock_rules import CLOCK_RULES
from process.context import Context
from process.deal import Deal
from process.playbook import SPEAKERS
from process.stall import Stall

Rank = tuple[bool, bool, int, str]


@dataclass(frozen=True, slots=True)
class StalledDeal:
    """A deal with what was found about it, the gravest first, and the context by its own playbook.

    `escalated` is for a reader who does not hold it, and is told because nothing came of it where it lies.
    """

    deal: Deal
    context: Context
    found_stalls: tuple[Stall, ...]
    escalated: bool = False

    @property
    def first(self) -> Stall:
        return self.found_stalls[0]

    @property
    def stalled(self) -> bool:
        return self.first.severity == "stalled"

    @property
    def still_stalled(self) -> bool:
        """Whether there is more to it than a long stay, of which whoever works on it has heard."""
        return any(not CLOCK_RULES[stall.rule].background for stall in self.found_stalls)

    @property
    def grade(self) -> tuple[bool, bool]:
        """How grave it is, the gravest lowest: first what was escalated, then what is stalled, then what is quiet."""
        return not self.escalated, not self.stalled

    @property
    def rank(self) -> Rank:
        """By which lists are sorted: the gravest first, then the one that has lain longest."""
        return *self.grade, -self.first.days, self.deal.name


def who_holds(one: StalledDeal, stall: Stall) -> str:
    """Whose turn it is, by name where it is one of ours."""
    context, deal = one.context, one.deal
    if stall.holder == "manager" and deal.approval:
        asked = rights.deciders(deal, deal.approval.requester, context.company, context.now)[:1]
        return name(context, asked[0].id) if asked else "a manager"
    known = stall.holder in (*SPEAKERS, *context.playbook.teams)
    return holder(context, deal, stall.holder) if known else name(context, stall.holder)
