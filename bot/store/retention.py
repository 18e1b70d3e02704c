"""What can be deleted: answers, messages and dues that are settled, old, and no longer needed.

Each function deletes one small batch and returns how many rows it had; the caller repeats it until that is 0.
"""

from datetime import date, datetime

from sqlalchemy import Connection, Integer, Row, bindparam, delete, exists, select, text, tuple_

from bot.store import approvals, dues
from bot.store.schema.tables import deals, inbox, outbox
from bot.store.schema.tables import dues as dues_table

NEVER = date(9000, 1, 1)
_LIMIT = bindparam("limit", type_=Integer)
_answers = select(inbox.c.tenant, inbox.c.key).where(inbox.c.kept < bindparam("before")).limit(_LIMIT)
ANSWERS = delete(inbox).where(tuple_(inbox.c.tenant, inbox.c.key).in_(_answers))

MESSAGES = (
    select(outbox.c.tenant, outbox.c.id, outbox.c.subject, outbox.c.settled)
    .where(outbox.c.settled < bindparam("before"), outbox.c.settled >= bindparam("since"))
    .order_by(outbox.c.settled)
    .limit(_LIMIT)
)
_edit = outbox.alias("edit")
_edited = exists().where(
    _edit.c.tenant == outbox.c.tenant, _edit.c.subject == outbox.c.subject, text("edit.state = 'waiting'")
)
MESSAGE = delete(outbox).where(
    outbox.c.tenant == bindparam("of"),
    outbox.c.id == bindparam("which"),
    outbox.c.settled.is_not(None),
    text("outbox.state <> 'waiting'"),
    ~_edited,
)

_later = dues_table.alias("later")
_open = exists().where(
    deals.c.tenant == dues_table.c.tenant, deals.c.id == dues_table.c.subject, text("deals.state = 'open'")
)
_overtaken = exists().where(
    *(_later.c[name] == dues_table.c[name] for name in ("tenant", "subject", "kind", "recipient")),
    _later.c.day > dues_table.c.day,
)
_KEY = ("tenant", "subject", "kind", "recipient", "day")
_old = (
    select(*(dues_table.c[name] for name in _KEY))
    .where(dues_table.c.day < bindparam("before"), text("dues.state <> 'waiting'"), ~_open)
    .where(dues_table.c.kind.not_in(["nudge", "digest"]) | _overtaken)
    .limit(_LIMIT)
)
DUES = delete(dues_table).where(tuple_(*(dues_table.c[name] for name in _KEY)).in_(_old))


def answers(tx: Connection, before: datetime, limit: int) -> int:
    """Delete at most `limit` answers that were saved before a moment."""
    return tx.execute(ANSWERS, {"before": before, "limit": limit}).rowcount


def old_messages(
    tx: Connection, since: datetime, before: datetime, limit: int
) -> list[Row[tuple[str, str, str, datetime]]]:
    """Messages that were sent or parked between two moments, oldest first."""
    return list(tx.execute(MESSAGES, {"since": since, "before": before, "limit": limit}))


def needed(tx: Connection, tenant: str, subject: str) -> bool:
    """Whether the messages of a subject are still to be edited: a live approval's cards, a person's latest nudge."""
    kind, _, about = subject.partition(":")
    if kind in ("approval", "acceptance"):
        found = approvals.find(tx, tenant, about)
        return found is not None and found[1].state in ("asked", "approved")
    if kind == "nudge":
        person, _, day = about.rpartition(":")
        last = dues.latest(tx, tenant, "", "nudge", person, NEVER)
        return last is not None and str(last.day) == day
    return False


def message(tx: Connection, tenant: str, message_id: str) -> int:
    """Delete a message, unless an edit of its subject is waiting; returns 1 or 0."""
    return tx.execute(MESSAGE, {"of": tenant, "which": message_id}).rowcount


def settled_dues(tx: Connection, before: date, limit: int) -> int:
    """Delete at most `limit` settled dues of days before this one.

    Rows of an open deal stay, since escalation counts from them. So do each recipient's latest nudge and
    digest.
    """
    return tx.execute(DUES, {"before": before, "limit": limit}).rowcount
