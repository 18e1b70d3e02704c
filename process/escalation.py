"""Hearing: who is told of a stall - whoever holds it, and their managers when nothing comes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from process import rights
from process.colleague import Colleague, Company
from process.deal import Deal
from process.playbook import Playbook
from process.stall import Day, Stall, Strength, stalls


@dataclass(frozen=True, slots=True)
class Notified:
    """Somebody was told of a deal on a day, and how grave it was then."""

    person: str
    day: date
    strength: Strength


@dataclass(frozen=True, slots=True)
class Audience:
    """Those who may be told, at a moment: everybody of ours."""

    company: Company
    now: datetime

    def hearers(
        self, deal: Deal, playbook: Playbook, day: Day, told: Sequence[Notified]
    ) -> dict[str, tuple[Stall, ...]]:
        """Who is to hear of which stalls of a deal on this day; `told` is what was said of it, oldest first."""
        heard: dict[str, tuple[Stall, ...]] = {}
        for stall in filter(_worth_a_word, stalls(deal, playbook, day)):
            holders = self.holders(deal, stall)
            asked = unanswered(deal, stall, day, told)
            for person in dict.fromkeys((*holders, *self._above(holders, stall, playbook, day, asked))):
                if not _lately(person, stall, playbook, day, told):
                    heard[person] = (*heard.get(person, ()), stall)
        return heard

    def holders(self, deal: Deal, stall: Stall) -> list[str]:
        """Whose turn it is, or who stands in for them; the deal's own people where that is nobody of ours."""
        working = deal.account_manager or deal.owner
        named = self._named(deal, stall) or [one for one in (self.company.find(working),) if one]
        acting = [self.company.stand_in(one, self.now) or one for one in named]
        return [one.id for one in acting] or [one.id for one in self.company.line(working) if one.active][:1]

    def _named(self, deal: Deal, stall: Stall) -> list[Colleague]:
        if stall.rule == "specialist":
            return [one for one in self.company.people.values() if one.active and stall.holder in one.teams]
        if stall.holder == "manager":
            asked = deal.approval.requester if deal.approval and deal.approval.live else deal.owner
            return list(rights.deciders(deal, asked, self.company, self.now)[:1])
        found = self.company.find(stall.holder)
        return [found] if found else []

    def _above(
        self, holders: Sequence[str], stall: Stall, playbook: Playbook, day: Day, told: Sequence[Notified]
    ) -> list[str]:
        """The managers who hear of it too: one more for every so many days without an answer.

        An approval lives for a few days only, so it goes up day by day.
        """
        since = [one.day for one in told if one.person in holders]
        if not since:
            return []
        pause = 1 if stall.rule == "approval" else playbook.clock.escalate_days
        steps = day.after(min(since)) // pause
        line = (boss.id for boss in self.company.line(holders[0]) if boss.manages)
        return list(islice(line, steps))


def _worth_a_word(stall: Stall) -> bool:
    """A deal that is worked on, and a little long where it is, stands in the digest; nobody is called for it."""
    return stall.rule != "long" or stall.strength == "stalled"


def unanswered(deal: Deal, stall: Stall, day: Day, told: Sequence[Notified]) -> list[Notified]:
    """What was told of a stall and led to nothing; for a deal that is long in its stage, work on it is an answer."""
    since = stall.since
    if stall.rule == "long":
        since = max(since, deal.touched.astimezone(day.zone).date())
    return [one for one in told if one.day >= since]


def _lately(person: str, stall: Stall, playbook: Playbook, day: Day, told: Sequence[Notified]) -> bool:
    """Whether they heard of it a short while ago, and it has become no graver.

    A deal that is worked on and stays where it is was no news to begin with: who heard of it hears no more.
    """
    mine = [one for one in told if one.person == person and stall.since <= one.day <= day.today]
    if not mine or (stall.rule != "long" and day.after(mine[-1].day) >= playbook.clock.repeat_days):
        return False
    return mine[-1].strength == "stalled" or stall.strength == "quiet"
