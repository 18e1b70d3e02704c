"""The outbox: what is to be said, in the order it was posted in each place, kept until it is out.

A message waits, is sent, or is parked. Whoever leases one has it alone until the lease runs out: a lease is nothing
but the moment it is due again. A place's next message waits for the one before it; no place waits for another.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Integer, Row, and_, bindparam, exists, insert, select, text, update

from adapters.card import Card
from adapters.chat import Place
from bot.store.codec import read_card, write_card
from bot.store.tables import outbox

LEASE = timedelta(seconds=60)
AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)

INSERT = insert(outbox)
SPOKEN = (
    select(outbox)
    .where(outbox.c.tenant == bindparam("tenant"), outbox.c.subject == bindparam("subject"))
    .where(outbox.c.edits == "", outbox.c.state != "parked")
    .order_by(outbox.c.number)
)
_before, _edited = outbox.alias("before"), outbox.alias("edited")
_same_place = and_(*(_before.c[name] == outbox.c[name] for name in ("tenant", "platform", "workspace", "place")))
_message = select(_edited.c.message).where(_edited.c.tenant == outbox.c.tenant, _edited.c.id == outbox.c.edits)
DUE = (
    select(outbox, _message.scalar_subquery().label("replaces"))
    .where(text("outbox.state = 'waiting'"), outbox.c.due <= bindparam("now"))
    .where(outbox.c.platform.in_(bindparam("platforms", expanding=True)))
    .where(~exists().where(_same_place, text("before.state = 'waiting'"), _before.c.number < outbox.c.number))
    .order_by(outbox.c.due, outbox.c.number)
    .limit(bindparam("limit", type_=Integer))
    .with_for_update(of=outbox, skip_locked=True)
)
PLATFORMS = select(outbox.c.platform).where(text("outbox.state = 'waiting'")).distinct()
_ONE = (
    update(outbox)
    .where(outbox.c.tenant == bindparam("of"), outbox.c.id == bindparam("which"))
    .where(text("outbox.state = 'waiting'"))
)
LEASED = _ONE.values({name: bindparam(name) for name in ("worker", "due", "attempts")})
SENT = _ONE.values(state="sent", message=bindparam("message"), settled=bindparam("settled"))
LATER = _ONE.where(outbox.c.worker == bindparam("me")).values(due=bindparam("due"), why=bindparam("why"))
PARKED = _ONE.values(state="parked", why=bindparam("why"))


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message on its way, leased by one worker until a moment; `attempts` counts this one too.

    An edit names in `edits` the message it changes, and in `replaces` the platform's id of it, empty when that one
    never went out.
    """

    tenant: str
    id: str
    place: Place
    card: Card
    subject: str
    worker: str
    until: datetime
    attempts: int = 1
    edits: str = ""
    replaces: str = ""


def post(tx: Connection, tenant: str, place: Place, card: Card, subject: str, now: datetime) -> str:
    """Post a message, to go out once this transaction is committed; returns its id."""
    return _post(tx, tenant, place, card, subject, now, "")


def edit(tx: Connection, tenant: str, subject: str, card: Card, now: datetime) -> int:
    """Let every message of a subject be replaced by this card, each after it has gone out; says how many."""
    spoken = tx.execute(SPOKEN, {"tenant": tenant, "subject": subject}).all()
    for row in spoken:
        _post(tx, tenant, _place(row), card, subject, now, row.id)
    return len(spoken)


def _post(tx: Connection, tenant: str, place: Place, card: Card, subject: str, now: datetime, edits: str) -> str:
    row = {
        "tenant": tenant,
        "id": uuid4().hex,
        "platform": place.platform,
        "workspace": place.workspace,
        "place": place.id,
        "place_kind": place.kind,
        "place_name": place.name,
        "subject": subject,
        "edits": edits,
        "card": write_card(card),
        "posted": now,
        "state": "waiting",
        "due": AT_ONCE,
        "worker": "",
        "attempts": 0,
        "why": "",
        "message": "",
        "settled": None,
    }
    tx.execute(INSERT, row)
    return str(row["id"])


def _place(row: Row[*tuple[Any, ...]]) -> Place:
    return Place(row.platform, row.workspace, row.place, row.place_kind, row.place_name)


def lease(
    tx: Connection, worker: str, now: datetime, limit: int, platforms: Collection[str] | None = None
) -> list[Parcel]:
    """The messages that are next in their places, at most so many, for this worker alone until the lease runs out.

    `now` is real time. Only those for `platforms`, if given.
    """
    wanted = list(tx.scalars(PLATFORMS)) if platforms is None else list(platforms)
    rows = tx.execute(DUE, {"now": now, "limit": limit, "platforms": wanted}).all()
    until = now + LEASE
    if rows:
        tx.execute(LEASED, [_lease(row, worker, until) for row in rows])
    return [_parcel(row, worker, until) for row in rows]


def _lease(row: Row[*tuple[Any, ...]], worker: str, until: datetime) -> dict[str, Any]:
    return {"of": row.tenant, "which": row.id, "worker": worker, "due": until, "attempts": row.attempts + 1}


def _parcel(row: Row[*tuple[Any, ...]], worker: str, until: datetime) -> Parcel:
    return Parcel(
        row.tenant,
        row.id,
        _place(row),
        read_card(row.card),
        row.subject,
        worker,
        until,
        attempts=row.attempts + 1,
        edits=row.edits,
        replaces=row.replaces or "",
    )


def sent(tx: Connection, parcel: Parcel, message_id: str, now: datetime) -> None:
    """It is out: keep the platform's id of it, to edit it by."""
    tx.execute(SENT, {**_key(parcel), "message": message_id, "settled": now})


def later(tx: Connection, parcel: Parcel, why: str, at: datetime) -> None:
    """It did not go out; try again then. A worker whose lease ran out has no say in it any more."""
    tx.execute(LATER, {**_key(parcel), "me": parcel.worker, "why": why, "due": at})


def park(tx: Connection, parcel: Parcel, why: str) -> None:
    """It will never go out; keep it with the reason, and let its place go on."""
    tx.execute(PARKED, {**_key(parcel), "why": why})


def _key(parcel: Parcel) -> dict[str, str]:
    return {"of": parcel.tenant, "which": parcel.id}
