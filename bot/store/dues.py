"""Dues: one message for one recipient on one day, once. A settled row stays, as the record of what was sent.

A worker takes rows, settles them and posts what follows in one transaction, so a worker that is killed leaves
them waiting. A row is locked while it is taken, so no other worker takes it at the same moment.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import ARRAY, Connection, Integer, Row, bindparam, delete, func, select, text, update
from sqlalchemy.dialects.postgresql import insert  # SQLite's says the same words; the tests run both

from bot.store.schema.tables import dues

Kind = Literal[
    "stall", "nudge", "digest", "update", "snooze", "not useful", "asked", "reminder", "question"
]  # fmt: skip  # one a line would hide that it is a list
State = Literal["waiting", "done", "void", "stale"]

WAITING = text("dues.state = 'waiting'")
KEY = ("tenant", "subject", "kind", "recipient", "day")
ADD = insert(dues).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
_MANY = select(*(func.unnest(bindparam(f"many_{column.name}", type_=ARRAY(column.type))) for column in dues.c))
ADD_ALL = (
    insert(dues)
    .from_select([column.name for column in dues.c], _MANY)
    .on_conflict_do_nothing()
    .execution_options(preserve_rowcount=True)
)
"""Many rows in one statement on PostgreSQL: one statement for each row costs several times as much."""
_NEW = insert(dues)
AGAIN = _NEW.on_conflict_do_update(
    index_elements=list(dues.primary_key),
    set_={name: _NEW.excluded[name] for name in ("due", "useless_after", "state")},
)
TAKE = (
    select(dues)
    .where(dues.c.tenant == bindparam("tenant"), dues.c.due <= bindparam("now"), WAITING)
    .where(dues.c.kind == bindparam("kind"))
    .order_by(dues.c.due, dues.c.recipient, dues.c.subject)
    .limit(bindparam("limit", type_=Integer))
    .with_for_update(skip_locked=True)
)
SETTLE = (
    update(dues)
    .where(*(dues.c[name] == bindparam(f"of_{name}") for name in KEY), WAITING)
    .values(state=bindparam("state"), note=bindparam("note"))
)
SENT = (
    select(dues)
    .where(dues.c.tenant == bindparam("tenant"), dues.c.subject == bindparam("subject"))
    .where(dues.c.kind == bindparam("kind"), text("dues.state = 'done'"))
    .order_by(dues.c.day)
)
SENT_BY_SUBJECT = (
    select(dues)
    .where(dues.c.tenant == bindparam("tenant"), dues.c.subject.in_(bindparam("subjects", expanding=True)))
    .where(dues.c.kind.in_(bindparam("kinds", expanding=True)), text("dues.state IN ('done', 'waiting')"))
    .order_by(dues.c.day)
)
FIND = select(dues).where(*(dues.c[name] == bindparam(f"of_{name}") for name in KEY))
LATEST = (
    select(dues)
    .where(dues.c.tenant == bindparam("tenant"), dues.c.subject == bindparam("subject"))
    .where(dues.c.kind == bindparam("kind"), dues.c.recipient == bindparam("recipient"))
    .where(dues.c.day < bindparam("before"), text("dues.state = 'done'"))
    .order_by(dues.c.day.desc())
    .limit(1)
)
AWAITED = select(dues.c.recipient).where(
    dues.c.tenant == bindparam("tenant"), dues.c.kind == bindparam("kind"), WAITING
)
WAITING_FOR = select(dues).where(
    dues.c.tenant == bindparam("tenant"),
    dues.c.kind == bindparam("kind"),
    dues.c.recipient == bindparam("recipient"),
    WAITING,
)
FORGET = delete(dues).where(
    dues.c.tenant == bindparam("tenant"),
    dues.c.kind == bindparam("kind"),
    dues.c.recipient == bindparam("recipient"),
    WAITING,
)
TALLY = (
    select(dues.c.kind, dues.c.note, func.count())
    .where(dues.c.tenant == bindparam("tenant"), text("dues.state = 'done'"))
    .where(dues.c.kind.in_(["stall", "not useful"]), dues.c.day >= bindparam("since"))
    .group_by(dues.c.kind, dues.c.note)
)
NEXT = select(func.min(dues.c.due)).where(
    dues.c.tenant == bindparam("tenant"), dues.c.kind == bindparam("kind"), WAITING
)


TAKE_BACK = (
    update(dues)
    .where(*(dues.c[name] == bindparam(f"of_{name}") for name in KEY), text("dues.state = 'done'"))
    .values(state="void")
)
SAID = (
    select(dues)
    .where(dues.c.tenant == bindparam("tenant"), dues.c.kind == bindparam("kind"), dues.c.day > bindparam("after"))
    .where(text("dues.state <> 'waiting'"), dues.c.state == bindparam("state"))
    .order_by(dues.c.due)
)


@dataclass(frozen=True, slots=True)
class Due:
    """One message for one recipient (a person's or a place's id) on one of their local days.

    `due` and `useless_after` are moments by the tenant's clock. `note` is what was sent: for a stall its strength
    and rule, for a nudge the ids of its deals, for a digest the moment from which it reports.
    """

    subject: str
    kind: Kind
    recipient: str
    day: date
    due: datetime
    useless_after: datetime
    state: State = "waiting"
    note: str = ""


def add(tx: Connection, tenant: str, due: Due) -> bool:
    """Write one due; False if there is already a row with its key, settled or not."""
    return tx.execute(ADD, _row(tenant, due)).rowcount == 1


def _row(tenant: str, due: Due) -> dict[str, Any]:
    """A due as a row."""
    return {"tenant": tenant, **{name: getattr(due, name) for name in Due.__slots__}}


def _key(tenant: str, due: Due) -> dict[str, Any]:
    """The key of a row that is there, for a condition."""
    row = _row(tenant, due)
    return {f"of_{name}": row[name] for name in KEY}


def add_all(tx: Connection, tenant: str, many: Sequence[Due]) -> int:
    """Write these dues; returns how many of them are new."""
    if not many:
        return 0
    rows = [_row(tenant, due) for due in many]
    if tx.dialect.name != "postgresql":
        return tx.execute(ADD, rows).rowcount
    columns: dict[str, list[Any]] = {}
    for name in rows[0]:
        columns[f"many_{name}"] = [row[name] for row in rows]
    return tx.execute(ADD_ALL, columns).rowcount


def take(tx: Connection, tenant: str, kind: Kind, now: datetime, limit: int) -> list[Due]:
    """At most `limit` waiting rows that are due by now, locked for this transaction."""
    rows = tx.execute(TAKE, {"tenant": tenant, "kind": kind, "now": now, "limit": limit})
    return [_due(row) for row in rows]


def _due(row: Row[*tuple[Any, ...]]) -> Due:
    return Due(row.subject, row.kind, row.recipient, row.day, row.due, row.useless_after, row.state, row.note)


def settle(tx: Connection, tenant: str, settled: Iterable[Due], state: State) -> None:
    """Set the state and the notes of these rows; rows that are settled already stay as they are."""
    rows = [{**_key(tenant, due), "note": due.note, "state": state} for due in settled]
    if rows:
        tx.execute(SETTLE, rows)


def sent(tx: Connection, tenant: str, subject: str, kind: Kind) -> list[Due]:
    """The messages that were sent about a subject, oldest first."""
    return [_due(row) for row in tx.execute(SENT, {"tenant": tenant, "subject": subject, "kind": kind})]


def sent_by_subject(
    tx: Connection, tenant: str, subjects: Sequence[str], kinds: Sequence[Kind]
) -> dict[str, list[Due]]:
    """The messages that were sent about each subject, or wait to be, by their days; no entry for one without any."""
    found: dict[str, list[Due]] = {}
    for row in tx.execute(SENT_BY_SUBJECT, {"tenant": tenant, "subjects": list(subjects), "kinds": list(kinds)}):
        found.setdefault(row.subject, []).append(_due(row))
    return found


def said(tx: Connection, tenant: str, kind: Kind, after: date, state: State = "done") -> list[Due]:
    """What was said of days after this one, for example who snoozed what until then; the oldest word first."""
    rows = tx.execute(SAID, {"tenant": tenant, "kind": kind, "after": after, "state": state})
    return [_due(row) for row in rows]


def take_back(tx: Connection, tenant: str, due: Due) -> bool:
    """Void a settled row, as if it had never been said; False where that was done already."""
    return tx.execute(TAKE_BACK, _key(tenant, due)).rowcount == 1


def next_due(tx: Connection, tenant: str, kind: Kind) -> datetime | None:
    """When the next waiting row of this kind is due by the tenant's clock, or None."""
    found: datetime | None = tx.scalar(NEXT, {"tenant": tenant, "kind": kind})
    return found


