"""A stalled deal as its reader sees it, and whose turn it is."""

from dataclasses import dataclass

from bot.views.words import holder, name, taking_over
from process import rights
from process.clock_rules import CLOCK_RULES
from process.colleague import Colleague
from process.context import Context
from process.deal import Deal
from process.playbook import SPEAKERS
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


def whose_turn(one: StalledDeal, stall: Stall) -> str:
    """Whose turn it is, for the reader of `one.context`: "you" where it is theirs."""
    return "you" if _answerable(one, stall) == one.context.by.id else who_holds(one, stall)


def _answerable(one: StalledDeal, stall: Stall) -> str:
    """The id of the colleague whose turn it is; a side or a team if it isn't a single colleague's."""
    match stall.holder:
        case "rep":
            return one.deal.account_manager or one.deal.owner
        case "account manager":
            return taking_over(one.deal, one.context.playbook)
        case "manager":
            asked = _deciders(one)
            return asked[0].id if asked else "manager"
        case other:
            return other


def _deciders(one: StalledDeal) -> list[Colleague]:
    """Who can decide on the approval that the deal waits for, the nearest first."""
    context, asked = one.context, one.deal.approval
    return list(rights.deciders(one.deal, asked.requester, context.company, context.now)) if asked else []


def who_holds(one: StalledDeal, stall: Stall) -> str:
    """Whose turn it is, by name where it is a colleague's; the same for every reader."""
    context, deal = one.context, one.deal
    if stall.holder == "manager" and deal.approval:
        asked = _deciders(one)
        return name(context, asked[0].id) if asked else "a manager"
    known = stall.holder in (*SPEAKERS, *context.playbook.teams)
    return holder(context, deal, stall.holder) if known else name(context, stall.holder)
