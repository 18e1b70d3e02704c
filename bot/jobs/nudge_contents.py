"""Contents: what one person's nudge of one day has to say, as things stand now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection

from adapters.card import Card
from bot.company.snapshot import Snapshot
from bot.effects.coaching import HABIT, tries
from bot.store import deals, dues
from bot.store.people import Person
from bot.views.nudge import MOST_DEALS, nudge_card
from bot.views.stalled import Rank, StalledDeal
from process.context import Context
from process.deal import Deal
from process.escalation import Notice
from process.habit import Habit
from process.stall import Stall

ByDeal = Mapping[str, StalledDeal]
ESCALATED_PLACES = 2
"""Of the deals that a message names, how many may be old ones that were escalated though there are new ones enough."""


@dataclass(frozen=True, slots=True)
class Contents:
    """Deals that wait for a person, habits of theirs, and deals that want nothing more; each under its subject.

    They stand in the order in which they are told.
    """

    stalled_deals: ByDeal
    habits: Mapping[str, tuple[Habit, Context]] = field(default_factory=dict)
    settled: Sequence[Deal] = ()

    @property
    def subjects(self) -> tuple[str, ...]:
        """What there is to say something about."""
        return (*self.stalled_deals, *self.habits)

    def note(self, subject: str) -> str:
        """What was told of a subject: its strength and its rule."""
        entry = self.stalled_deals.get(subject)
        return f"{entry.first.severity} {entry.first.rule}" if entry else "quiet skips"

    def card(self, tx: Connection, tenant: str) -> Card:
        """As one message."""
        tried = {attempt.deal for habit, _ in self.habits.values() for attempt in habit.attempts}
        found = [deal for one in tried if (deal := deals.find(tx, tenant, one))]
        names = {deal.id: deal.name for deal in found}
        return nudge_card(tuple(self.stalled_deals.values()), tuple(self.habits.values()), names, self.settled)


def arranged(new: ByDeal, again: ByDeal, waits: ByDeal, last: Sequence[str]) -> ByDeal:
    """What is new, what is due once more, and what still waits, the gravest of each first.

    `last` is what the message before told, in its order: of the deals that are alike in gravity and wait, those that it
    only counted come before those that it named. Some places are kept for what was escalated and is not new: new deals,
    day after day, do not push it out of sight, least of all on the day on which it has become graver.
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
    """What is still to be said of these subjects, deals or habits, which may have changed since they were put down."""
    stalled_deals: dict[str, StalledDeal] = {}
    habits: dict[str, tuple[Habit, Context]] = {}
    settled: list[Deal] = []
    for subject in subjects:
        if subject.startswith(HABIT):
            habits |= _habit(tx, snapshot, person, day, subject)
        elif deal := deals.find(tx, snapshot.tenant.id, subject):
            if found := _findings(tx, snapshot, person, day, deal):
                held = any(person.id in snapshot.escalation.holders(deal, stall) for stall in found)
                stalled_deals[subject] = StalledDeal(
                    deal, _scene(snapshot, person, day, deal.playbook), found, escalated=not held
                )
            else:
                settled.append(deal)
    return Contents(stalled_deals, habits, settled)


def _findings(tx: Connection, snapshot: Snapshot, person: Person, day: date, deal: Deal) -> tuple[Stall, ...]:
    """What this person is to hear of a deal, whether or not they heard it a short while ago; nothing once put off."""
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
    """A habit that still counts."""
    by = subject.removeprefix(HABIT)
    context = _scene(snapshot, person, day, snapshot.playbooks.default.version)
    limits = context.playbook.clock
    habit = tries(tx, snapshot.tenant.id, by, limits, snapshot.day(day))
    return {subject: (habit, context)} if habit.attempts and limits.watches("skips") else {}


def _scene(snapshot: Snapshot, person: Person, day: date, version: str) -> Context:
    zone = snapshot.tenant.zone_for(person.zone)
    playbook = snapshot.playbooks.with_company_rules(version)
    return Context(playbook, snapshot.escalation.company, person.colleague, snapshot.now, day, zone)
