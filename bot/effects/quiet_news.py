"""Quiet news: what others did on a deal that asks nothing of its reader. It comes with the next nudge."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from sqlalchemy import Connection

from bot.company import personal_hours
from bot.store import dues
from bot.store.dues import Due
from bot.store.people import Person
from bot.store.tenants import Tenant

NEWS = "news:"
"""Prefix of its subject in the table of dues, before the deal's id."""
SINCE = "quiet news since "
"""Begins its note, before the day of the first of it."""


def put_down(tx: Connection, tenant: Tenant, reader: Person, deal: str, now: datetime) -> None:
    """Write it as due on the reader's next morning, unless there is more of the deal that waits."""
    subject = f"{NEWS}{deal}"
    waiting = dues.waiting_for(tx, tenant.id, "stall", reader.id)
    if not any(one.subject == subject for one in waiting):
        first = replace(_next(tenant, reader, now), subject=subject)
        dues.add(tx, tenant.id, replace(first, note=f"{SINCE}{now.astimezone(UTC).date()}"))


def put_off(tx: Connection, tenant: Tenant, reader: Person, due: Due, now: datetime) -> None:
    """Write it as due once more, on the next morning after this one."""
    dues.add(tx, tenant.id, replace(_next(tenant, reader, now), subject=due.subject, note=due.note))


def _next(tenant: Tenant, reader: Person, now: datetime) -> Due:
    """A due of the reader's next morning."""
    theirs = personal_hours.of(tenant, reader, now.year)
    day = theirs.next_day(now)
    return Due("", "stall", reader.id, day, theirs.morning(day), theirs.evening(day))


def since(due: Due) -> date:
    """The day of the first of it."""
    return date.fromisoformat(due.note.removeprefix(SINCE))


def began(tx: Connection, tenant: str, due: Due) -> datetime:
    """The moment from which on it is: since the day of the first of it, or since the last message with such news."""
    last = dues.latest(tx, tenant, due.subject, "stall", due.recipient, due.day)
    first = datetime.combine(since(due), time(), UTC)
    return max(first, last.due) if last else first
