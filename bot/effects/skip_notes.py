"""Coaching: a note to the manager when skip attempts become a habit. The refusal itself is the answer to each."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import Connection

from bot.company import personal_hours
from bot.store import dues, ledger, people, rules
from bot.store.dues import Due
from bot.store.tenants import Tenant
from process import skip_habit
from process.context import Context
from process.limits import Limits
from process.skip_habit import Habit
from process.stall import LocalDay

HABIT = "skips:"
"""Prefix of a habit's subject in the table of dues, before the person's id."""


def coach(tx: Connection, tenant: Tenant, context: Context) -> None:
    """From a habit on, write a due for the manager. The one who tried has their answer: a lesson comes once."""
    limits = rules.over(context.playbook.clock, rules.every(tx, tenant.id))
    if not limits.watches("skips"):
        return
    day = LocalDay(context.today, context.zone, personal_hours.calendar_of(tenant.country, context.today.year))
    tried = tries(tx, tenant.id, context.by.id, limits, day)
    coached = [one.day for one in dues.sent(tx, tenant.id, f"{HABIT}{context.by.id}", "stall")]
    if skip_habit.is_habit(tried, limits, max(coached, default=None), day):
        _report(tx, tenant, context)


def tries(tx: Connection, tenant: str, by: str, limits: Limits, day: LocalDay) -> Habit:
    """A person's skip attempts within the working days that count."""
    began = datetime.combine(day.today, time(), UTC) - timedelta(days=limits.skip_days * 2 + 21)
    return skip_habit.recent(ledger.attempts_of(tx, tenant, by, began), by, limits, day)


def _report(tx: Connection, tenant: Tenant, context: Context) -> None:
    """Write the habit as due on the manager's next morning, as a part of their nudge."""
    boss = next((one for one in context.company.line(context.by.id) if one.manages), None)
    acting = context.company.stand_in(boss, context.now) if boss else None
    known = people.find(tx, tenant.id, acting.id) if acting else None
    if known:
        theirs = personal_hours.of(tenant, known, context.now.year)
        day = theirs.next_day(context.now)
        first = Due(f"{HABIT}{context.by.id}", "stall", known.id, day, theirs.morning(day), theirs.evening(day))
        dues.add(tx, tenant.id, replace(first, note="quiet skips"))
