"""The digest: once a day, at its own hour, a channel gets what is stalled, what is waiting and what moved."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from bot.company import digest_days
from bot.company.digest_days import DigestDay
from bot.company.snapshot import take_snapshot
from bot.jobs.digest_contents import DigestWriter
from bot.jobs.tenant_clocks import for_each_tenant
from bot.store import digests, dues, outbox
from bot.store.digests import WAITED, Digest
from bot.store.dues import Due
from bot.store.engine.store import Store
from bot.store.tenants import Tenant
from bot.views.claims import with_claims
from bot.views.digest import digest_card

BATCH = 50
SUBJECT = "digest"
LOOKS = 20
"""The most dues that one transaction takes; the next run takes the rest."""


def digest(store: Store, now: datetime) -> int:
    """Post every digest that is due by now; returns how many. `now` is real time."""
    return for_each_tenant(store, now, partial(_digest, store))


def _digest(store: Store, tenant: Tenant, now: datetime) -> int:
    """The digests of one tenant: first write the coming dues, then post what is due."""
    with store.reading() as tx:
        saved, awaited = digests.every(tx, tenant.id), dues.awaited(tx, tenant.id, "digest")
        due = dues.next_due(tx, tenant.id, "digest")
    new = [one for one in saved if one.key not in awaited]
    if not new and (due is None or due > now):
        return 0
    with store.writing() as tx:
        for one in new:
            put_down(tx, tenant, one, now)
        return _post_all(tx, tenant, now)


def put_down(tx: Connection, tenant: Tenant, one: Digest, now: datetime) -> None:
    """Write the due of the next digest day, and of the last one if that can still go out and never did."""
    ours = digest_days.of(tenant, one)
    last, following = ours.latest(now), ours.following(now)
    if last and last.due >= one.since and now < last.useless_after:
        dues.add(tx, tenant.id, _due(one, last))
    if following:
        dues.add(tx, tenant.id, _due(one, following))


def _due(one: Digest, digest_day: DigestDay) -> Due:
    return Due(SUBJECT, "digest", one.key, digest_day.day, digest_day.due, digest_day.useless_after)


def _post_all(tx: Connection, tenant: Tenant, now: datetime) -> int:
    """Post what is due; after an outage, the newest digest in place of dues that are too old."""
    saved = {one.key: one for one in digests.every(tx, tenant.id)}
    writer, posted = None, 0
    for _ in range(LOOKS):
        taken = dues.take(tx, tenant.id, "digest", now, BATCH)
        if not taken:
            break
        writer = writer or DigestWriter(take_snapshot(tx, tenant, now))
        posted += sum(_post(tx, tenant, writer, saved.get(due.recipient), due) for due in taken)
    return posted


def _post(tx: Connection, tenant: Tenant, writer: DigestWriter, one: Digest | None, due: Due) -> bool:
    """Post one channel's digest of a day; returns whether it was posted."""
    if one is None or writer.snapshot.now >= due.useless_after:
        dues.settle(tx, tenant.id, [due], "void" if one is None else "stale")
        if one:
            put_down(tx, tenant, one, writer.snapshot.now)
        return False
    report = writer.report(one, due.day)
    contents = writer.contents(one, due.day, report)
    dues.settle(tx, tenant.id, [replace(due, note=report.note)], "done")
    waiting = [f"{WAITED}{deal.id}" for deal, _ in contents.waiting]
    digests.mark_posted(tx, tenant.id, one, due, [*(entry.deal.id for entry in contents.listed), *waiting])
    useless = writer.snapshot.in_real_time(due.useless_after)
    card = with_claims(digest_card(contents), writer.claimed(one))
    outbox.post(tx, tenant.id, one.place, card, outbox_subject(due), writer.snapshot.now, useless)
    put_down(tx, tenant, one, writer.snapshot.now)
    return True


def outbox_subject(due: Due) -> str:
    """The subject in the outbox of a channel's digest of a day."""
    return f"digest:{due.recipient}:{due.day}"
