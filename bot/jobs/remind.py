"""The reminder: each planned next step reminds its person at its time, and asks afterwards how it went."""

from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from adapters.card import Card
from bot.company.snapshot import Snapshot, take_snapshot
from bot.effects.reminders import outbox_subject
from bot.jobs.tenant_clocks import for_each_tenant
from bot.store import deals, dues, outbox, people
from bot.store.dues import Due, Kind
from bot.store.engine.store import Store
from bot.store.people import Person
from bot.store.tenants import Tenant
from bot.views.planned_cards import question_card, reminder_card
from process.context import Context
from process.deal import Deal
from process.next_step import NextStep

BATCH = 200
REMINDERS: tuple[Kind, ...] = ("reminder", "question")


def remind(store: Store, now: datetime) -> int:
    """Send all reminders and questions that are due by now; returns how many. `now` is real time."""
    return for_each_tenant(store, now, partial(_remind_all, store))


def _remind_all(store: Store, tenant: Tenant, now: datetime) -> int:
    return sum(_remind(store, tenant, now, kind) for kind in REMINDERS)


def _remind(store: Store, tenant: Tenant, now: datetime, kind: Kind) -> int:
    """Those of one tenant. They are posted and settled in one transaction, so both are saved or neither."""
    with store.reading() as tx:
        due = dues.next_due(tx, tenant.id, kind)
    if due is None or due > now:
        return 0
    with store.writing() as tx:
        taken = dues.take(tx, tenant.id, kind, now, BATCH)
        snapshot = take_snapshot(tx, tenant, now)
        return sum(_one(tx, snapshot, due) for due in taken)


def _one(tx: Connection, snapshot: Snapshot, due: Due) -> bool:
    """Send one, unless it came too late or its step is another by now; returns whether it was sent."""
    tenant = snapshot.tenant.id
    deal = deals.find(tx, tenant, due.subject)
    step = _still_planned(deal, due)
    if snapshot.now >= due.useless_after:
        dues.settle(tx, tenant, [due], "stale")
        return False
    person = _reader(snapshot, deal, step) if deal and step else None
    place = people.reached(tx, tenant, person) if person else None
    if deal is None or step is None or person is None or place is None:
        dues.settle(tx, tenant, [due], "void")
        return False
    dues.settle(tx, tenant, [due], "done")
    useless = snapshot.in_real_time(due.useless_after)
    card = _card(snapshot, due.kind, deal, step, person)
    outbox.post(tx, tenant, place, card, outbox_subject(deal.id, step.number), snapshot.now, useless)
    return True


def _still_planned(deal: Deal | None, due: Due) -> NextStep | None:
    """The step that this row is about, if the deal still has it at that time for that person."""
    step = deal.next_step if deal and deal.state == "open" else None
    if step is None or (step.who, step.day) != (due.recipient, due.day):
        return None
    if due.kind == "reminder" and step.at is not None and step.at != due.due:
        return None
    return step


def _reader(snapshot: Snapshot, deal: Deal, step: NextStep) -> Person | None:
    """Who gets it: the step's person or, while they are away, their stand-in; for one who left, the deal's owner."""
    company = snapshot.escalation.company
    named = company.find(step.who) or company.find(deal.owner)
    acting = company.stand_in(named, snapshot.now) or named if named else None
    return snapshot.people.get(acting.id) if acting else None


def _card(snapshot: Snapshot, kind: Kind, deal: Deal, step: NextStep, person: Person) -> Card:
    zone = snapshot.tenant.zone_for(person.zone)
    playbook, company = snapshot.playbooks.of(deal.playbook), snapshot.escalation.company
    today = snapshot.now.astimezone(zone).date()
    context = Context(playbook, company, person.colleague, snapshot.now, today, zone)
    draw = reminder_card if kind == "reminder" else question_card
    return draw(deal, step, context)
