"""Hearing: who is told of a finding - whoever holds it, and their managers when nothing comes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from process import rights
from process.colleague import Colleague, Company
from process.deal import Deal
from process.playbook import Playbook
from process.stall import Day, Finding, Strength, stalls


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody was told of a deal on a day, and how grave it was then."""

    person: str
    day: date
    strength: Strength


@dataclass(frozen=True, slots=True)
class Audience:
    """Those who may be told, at a moment: everybody of ours."""

    company: Company
    now: datetime

    def hearers(self, deal: Deal, playbook: Playbook, day: Day, told: Sequence[Told]) -> dict[str, tuple[Finding, ...]]:
        """Who is to hear of which findings about a deal on this day; `told` is what was said of it, oldest first."""
        heard: dict[str, tuple[Finding, ...]] = {}
        for finding in filter(_worth_a_word, stalls(deal, playbook, day)):
            holders = self.holders(deal, finding)
            asked = unanswered(deal, finding, day, told)
            for person in dict.fromkeys((*holders, *self._above(holders, finding, playbook, day, asked))):
                if not _lately(person, finding, playbook, day, told):
                    heard[person] = (*heard.get(person, ()), finding)
        return heard

    def holders(self, deal: Deal, finding: Finding) -> list[str]:
        """Whose turn it is, or who stands in for them; the deal's own people where that is nobody of ours."""
        working = deal.account_manager or deal.owner
        named = self._named(deal, finding) or [one for one in (self.company.find(working),) if one]
        acting = [self.company.stand_in(one, self.now) or one for one in named]
        return [one.id for one in acting] or [one.id for one in self.company.line(working) if one.active][:1]

    def _named(self, deal: Deal, finding: Finding) -> list[Colleague]:
        if finding.rule == "specialist":
            return [one for one in self.company.people.values() if one.active and finding.holder in one.teams]
        if finding.holder == "manager":
            asked = deal.approval.requester if deal.approval and deal.approval.live else deal.owner
            return list(rights.deciders(deal, asked, self.company, self.now)[:1])
        found = self.company.find(finding.holder)
        return [found] if found else []

    def _above(
        self, holders: Sequence[str], finding: Finding, playbook: Playbook, day: Day, told: Sequence[Told]
    ) -> list[str]:
        """The managers who hear of it too: one more for every so many days without an answer.

        An approval lives for a few days only, so it goes up day by day.
        """
        since = [one.day for one in told if one.person in holders]
        if not since:
            return []
        pause = 1 if finding.rule == "approval" else playbook.clock.escalate_days
        steps = day.after(min(since)) // pause
        line = (boss.id for boss in self.company.line(holders[0]) if boss.manages)
        return list(islice(line, steps))


def _worth_a_word(finding: Finding) -> bool:
    """A deal that is worked on, and a little long where it is, stands in the digest; nobody is called for it."""
    return finding.rule != "long" or finding.strength == "stalled"


def unanswered(deal: Deal, finding: Finding, day: Day, told: Sequence[Told]) -> list[Told]:
    """What was told of a finding and led to nothing; for a deal that is long in its stage, work on it is an answer."""
    since = finding.since
    if finding.rule == "long":
        since = max(since, deal.touched.astimezone(day.zone).date())
    return [one for one in told if one.day >= since]


def _lately(person: str, finding: Finding, playbook: Playbook, day: Day, told: Sequence[Told]) -> bool:
    """Whether they heard of it a short while ago, and it has become no graver.

    A deal that is worked on and stays where it is was no news to begin with: who heard of it hears no more.
    """
    mine = [one for one in told if one.person == person and finding.since <= one.day <= day.today]
    if not mine or (finding.rule != "long" and day.after(mine[-1].day) >= playbook.clock.repeat_days):
        return False
    return mine[-1].strength == "stalled" or finding.strength == "quiet"