def again(tx: Connection, tenant: str, due: Due) -> None:
    """Write one due again, even if a row with its key was settled before."""
    tx.execute(AGAIN, _row(tenant, due))


def find(tx: Connection, tenant: str, subject: str, kind: Kind, recipient: str, day: date) -> Due | None:
    """One row by its key, or None."""
    keys = {"of_tenant": tenant, "of_subject": subject, "of_kind": kind, "of_recipient": recipient, "of_day": day}
    row = tx.execute(FIND, keys).first()
    return _due(row) if row else None


def latest(tx: Connection, tenant: str, subject: str, kind: Kind, recipient: str, before: date) -> Due | None:
    """The last message to this recipient before a day, or None."""
    keys = {"tenant": tenant, "subject": subject, "kind": kind, "recipient": recipient, "before": before}
    row = tx.execute(LATEST, keys).first()
    return _due(row) if row else None


def awaited(tx: Connection, tenant: str, kind: Kind) -> frozenset[str]:
    """The recipients who have a waiting row of this kind."""
    return frozenset(tx.scalars(AWAITED, {"tenant": tenant, "kind": kind}))


def forget(tx: Connection, tenant: str, kind: Kind, recipient: str) -> None:
    """Delete the waiting rows of a recipient; they can be written again."""
    tx.execute(FORGET, {"tenant": tenant, "kind": kind, "recipient": recipient})


def waiting_for(tx: Connection, tenant: str, kind: Kind, recipient: str) -> list[Due]:
    """The waiting rows of this kind for a recipient."""
    return [_due(row) for row in tx.execute(WAITING_FOR, {"tenant": tenant, "kind": kind, "recipient": recipient})]


def tally(tx: Connection, tenant: str, since: date) -> list[tuple[str, str, int]]:
    """How many messages of each (kind, note) were sent from a day on."""
    return [(row[0], row[1], row[2]) for row in tx.execute(TALLY, {"tenant": tenant, "since": since})]
