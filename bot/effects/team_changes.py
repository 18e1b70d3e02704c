"""Team changes: each is written down with who made it, and every manager gets one message about those of a day."""

from dataclasses import replace
from datetime import datetime, time

from sqlalchemy import Connection

from bot.effects import notify
from bot.store import outbox, people, team_ledger
from bot.store.people import Person
from bot.store.tenants import Tenant
from bot.views.team_history import changes_card
from process.colleague import Grant
from process.context import Context
from process.team_change import TeamChange


def save(tx: Connection, tenant: Tenant, was: Person, person: Person, change: TeamChange) -> None:
    """Save what changed about a colleague, and who changed it, in this transaction. Hold the tenant first."""
    grant = Grant(change.what, change.by, change.at)
    people.save(tx, tenant.id, was, replace(person, colleague=person.colleague.with_grant(grant)))
    team_ledger.add(tx, tenant.id, change)


def notify_managers(tx: Connection, tenant: Tenant, context: Context) -> None:
    """Send every manager but the one who made the change the day's changes; a message of the day is edited."""
    zone = tenant.zone_for()
    day = context.now.astimezone(zone).date()
    changes = team_ledger.since(tx, tenant.id, datetime.combine(day, time(), zone))
    card = changes_card(changes, context, "Our team has changed")
    for one in context.company.people.values():
        subject = f"team:{day.isoformat()}:{one.id}"
        if not one.manages or one.id == context.by.id or outbox.edit(tx, tenant.id, subject, card, context.now):
            continue
        notify.person(tx, tenant, one.id, card, subject=subject, now=context.now)
