"""What lies too long, in words: how long, what is missing, and who holds it."""

from dataclasses import dataclass

from bot.views.words import count, cut, holder, name, plain_day
from process import rights
from process.context import Scene
from process.deal import Deal
from process.playbook import SPEAKERS
from process.stall import NEXT_STEP, Finding

Rank = tuple[bool, bool, int, str]


@dataclass(frozen=True, slots=True)
class Lies:
    """A deal with what was found about it, the gravest first, and the scene by its own playbook.

    `escalated` is for a reader who does not hold it, and is told because nothing came of it where it lies.
    """

    deal: Deal
    scene: Scene
    findings: tuple[Finding, ...]
    escalated: bool = False

    @property
    def first(self) -> Finding:
        return self.findings[0]

    @property
    def stalled(self) -> bool:
        return self.first.strength == "stalled"

    @property
    def lies_still(self) -> bool:
        """Whether there is more to it than a long stay, of which whoever works on it has heard."""
        return any(finding.rule != "long" for finding in self.findings)

    @property
    def grade(self) -> tuple[bool, bool]:
        """How grave it is, the gravest lowest: first what was escalated, then what is stalled, then what is quiet."""
        return not self.escalated, not self.stalled

    @property
    def rank(self) -> Rank:
        """By which lists are sorted: the gravest first, then the one that has lain longest."""
        return *self.grade, -self.first.days, self.deal.name


def finding_words(one: Lies, finding: Finding) -> str:
    """What was found, in a sentence: how long, what is missing, who holds it."""
    days, who = count(finding.days, "working day"), who_holds(one, finding)
    sentences = {
        "idle": f"no activity for {days}. {_lacking(finding, who)}",
        "long": f"{days} in {_stage(one)}. {_lacking(finding, who)}",
        "contact": f"no word with the customer for {days}; {who} looks after them.",
        "close date": f"its close date passed on {plain_day(finding.since)}; {who} sets a new one.",
        "date": f"{_thing(finding)} was due on {plain_day(finding.since)}; {who} holds it.",
        "approval": f"{finding.missing} has waited for {days}; {who} holds it.",
        "specialist": f"{who} was called in {days} ago and has not answered{_asked(finding)}.",
    }
    return sentences[finding.rule]


def besides_words(one: Lies, finding: Finding) -> str:
    """A further finding in a sentence, without what the first said already: what is missing, and who holds it."""
    words, again = finding_words(one, finding), _lacking(finding, who_holds(one, finding))
    same = (finding.missing, finding.holder) == (one.first.missing, one.first.holder)
    return words.removesuffix(again).rstrip() if same else words


def _lacking(finding: Finding, who: str) -> str:
    if finding.missing == NEXT_STEP:
        return f"Nothing is missing; {who} can take it on."
    return f"Missing: {cut(finding.missing, 80)}; {who} holds it."


def _asked(finding: Finding) -> str:
    """What a team was asked, unless it goes by the team's own name."""
    return "" if finding.missing.casefold() == finding.holder.casefold() else f": {cut(finding.missing, 80)}"


def _thing(finding: Finding) -> str:
    """What stands on a list, its own words in quotes: trigger 1, “their board meets”."""
    which, _, words = finding.missing.partition(". ")
    return f"{which}, “{cut(words, 60)}”," if words else which


def short_words(one: Lies, finding: Finding) -> str:
    """The same in a few words, for a list of many: "9 days, Legal holds Licensing"."""
    days, what, who = count(finding.days, "day"), cut(finding.missing, 60), who_holds(one, finding)
    holds = f"ready to go on, {who}" if what == NEXT_STEP else f"{who} holds {what}"
    words = {
        "idle": f"{days}, {holds}",
        "long": f"{days} in {_stage(one)}, {holds}",
        "contact": f"{days} without a word with the customer, {who}",
        "close date": f"its close date passed on {plain_day(finding.since)}, {who}",
        "date": f"{_thing(finding)} was due on {plain_day(finding.since)}, {who}",
        "approval": f"{days}, {holds}",
        "specialist": f"{days}, {holds if _asked(finding) else f'{who} has not answered'}",
    }
    return words[finding.rule]


def _stage(one: Lies) -> str:
    return one.scene.playbook.at(one.deal.stage).name


def who_holds(one: Lies, finding: Finding) -> str:
    """Whose turn it is, by name where it is one of ours."""
    scene, deal = one.scene, one.deal
    if finding.holder == "manager" and deal.approval:
        asked = rights.deciders(deal, deal.approval.requester, scene.company, scene.now)[:1]
        return name(scene, asked[0].id) if asked else "a manager"
    known = finding.holder in (*SPEAKERS, *scene.playbook.teams)
    return holder(scene, deal, finding.holder) if known else name(scene, finding.holder)
