"""Coaching: whoever tries to skip gets a word at once, and their manager hears when it has become a habit."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import Connection

from bot.company import working_hours
from bot.store import dues, ledger, outbox, people, rules
from bot.store.dues import Due
from bot.store.tenants import Tenant
from bot.views.coaching import coaching_card
from process import habit
from process.context import Scene
from process.deal import Deal
from process.facts import SkipAttempted
from process.habit import Habit
from process.limits import Limits
from process.stall import Day

HABIT = "skips:"
"""Before the id of whoever tried: what their habit is called in the table of what is due."""


def coach(tx: Connection, tenant: Tenant, scene: Scene, deal: Deal, attempt: SkipAttempted) -> None:
    """One message for each attempt, whatever else they hear that day; and, from a habit on, a row for their manager."""
    limits = rules.over(scene.playbook.clock, rules.every(tx, tenant.id))
    if not limits.watches("skips"):
        return
    day = Day(scene.today, scene.zone, working_hours.free_days(tenant.country, scene.today.year))
    tried = tries(tx, tenant.id, scene.by.id, limits, day)
    me = people.find(tx, tenant.id, scene.by.id)
    if place := people.reached(tx, tenant.id, me) if me else None:
        card = coaching_card(deal, scene, attempt, tried)
        outbox.post(tx, tenant.id, place, card, f"{HABIT}{scene.by.id}", scene.now)
    told = [one.day for one in dues.told(tx, tenant.id, f"{HABIT}{scene.by.id}", "stall")]
    if habit.is_one(tried, limits, max(told, default=None), day):
        _report(tx, tenant, scene)


def tries(tx: Connection, tenant: str, by: str, limits: Limits, day: Day) -> Habit:
    """Somebody's attempts within the working days that count."""
    began = datetime.combine(day.today, time(), UTC) - timedelta(days=limits.skip_days * 2 + 21)
    return habit.recent(ledger.attempts_of(tx, tenant, by, began), by, limits, day)


def _report(tx: Connection, tenant: Tenant, scene: Scene) -> None:
    """Put the habit down for their manager's next morning, among whatever else they hear then."""
    boss = next((one for one in scene.company.line(scene.by.id) if one.manages), None)
    acting = scene.company.stand_in(boss, scene.now) if boss else None
    known = people.find(tx, tenant.id, acting.id) if acting else None
    if known:
        theirs = working_hours.of(tenant, known, scene.now.year)
        day = theirs.next_day(scene.now)
        first = Due(f"{HABIT}{scene.by.id}", "stall", known.id, day, theirs.morning(day), theirs.evening(day))
        dues.add(tx, tenant.id, replace(first, note="quiet skips"))
