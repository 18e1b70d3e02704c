"""The nudge: one message a person and working day, with everything that waits for them, looked at once more."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.jobs.sweep import Office, look
from bot.store import deals, dues, outbox, people
from bot.store.dues import Due
from bot.store.people import Person, Tenant
from bot.store.store import Store
from bot.views.nudge import Lies, nudge_card
from process.scene import Scene

BATCH = 500


def nudge(store: Store, now: datetime) -> int:
    """Send everybody what is due to them by now; says how many people were written to. `now` is real time."""
    with store.reading() as tx:
        tenants = people.all_tenants(tx)
    return sum(_nudge(store, tenant, now + timedelta(seconds=tenant.clock_offset)) for tenant in tenants)


def _nudge(store: Store, tenant: Tenant, now: datetime) -> int:
    """One tenant's people, each batch in one transaction: what is told and that it was told stand or fall together."""
    with store.reading() as tx:
        due = dues.next_due(tx, tenant.id, "stall")
    if due is None or due > now:
        return 0
    with store.writing() as tx:
        taken = sorted(dues.take(tx, tenant.id, "stall", now, BATCH), key=attrgetter("recipient", "day"))
        office = look(tx, tenant, now)
        return sum(_one(tx, office, list(some)) for _, some in groupby(taken, attrgetter("recipient", "day")))


def _one(tx: Connection, office: Office, taken: list[Due]) -> bool:
    """One person's message of one day; says whether there was anything left to tell."""
    tenant, due, person = office.tenant.id, taken[0], office.people.get(taken[0].recipient)
    if office.now >= due.useless_after:
        dues.settle(tx, tenant, taken, "stale")
        return False
    lying = {one.subject: lies for one in taken if person and (lies := _still(tx, office, person, one))}
    first = Due("", "nudge", due.recipient, due.day, due.due, due.useless_after, "done")
    if not lying or not dues.add(tx, tenant, first):
        dues.settle(tx, tenant, taken, "void")
        return False
    told = [replace(one, note=lying[one.subject].findings[0].strength) for one in taken if one.subject in lying]
    dues.settle(tx, tenant, told, "done")
    dues.settle(tx, tenant, [one for one in taken if one.subject not in lying], "void")
    _post(tx, office, due, lying.values())
    return True


def _still(tx: Connection, office: Office, person: Person, due: Due) -> Lies | None:
    """What is still to be said of a deal, which may have moved since it was put down."""
    deal = deals.find(tx, office.tenant.id, due.subject)
    findings = office.heard(deal, due.day).get(person.id, ()) if deal else ()
    if deal is None or not findings:
        return None
    zone = ZoneInfo(person.zone or office.tenant.zone)
    company, book = office.audience.company, office.books.of(deal.playbook)
    return Lies(deal, Scene(book, company, person.colleague, office.now, due.day, zone), findings)


def _post(tx: Connection, office: Office, due: Due, lying: Iterable[Lies]) -> None:
    """On one chat of theirs. The gravest comes first, then the one that has lain longest."""
    gravest = sorted(lying, key=lambda one: (one.findings[0].strength != "stalled", -one.findings[0].days))
    for place in people.addresses(tx, office.tenant.id, due.recipient)[:1]:
        subject = f"nudge:{due.recipient}:{due.day}"
        outbox.post(tx, office.tenant.id, place, nudge_card(gravest), subject, office.now)
