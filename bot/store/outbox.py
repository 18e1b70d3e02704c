"""The outbox: messages to be sent, in order of posting in each place, until they are out.

A message is waiting, sent or parked. A worker leases it, and no other has it until the lease runs out. A lease is only
the moment when the message is due again. A place's next message waits for the one before; places don't wait for others.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, bindparam, insert, select, text, update

from adapters.card import Card
from adapters.chat import Pace, Place
from bot.store import holds, turns
from bot.store.card_json import read_card, write_card
from bot.store.schema.tables import outbox

LEASE = timedelta(seconds=90)

INSERT = insert(outbox).values(due=turns.POSTED)
SPOKEN = (
    select(outbox)
    .where(outbox.c.tenant == bindparam("tenant"), outbox.c.subject == bindparam("subject"))
    .where(outbox.c.edits == "", outbox.c.state != "parked")
    .order_by(outbox.c.number)
)
SINCE = (
    select(outbox.c.id)
    .where(outbox.c.tenant == bindparam("tenant"), outbox.c.subject == bindparam("subject"))
    .where(outbox.c.posted >= bindparam("since"))
    .limit(1)
)
PLATFORMS = select(outbox.c.platform).where(text("outbox.state = 'waiting'")).distinct()
_ONE = (
    update(outbox)
    .where(outbox.c.tenant == bindparam("of"), outbox.c.id == bindparam("which"))
    .where(text("outbox.state NOT IN ('sent', 'parked')"))  # = 'waiting' tempts into a slow index
)
LEASED = _ONE.values({name: bindparam(name) for name in ("worker", "due", "since", "attempts", "doubtful")})
SENT = _ONE.values(state="sent", message=bindparam("message"), settled=bindparam("settled"))
LATER = _ONE.where(outbox.c.worker == bindparam("me")).values(
    due=bindparam("due"), since=bindparam("since"), why=bindparam("why"), doubtful=bindparam("doubtful")
)
PARKED = _ONE.values(state="parked", why=bindparam("why"), settled=outbox.c.posted)


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """A message on its way, leased by one worker until a moment. `attempts` includes this one.

    `doubtful`: it is unknown how the try before ended.

    An edit names in `edits` the message it changes, and in `replaces` the platform's id of it, empty if that one
    never went out. `useless_after` is real time. `probing` is the one message that tries a workspace which had to wait.
    """

    tenant: str
    id: str
    place: Place
    card: Card
    subject: str
    worker: str
    until: datetime
    attempts: int = 1
    doubtful: bool = False
    edits: str = ""
    replaces: str = ""
    useless_after: datetime | None = None
    probing: bool = False


@dataclass(frozen=True, slots=True)
class Posted:
    """A message that was posted, sent or not yet: its id, where, and when."""

    id: str
    place: Place
    at: datetime


def post(
    tx: Connection,
    tenant: str,
    place: Place,
    card: Card,
    subject: str,
    now: datetime,
    useless_after: datetime | None = None,
    edits: str = "",
) -> str:
    """Post a message, to be sent after this transaction commits; returns its id.

    After `useless_after` (real time) it is parked instead. `edits` is the id of the message that it changes.
    """
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
        "worker": "",
        "attempts": 0,
        "doubtful": False,
        "why": "",
        "message": "",
        "settled": None,
        "useless_after": useless_after,
    }
    tx.execute(INSERT, {**row, **_here(tenant, place)})
    return str(row["id"])


def edit(tx: Connection, tenant: str, subject: str, card: Card, now: datetime) -> int:
    """Edit every message of a subject to show this card, each after it has gone out; returns how many."""
    return redraw(tx, tenant, subject, lambda place: card, now)


def redraw(tx: Connection, tenant: str, subject: str, draw: Callable[[Place], Card], now: datetime) -> int:
    """As `edit`, with a card for each place."""
    spoken = tx.execute(SPOKEN, {"tenant": tenant, "subject": subject}).all()
    for row in spoken:
        place = _place(row)
        post(tx, tenant, place, draw(place), subject, now, edits=row.id)
    return len(spoken)


def posted(tx: Connection, tenant: str, subject: str) -> list[Posted]:
    """The messages about a subject, edits aside, the earliest first."""
    rows = tx.execute(SPOKEN, {"tenant": tenant, "subject": subject})
    return [Posted(row.id, _place(row), row.posted) for row in rows]


def edit_one(tx: Connection, tenant: str, message: Posted, subject: str, card: Card, now: datetime) -> None:
    """Edit one message to show this card, after it has gone out."""
    post(tx, tenant, message.place, card, subject, now, edits=message.id)


def posted_since(tx: Connection, tenant: str, subject: str, since: datetime) -> bool:
    """Whether a message about a subject was posted since a moment."""
    return tx.scalar(SINCE, {"tenant": tenant, "subject": subject, "since": since}) is not None


def _here(tenant: str, place: Place) -> dict[str, str]:
    """A place as values for the statements in `turns`."""
    return {"of": tenant, "on": place.platform, "at": place.workspace, "which": place.id}


def _place(row: Row[*tuple[Any, ...]]) -> Place:
    return Place(row.platform, row.workspace, row.place, row.place_kind, row.place_name)


def lease(
    tx: Connection,
    worker: str,
    now: datetime,
    limit: int,
    platforms: Collection[str] | None = None,
    paces: Sequence[Pace] = (),
) -> list[OutboxMessage]:
    """At most `limit` messages that are next in their places, for this worker alone until the lease runs out.

    `now` is real time. Only for `platforms`, if given, and only where `paces` allow another message.
    """
    wanted = list(tx.scalars(PLATFORMS)) if platforms is None else list(platforms)
    asked = {"now": now, "limit": limit, "platforms": wanted, **turns.moments(paces, now)}
    rows = list(tx.execute(turns.due(tuple(paces)), asked))
    tries = [row for workspace in holds.over(tx, now, wanted) for row in _one_of(tx, workspace, asked, paces)]
    until = now + LEASE
    if leased := [_lease(row, worker, now) for row in (*rows, *tries)]:
        tx.execute(LEASED, leased)
    return [_parcel(row, worker, until) for row in rows] + [_parcel(row, worker, until, probing=True) for row in tries]


def _one_of(tx: Connection, workspace: tuple[str, str, str], asked: dict[str, Any], paces: Sequence[Pace]) -> list[Any]:
    """One message of a workspace on hold, to try whether it still refuses."""
    keys = dict(zip(("of", "on", "at"), workspace, strict=True))
    return list(tx.execute(turns.due(tuple(paces), held=True), {**asked, **keys, "limit": 1}))


def _lease(row: Row[*tuple[Any, ...]], worker: str, now: datetime) -> dict[str, Any]:
    return {"of": row.tenant, "which": row.id, "worker": worker, "due": now + LEASE, "since": now,
            "attempts": row.attempts + 1, "doubtful": True}  # fmt: skip  # until a worker reports how it ended


def _parcel(row: Row[*tuple[Any, ...]], worker: str, until: datetime, *, probing: bool = False) -> OutboxMessage:
    return OutboxMessage(
        row.tenant,
        row.id,
        _place(row),
        read_card(row.card),
        row.subject,
        worker,
        until,
        attempts=row.attempts + 1,
        doubtful=row.doubtful,
        edits=row.edits,
        replaces=row.replaces or "",
        useless_after=row.useless_after,
        probing=probing,
    )


def sent(tx: Connection, outgoing: OutboxMessage, message_id: str, now: datetime, paces: Sequence[Pace] = ()) -> None:
    """Mark it as sent, with the platform's id for later edits. The next of its place goes when the pace allows."""
    tx.execute(SENT, {**_key(outgoing), "message": message_id, "settled": now})
    turns.pass_on(tx, _here(outgoing.tenant, outgoing.place), paces)
    if outgoing.probing:
        holds.lift(tx, outgoing.tenant, outgoing.place)


def later(
    tx: Connection,
    outgoing: OutboxMessage,
    why: str,
    at: datetime,
    doubtful: bool = False,
    since: datetime | None = None,
) -> None:
    """It didn't go out, or that is unknown: try again at `at`. Changes nothing for a worker whose lease ran out.

    `since` is when the pause begins, by the same clock as `at`.
    """
    values = {"me": outgoing.worker, "why": why, "due": at, "since": since, "doubtful": doubtful}
    tx.execute(LATER, {**_key(outgoing), **values})


def park(tx: Connection, outgoing: OutboxMessage, why: str, *, asked: bool = True) -> None:
    """Mark it as never to be sent, with the reason, and let the next of its place go.

    `asked`: the platform was asked. If it wasn't, a hold of its workspace goes on, and the next message tries at once.
    """
    tx.execute(PARKED, {**_key(outgoing), "why": why})
    turns.pass_on(tx, _here(outgoing.tenant, outgoing.place), ())
    if outgoing.probing:
        (holds.lift if asked else holds.try_next)(tx, outgoing.tenant, outgoing.place)


def _key(outgoing: OutboxMessage) -> dict[str, str]:
    return {"of": outgoing.tenant, "which": outgoing.id}
