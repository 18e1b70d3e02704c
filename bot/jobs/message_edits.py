"""The update: edits today's messages that name a deal after someone has worked on it."""

from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection

from bot.company.snapshot import Snapshot, take_snapshot
from bot.jobs import digest as digest_job
from bot.jobs import nudge as nudge_job
from bot.jobs.digest_contents import DigestWriter, read_report
from bot.jobs.nudge_contents import contents
from bot.jobs.tenant_clocks import for_each_tenant
from bot.store import digests, dues, outbox
from bot.store.dues import Due
from bot.store.engine.store import Store
from bot.store.tenants import Tenant
from bot.views.claims import with_claims
from bot.views.digest import digest_card

BATCH = 100
A_YEAR = timedelta(days=366)


def update(store: Store, now: datetime) -> int:
    """Edit every message that is out of date by now; returns how many. `now` is real time."""
    return for_each_tenant(store, now, partial(_update, store))


def _update(store: Store, tenant: Tenant, now: datetime) -> int:
    with store.reading() as tx:
        due = dues.next_due(tx, tenant.id, "update")
    if due is None:
        return 0
    with store.writing() as tx:
        # Each is due when it is written: one that seems to be due later was written before the clock was set back.
        taken = dues.take(tx, tenant.id, "update", now + A_YEAR, BATCH)
        snapshot = take_snapshot(tx, tenant, now)
        done = sum(_one(tx, snapshot, due) for due in taken)
        dues.settle(tx, tenant.id, taken, "done")
        return done


def _one(tx: Connection, snapshot: Snapshot, due: Due) -> bool:
    """Edit one message, unless a newer one replaced it; returns whether it was edited."""
    if snapshot.now >= due.useless_after:
        return False
    return _digest(tx, snapshot, due) if due.subject == "digest" else _nudge(tx, snapshot, due)


def _nudge(tx: Connection, snapshot: Snapshot, due: Due) -> bool:
    last = dues.latest(tx, snapshot.tenant.id, "", "nudge", due.recipient, due.day + A_YEAR)
    person = snapshot.people.get(due.recipient)
    if last is None or last.day != due.day or person is None:
        return False
    now = contents(tx, snapshot, person, due.day, last.note.split())
    card = now.card(tx, snapshot.tenant.id)
    return outbox.edit(tx, snapshot.tenant.id, nudge_job.outbox_subject(person.id, last), card, snapshot.now) > 0


def _digest(tx: Connection, snapshot: Snapshot, due: Due) -> bool:
    tenant = snapshot.tenant.id
    one = next((it for it in digests.every(tx, tenant) if it.key == due.recipient), None)
    due_row = dues.find(tx, tenant, digest_job.SUBJECT, "digest", due.recipient, due.day)
    if one is None or due_row is None or one.day != due.day:
        return False
    writer = DigestWriter(snapshot)
    fresh = writer.contents(one, due.day, read_report(due_row.note), one.shown)
    card = with_claims(digest_card(fresh), writer.claimed(one))
    return outbox.edit(tx, tenant, digest_job.outbox_subject(due), card, snapshot.now) > 0
