"""What lies too long, in words: how long, what is missing, and who holds it."""

from dataclasses import dataclass

from bot.views.words import count, cut, holder, name, plain_day
from process import rights
from process.context import Context
from process.deal import Deal
from process.playbook import SPEAKERS
from process.stall import NEXT_STEP, Stall

Rank = tuple[bool, bool, int, str]


@dataclass(frozen=True, slots=True)
class Lies:
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
        return self.first.strength == "stalled"

    @property
    def lies_still(self) -> bool:
        """Whether there is more to it than a long stay, of which whoever works on it has heard."""
        return any(stall.rule != "long" for stall in self.found_stalls)

    @property
    def grade(self) -> tuple[bool, bool]:
        """How grave it is, the gravest lowest: first what was escalated, then what is stalled, then what is quiet."""
        return not self.escalated, not self.stalled

    @property
    def rank(self) -> Rank:
        """By which lists are sorted: the gravest first, then the one that has lain longest."""
        return *self.grade, -self.first.days, self.deal.name


def finding_words(one: Lies, stall: Stall) -> str:
    """What was found, in a sentence: how long, what is missing, who holds it."""
    days, who = count(stall.days, "working day"), who_holds(one, stall)
    sentences = {
        "idle": f"no activity for {days}. {_lacking(stall, who)}",
        "long": f"{days} in {_stage(one)}. {_lacking(stall, who)}",
        "contact": f"no word with the customer for {days}; {who} looks after them.",
        "close date": f"its close date passed on {plain_day(stall.since)}; {who} sets a new one.",
        "date": f"{_thing(stall)} was due on {plain_day(stall.since)}; {who} holds it.",
        "approval": f"{stall.missing} has waited for {days}; {who} holds it.",
        "specialist": f"{who} was called in {days} ago and has not answered{_asked(stall)}.",
    }
    return sentences[stall.rule]


def besides_words(one: Lies, stall: Stall) -> str:
    """A further stall in a sentence, without what the first said already: what is missing, and who holds it."""
    words, again = finding_words(one, stall), _lacking(stall, who_holds(one, stall))
    same = (stall.missing, stall.holder) == (one.first.missing, one.first.holder)
    return words.removesuffix(again).rstrip() if same else words


def _lacking(stall: Stall, who: str) -> str:
    if stall.missing == NEXT_STEP:
        return f"Nothing is missing; {who} can take it on."
    return f"Missing: {cut(stall.missing, 80)}; {who} holds it."


def _asked(stall: Stall) -> str:
    """What a team was asked, unless it goes by the team's own name."""
    return "" if stall.missing.casefold() == stall.holder.casefold() else f": {cut(stall.missing, 80)}"


def _thing(stall: Stall) -> str:
    """What stands on a list, its own words in quotes: trigger 1, “their board meets”."""
    which, _, words = stall.missing.partition(". ")
    return f"{which}, “{cut(words, 60)}”," if words else which


def short_words(one: Lies, stall: Stall) -> str:
    """The same in a few words, for a list of many: "9 days, Legal holds Licensing"."""
    days, what, who = count(stall.days, "day"), cut(stall.missing, 60), who_holds(one, stall)
    holds = f"ready to go on, {who}" if what == NEXT_STEP else f"{who} holds {what}"
    words = {
        "idle": f"{days}, {holds}",
        "long": f"{days} in {_stage(one)}, {holds}",
        "contact": f"{days} without a word with the customer, {who}",
        "close date": f"its close date passed on {plain_day(stall.since)}, {who}",
        "date": f"{_thing(stall)} was due on {plain_day(stall.since)}, {who}",
        "approval": f"{days}, {holds}",
        "specialist": f"{days}, {holds if _asked(stall) else f'{who} has not answered'}",
    }
    return words[stall.rule]


def _stage(one: Lies) -> str:
    return one.context.playbook.at(one.deal.stage).name


def who_holds(one: Lies, stall: Stall) -> str:
    """Whose turn it is, by name where it is one of ours."""
    context, deal = one.context, one.deal
    if stall.holder == "manager" and deal.approval:
        asked = rights.deciders(deal, deal.approval.requester, context.company, context.now)[:1]
        return name(context, asked[0].id) if asked else "a manager"
    known = stall.holder in (*SPEAKERS, *context.playbook.teams)
    return holder(context, deal, stall.holder) if known else name(context, stall.holder)
