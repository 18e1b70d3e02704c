"""Escalation: who gets a stall - the people whose turn it is, and their managers when nothing comes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from process import renewal, rights
from process.clock_rules import CLOCK_RULES, stalls
from process.colleague import Colleague, Company
from process.deal import Deal
from process.playbook import Playbook
from process.stall import LocalDay, Severity, Stall


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice about a deal that a person got on a day, and how grave the stall was then."""

    person: str
    day: date
    severity: Severity


@dataclass(frozen=True, slots=True)
class Escalation:
    """Finds the recipients of stalls among our colleagues, at a moment."""

    company: Company
    now: datetime

    def recipients(
        self, deal: Deal, playbook: Playbook, day: LocalDay, sent: Sequence[Notice]
    ) -> dict[str, tuple[Stall, ...]]:
        """Who gets which stalls of a deal on this day; `sent` are the notices about it so far, oldest first."""
        getting: dict[str, tuple[Stall, ...]] = {}
        for stall in filter(_is_sent, stalls(deal, playbook, day)):
            holders = self.holders(deal, stall)
            open_ones = unanswered(deal, stall, day, sent)
            for person in dict.fromkeys((*holders, *self._managers(holders, stall, playbook, day, open_ones))):
                if not _got_lately(person, stall, playbook, day, sent):
                    getting[person] = (*getting.get(person, ()), stall)
        return getting

    def holders(self, deal: Deal, stall: Stall) -> list[str]:
        """Whose turn it is, or who stands in for them; the deal's own people where no colleague's turn it is."""
        working = deal.account_manager or deal.owner
        named = self._named(deal, stall) or [one for one in (self.company.find(working),) if one]
        acting = [self.company.stand_in(one, self.now) or one for one in named]
        return [one.id for one in acting] or [one.id for one in self.company.line(working) if one.active][:1]

    def can_wait(self, person: str, deal: Deal, found_stalls: Sequence[Stall], today: date) -> bool:
        """Whether a person can get these stalls with their next message, whenever that is.

        So it is with a proposal that is someone else's to answer. It tells a manager of a chance, and of no decision.
        """
        for stall in found_stalls:
            if not CLOCK_RULES[stall.rule].proposes or person in self.holders(deal, stall):
                return False
        return not renewal.presses(deal, today)

    def _named(self, deal: Deal, stall: Stall) -> list[Colleague]:
        if CLOCK_RULES[stall.rule].by_team:
            return [one for one in self.company.people.values() if one.active and stall.holder in one.teams]
        if stall.holder == "manager":
            asked = deal.approval.requester if deal.approval and deal.approval.live else deal.owner
            return list(rights.deciders(deal, asked, self.company, self.now)[:1])
        found = self.company.find(stall.holder)
        return [found] if found else []

    def _managers(
        self, holders: Sequence[str], stall: Stall, playbook: Playbook, day: LocalDay, open_ones: Sequence[Notice]
    ) -> list[str]:
        """The managers above who get it too: one more for every so many days without an answer."""
        since = [one.day for one in open_ones if one.person in holders]
        if not since or _only_proposed(stall):
            return []
        pause = 1 if CLOCK_RULES[stall.rule].daily else playbook.clock.escalate_days
        steps = day.after(min(since)) // pause
        line = (boss.id for boss in self.company.line(holders[0]) if boss.manages)
        return list(islice(line, steps))


def _is_sent(stall: Stall) -> bool:
    """A deal that is worked on, and a little long where it is, is in the digest only."""
    return not CLOCK_RULES[stall.rule].background or stall.severity == "stalled"


def _only_proposed(stall: Stall) -> bool:
    """Whether a stall is a proposal whose time isn't half over."""
    return CLOCK_RULES[stall.rule].proposes and stall.severity == "quiet"


def unanswered(deal: Deal, stall: Stall, day: LocalDay, sent: Sequence[Notice]) -> list[Notice]:
    """The notices about a stall that led to nothing; for a deal that is only slow, an activity is an answer."""
    since = stall.since
    if CLOCK_RULES[stall.rule].background:
        since = max(since, day.of(deal.touched))
    return [one for one in sent if one.day >= since]


def _got_lately(person: str, stall: Stall, playbook: Playbook, day: LocalDay, sent: Sequence[Notice]) -> bool:
    """Whether they got it a short while ago, and it has become no graver.

    A deal that is only slow was no news to begin with: it is sent once and not repeated.
    """
    mine = [one for one in sent if one.person == person and stall.since <= one.day <= day.today]
    repeats = not CLOCK_RULES[stall.rule].background and not _only_proposed(stall)
    if not mine or (repeats and day.after(mine[-1].day) >= playbook.clock.repeat_days):
        return False
    return mine[-1].severity == "stalled" or stall.severity == "quiet"
