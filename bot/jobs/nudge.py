"""The nudge: one message for each person and working day, with everything that needs them, checked again."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from operator import attrgetter

from sqlalchemy import Connection

from bot.company.snapshot import Snapshot, take_snapshot
from bot.effects import quiet_news
from bot.effects.quiet_news import NEWS
from bot.jobs.nudge_contents import Contents, arranged, contents
from bot.jobs.tenant_clocks import for_each_tenant
from bot.store import dues, outbox, people, reminded
from bot.store.dues import Due
from bot.store.engine.store import Store
from bot.store.people import Person
from bot.store.tenants import Tenant
from bot.views.nudge import carried_card

BATCH = 500
CLOSE = timedelta(minutes=5)
"""A reminder, or the question how a step went, that comes within this time of a nudge: the nudge waits."""
WAIT = timedelta(minutes=30)
"""For so long. What was planned for this minute was asked for, so it comes first, and alone."""


def nudge(store: Store, now: datetime) -> int:
    """Send all nudges that are due by now; returns how many people got one. `now` is real time."""
    return for_each_tenant(store, now, partial(_nudge, store))


def _nudge(store: Store, tenant: Tenant, now: datetime) -> int:
    """The nudges of one tenant. Each batch posts and settles in one transaction, so both are saved or neither.

    Who gets a reminder now gets the nudge later.
    """
    with store.reading() as tx:
        due = dues.next_due(tx, tenant.id, "stall")
    if due is None or due > now:
        return 0
    with store.writing() as tx:
        taken = sorted(dues.take(tx, tenant.id, "stall", now, BATCH), key=attrgetter("recipient", "day"))
        free = _without_reminded(tx, tenant.id, taken, now)
        snapshot = take_snapshot(tx, tenant, now)
        return sum(_one(tx, snapshot, list(some)) for _, some in groupby(free, attrgetter("recipient", "day")))


def _without_reminded(tx: Connection, tenant: str, taken: list[Due], now: datetime) -> list[Due]:
    """The rows of those who get no reminder at this time; the others' are due again later, unless that is too late."""
    busy = reminded.around(tx, tenant, now - CLOSE, now + CLOSE)
    free: list[Due] = []
    for one in taken:
        if one.recipient in busy and now + WAIT < one.useless_after:
            dues.again(tx, tenant, replace(one, due=now + WAIT))
        else:
            free.append(one)
    return free


def _one(tx: Connection, snapshot: Snapshot, taken: list[Due]) -> bool:
    """One person's nudge of one day; returns whether anything was left to nudge about.

    What can wait for company is void for that day, and is due again on the next one.
    """
    tenant, due, person = snapshot.tenant.id, taken[0], snapshot.people.get(taken[0].recipient)
    if snapshot.now >= due.useless_after:
        dues.settle(tx, tenant, taken, "stale")
        _put_off(tx, snapshot, person, taken)
        return False
    found = contents(tx, snapshot, person, due.day, [one.subject for one in taken]) if person else Contents({})
    if person is None or not found.subjects or not found.urgent or not _write(tx, snapshot, person, due, found):
        dues.settle(tx, tenant, taken, "void")
        _put_off(tx, snapshot, person, [one for one in taken if one.subject in found.subjects])
        return False
    still_due = [replace(one, note=found.note(one.subject, one.note)) for one in taken if one.subject in found.subjects]
    dues.settle(tx, tenant, still_due, "done")
    dues.settle(tx, tenant, [one for one in taken if one.subject not in found.subjects], "void")
    return True


def _put_off(tx: Connection, snapshot: Snapshot, person: Person | None, unsent: list[Due]) -> None:
    """Write quiet news as due on the next morning. The sweep does so with stalls, from the deals."""
    for one in unsent:
        if person and person.colleague.active and one.subject.startswith(NEWS):
            quiet_news.put_off(tx, snapshot.tenant, person, one, snapshot.now)


def _write(tx: Connection, snapshot: Snapshot, person: Person, due: Due, found: Contents) -> bool:
    """Post it: first what is new or due again, then what is open from the message before, which it replaces.

    Returns False if a nudge went out that day already.
    """
    tenant = snapshot.tenant.id
    last = dues.latest(tx, tenant, "", "nudge", person.id, due.day)
    known = last.note.split() if last else []
    before = contents(tx, snapshot, person, due.day, [one for one in known if one not in found.subjects])
    waits = {subject: entry for subject, entry in before.stalled_deals.items() if entry.still_stalled}
    new = {subject: entry for subject, entry in found.stalled_deals.items() if subject not in known}
    again = {subject: entry for subject, entry in found.stalled_deals.items() if subject in known}
    whole = Contents(arranged(new, again, waits, known), found.habits, found.news)
    note = " ".join(whole.subjects)
    if not dues.add(tx, tenant, replace(due, subject="", kind="nudge", state="done", note=note)):
        return False
    for subject in waits:
        dues.add(tx, tenant, replace(due, subject=subject, state="done", note=before.note(subject)))
    if place := people.reached(tx, tenant, person):
        useless = snapshot.in_real_time(due.useless_after)
        outbox.post(tx, tenant, place, whole.card(tx, tenant), outbox_subject(person.id, due), snapshot.now, useless)
    if last:
        outbox.edit(tx, tenant, outbox_subject(person.id, last), carried_card(due.day), snapshot.now)
    return True


def outbox_subject(person: str, due: Due) -> str:
    """The subject in the outbox of a person's nudge of a day."""
    return f"nudge:{person}:{due.day}"
