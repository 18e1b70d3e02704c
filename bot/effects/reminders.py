"""Reminders: when the next step's reminder and the question afterwards are due, and what they say once it ended."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.company import personal_hours
from bot.company.personal_hours import Hours
from bot.store import dues, people
from bot.store.dues import Due
from bot.store.tenants import Tenant
from process.deal import Deal
from process.facts import Assigned, Fact, PlanMoved, Planned, Undone
from process.next_step import NextStep
from process.working_days import next_working_day

AFTERWARDS = timedelta(hours=2)
"""How long after a step's time Stagecoach asks how it went."""

A_DAY = timedelta(days=1)
SOON = timedelta(hours=1)


def schedule(tx: Connection, tenant: Tenant, deal: Deal, facts: tuple[Fact, ...], now: datetime) -> None:
    """Write the dues of a next step that was planned, moved, handed over or brought back; what is past is left out.

    Nothing is taken back: when a row is due, the deal's next step then says whether it still counts.
    """
    step = deal.next_step
    if step is None or not any(isinstance(fact, Planned | PlanMoved | Assigned | Undone) for fact in facts):
        return
    person = people.find(tx, tenant.id, step.who)
    if person is None:
        return
    for due in both(deal.id, step, personal_hours.of(tenant, person, step.day.year)):
        if due.due > now:
            dues.again(tx, tenant.id, due)


def both(deal: str, step: NextStep, hours: Hours) -> tuple[Due, Due]:
    """The dues of a step's reminder and of its question. A reminder for a time comes then, at any hour."""
    asks = asks_at(step, hours)
    reminds = step.at or hours.morning(step.day)
    ends = asks if step.at else hours.evening(step.day)
    its_day = asks.astimezone(hours.zone).date()
    return (
        Due(deal, "reminder", step.who, step.day, reminds, ends),
        Due(deal, "question", step.who, step.day, asks, max(hours.evening(its_day), asks + SOON)),
    )


def asks_at(step: NextStep, hours: Hours) -> datetime:
    """When its person is asked how it went: some hours later, or on the next working morning where that is late."""
    if step.at is None:
        return hours.morning(next_working_day(step.day + A_DAY, hours.calendar))
    later = step.at + AFTERWARDS
    return later if hours.takes(later) else hours.morning(hours.next_day(later))


def outbox_subject(deal: str, number: int) -> str:
    """The subject in the outbox of what was sent about a step, by its number."""
    return f"step:{deal}:{number}"
