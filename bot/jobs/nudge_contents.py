"""Nudge contents: what is in one person's nudge of one day, by the state of the deals now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection

from adapters.card import Card
from bot.company.snapshot import Snapshot
from bot.effects import owner_news, quiet_news
from bot.effects.quiet_news import NEWS
from bot.effects.skip_notes import HABIT, tries
from bot.store import deals, dues
from bot.store.dues import Due
from bot.store.people import Person
from bot.views.news import DealNews
from bot.views.nudge import MOST_DEALS, nudge_card
from bot.views.stalled import Rank, StalledDeal
from process.context import Context
from process.deal import Deal
from process.nudge_recipients import Notice
from process.skip_habit import Habit
from process.stall import Stall

ByDeal = Mapping[str, StalledDeal]
ESCALATED_PLACES = 2
"""Places in a message for older deals that were escalated, even if enough deals are new."""

PATIENCE = 5
"""Working days for which quiet news waits for a message with something else in it."""


@dataclass(frozen=True, slots=True)
class Contents:
    """Deals that need a person, skip habits of their reports, quiet news, and deals that need nothing more.

    All but the last are by their subjects.

    They are in the order of the message.
    """

    stalled_deals: ByDeal
    habits: Mapping[str, tuple[Habit, Context]] = field(default_factory=dict)
    news: Mapping[str, DealNews] = field(default_factory=dict)
    settled: Sequence[Deal] = ()
    can_wait: frozenset[str] = frozenset()
    """The subjects that need no message of their own."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The subjects that the message has something about."""
        return (*self.stalled_deals, *self.habits, *self.news)

    @property
    def urgent(self) -> bool:
        """Whether anything of it is worth a message of its own."""
        return not self.can_wait.issuperset(self.subjects)

    def note(self, subject: str, before: str = "") -> str:
        """The note for the due of a subject: the strength and the rule of its stall; quiet news keeps its own."""
        if subject in self.news:
            return before
        entry = self.stalled_deals.get(subject)
        return f"{entry.first.severity} {entry.first.rule}" if entry else "quiet skips"

    def card(self, tx: Connection, tenant: str) -> Card:
        """All of it as one card."""
        tried = {attempt.deal for habit, _ in self.habits.values() for attempt in habit.attempts}
        found = [deal for one in tried if (deal := deals.find(tx, tenant, one))]
        names = {deal.id: deal.name for deal in found}
        stalled, habits, news = self.stalled_deals.values(), self.habits.values(), self.news.values()
        return nudge_card(tuple(stalled), tuple(habits), names, self.settled, tuple(news))


def arranged(new: ByDeal, again: ByDeal, waits: ByDeal, last: Sequence[str]) -> ByDeal:
    """What is new, what is due again, and what is still open, the gravest of each first.

    `last` has the subjects of the message before, in its order. Among open deals of equal gravity, those that it
    only counted come before those that it named. Some places are for older, escalated deals: new ones,
    day after day, must not push them out of sight, least of all on the day on which they became graver.
    """
    named = last[:MOST_DEALS]
    then = sorted(waits.items(), key=lambda one: (one[1].grade, one[0] in named, one[1].rank))
    old = [*sorted(again.items(), key=_rank), *then]
    whole = [*sorted(new.items(), key=_rank), *old]
    escalated = [one for one in old if one[1].escalated][:ESCALATED_PLACES]
    return dict([*whole[: MOST_DEALS - len(escalated)], *escalated, *whole])


def _rank(one: tuple[str, StalledDeal]) -> Rank:
    return one[1].rank


def contents(tx: Connection, snapshot: Snapshot, person: Person, day: date, subjects: Iterable[str]) -> Contents:
    """The contents for these subjects (deals or habits) as they are now; they can have changed since the sweep."""
    stalled_deals: dict[str, StalledDeal] = {}
    habits: dict[str, tuple[Habit, Context]] = {}
    news: dict[str, DealNews] = {}
    settled: list[Deal] = []
    can_wait: set[str] = set()
    for subject in subjects:
        if subject.startswith(HABIT):
            habits |= _habit(tx, snapshot, person, day, subject)
        elif subject.startswith(NEWS):
            due = dues.find(tx, snapshot.tenant.id, subject, "stall", person.id, day)
            news |= _news(tx, snapshot, person, due) if due else {}
            if due and snapshot.day(day).after(quiet_news.since(due)) < PATIENCE:
                can_wait.add(subject)
        elif deal := deals.find(tx, snapshot.tenant.id, subject):
            if found := _findings(tx, snapshot, person, day, deal):
                held = any(person.id in snapshot.escalation.holders(deal, stall) for stall in found)
                stalled_deals[subject] = StalledDeal(
                    deal, _scene(snapshot, person, day, deal.playbook), found, escalated=not held
                )
                if snapshot.escalation.can_wait(person.id, deal, found, day):
                    can_wait.add(subject)
            else:
                settled.append(deal)
    return Contents(stalled_deals, habits, news, settled, frozenset(can_wait))


def _findings(tx: Connection, snapshot: Snapshot, person: Person, day: date, deal: Deal) -> tuple[Stall, ...]:
    """The stalls of a deal for this person, even if they got them a short while ago; empty if they snoozed the deal."""
    earlier = dues.sent(tx, snapshot.tenant.id, deal.id, "stall")
    others = [
        Notice(one.recipient, one.day, "quiet") for one in earlier if one.recipient != person.id and one.day < day
    ]
    playbook = snapshot.playbooks.with_company_rules(deal.playbook)
    found_stalls = snapshot.escalation.recipients(deal, playbook, snapshot.day(day), others).get(person.id, ())
    if not found_stalls:
        return ()
    put_off = dues.sent(tx, snapshot.tenant.id, deal.id, "snooze")
    return () if any(one.recipient == person.id and one.day > day for one in put_off) else found_stalls


def _habit(
    tx: Connection, snapshot: Snapshot, person: Person, day: date, subject: str
) -> dict[str, tuple[Habit, Context]]:
    """The skip habit behind a subject, by the subject; empty if it no longer is a habit."""
    by = subject.removeprefix(HABIT)
    context = _scene(snapshot, person, day, snapshot.playbooks.default.version)
    limits = context.playbook.clock
    habit = tries(tx, snapshot.tenant.id, by, limits, snapshot.day(day))
    return {subject: (habit, context)} if habit.attempts and limits.watches("skips") else {}


def _news(tx: Connection, snapshot: Snapshot, person: Person, due: Due) -> dict[str, DealNews]:
    """The quiet news of a due, by its subject; empty if all of it was undone."""
    deal = deals.find(tx, snapshot.tenant.id, due.subject.removeprefix(NEWS))
    if deal is None:
        return {}
    context = _scene(snapshot, person, due.day, deal.playbook)
    entries = owner_news.quiet(tx, snapshot.tenant, context, deal, due)
    return {due.subject: DealNews(deal, context, tuple(entries))} if entries else {}


def _scene(snapshot: Snapshot, person: Person, day: date, version: str) -> Context:
    zone = snapshot.tenant.zone_for(person.zone)
    playbook = snapshot.playbooks.with_company_rules(version)
    return Context(playbook, snapshot.escalation.company, person.colleague, snapshot.now, day, zone)
