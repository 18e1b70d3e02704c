"""A stalled deal as its reader sees it, and whose turn it is."""

from dataclasses import dataclass

from bot.views.words import taking_over
from process import rights
from process.clock_rules import CLOCK_RULES
from process.colleague import Colleague
from process.context import Context
from process.deal import Deal
from process.stall import Stall

Rank = tuple[bool, bool, int, str]


@dataclass(frozen=True, slots=True)
class StalledDeal:
    """A deal with what was found about it, the gravest first, and the context by its own playbook.

    `escalated` is for a reader who doesn't own it, and is notified because the owner didn't act.
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
        """Whether there is more to it than a long stay, about which the owner got a nudge."""
        return any(not CLOCK_RULES[stall.rule].background for stall in self.found_stalls)

    @property
    def grade(self) -> tuple[bool, bool]:
        """How grave it is, the gravest lowest: first what was escalated, then what is stalled, then what is quiet."""
        return not self.escalated, not self.stalled

    @property
    def rank(self) -> Rank:
        """By which lists are sorted: the gravest first, then the one that has lain longest."""
        return *self.grade, -self.first.days, self.deal.name


def person_of(one: StalledDeal, stall: Stall) -> str:
    """The id of the colleague whose turn it is; "" where it is a side's or a team's of several people."""
    deal, known = one.deal, one.context.company.people
    match stall.holder:
        case "rep" | "buyer":
            return deal.account_manager or deal.owner
        case "account manager":
            return taking_over(deal, one.context.playbook)
        case "manager":
            return next((who.id for who in _deciders(one)), "")
        case team if team in one.context.playbook.teams:
            able = [who.id for who in known.values() if who.active and team in who.teams]
            return able[0] if len(able) == 1 else ""
        case other:
            return other if other in known else ""


def _deciders(one: StalledDeal) -> list[Colleague]:
    """Who can decide on the approval that the deal waits for, the nearest first."""
    context, asked = one.context, one.deal.approval
    return list(rights.deciders(one.deal, asked.requester, context.company, context.now)) if asked else []
