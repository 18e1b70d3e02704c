"""Turns: which waiting message is next in its place, and when the place's pace lets it go.

Only the first of a place has a due time. Those behind it have none until it is settled, so
no query reads a long line again and again. The rows that were sent to a place decide its pace: they
are the memory that all processes share.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    FromClause,
    Integer,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    text,
    update,
)

from adapters.chat import Pace
from bot.store.schema.tables import holds, outbox

AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)
BEHIND = datetime(9000, 1, 1, tzinfo=UTC)
"""The due time of a message that waits behind another in its place: never."""

PLACE = ("tenant", "platform", "workspace", "place")
WAITING = text("outbox.state = 'waiting'")
_before, _edited, _went, _line = (outbox.alias(name) for name in ("before", "edited", "went", "line"))
_message = select(_edited.c.message).where(_edited.c.tenant == outbox.c.tenant, _edited.c.id == outbox.c.edits)
_held = and_(*(holds.c[name] == outbox.c[name] for name in PLACE[:3]))


def _there(other: FromClause) -> Any:
    """Whether another row of the outbox has the same place."""
    return and_(*(other.c[name] == outbox.c[name] for name in PLACE))


# Scalar, not NOT EXISTS: PostgreSQL turns that into a join, a very slow one while it has no statistics.
_least = select(func.min(_before.c.number)).where(_there(_before), text("before.state = 'waiting'")).scalar_subquery()
_first = outbox.c.number == _least
_hold = select(holds.c.until).where(_held).scalar_subquery()
_HERE = {"tenant": "of", "platform": "on", "workspace": "at", "place": "which"}
_in_line = and_(*(_line.c[name] == bindparam(bound) for name, bound in _HERE.items()), text("line.state = 'waiting'"))
POSTED = case((exists().where(_in_line), literal(BEHIND, outbox.c.due.type)), else_=literal(AT_ONCE, outbox.c.due.type))
NEXT = (
    update(outbox)
    .where(outbox.c.number == select(func.min(_line.c.number)).where(_in_line).scalar_subquery())
    .where(outbox.c.due == literal(BEHIND, outbox.c.due.type))
    .values(due=bindparam("free"), since=bindparam("since"))
)
ROUSE = (
    update(outbox)
    .where(outbox.c.due == literal(BEHIND, outbox.c.due.type), WAITING, _first)
    .values(due=literal(AT_ONCE, outbox.c.due.type))
)
SOON = select(func.min(outbox.c.due)).where(
    outbox.c.due > bindparam("now"), outbox.c.platform.in_(bindparam("platforms", expanding=True)), WAITING
)
NTH = (
    select(_line.c.settled)
    .where(*(_line.c[name] == bindparam(bound) for name, bound in _HERE.items()), text("line.state = 'sent'"))
    .order_by(_line.c.settled.desc())
    .limit(1)
    .offset(bindparam("nth", type_=Integer))
)


@cache
def due(paces: tuple[Pace, ...], held: bool = False) -> Select[Any]:
    """Select what is due, first in its place, and allowed by its paces; with `held`, of one workspace on hold."""
    chosen = (
        select(outbox, _message.scalar_subquery().label("replaces"))
        .where(WAITING, outbox.c.due <= bindparam("now"), _first)
        .order_by(outbox.c.due, outbox.c.number)
        .limit(bindparam("limit", type_=Integer))
        .with_for_update(of=outbox, skip_locked=True)
    )
    for number, pace in enumerate(paces):
        nth = _nth(pace)
        chosen = chosen.where(or_(nth.is_(None), nth <= bindparam(f"before_{number}", type_=outbox.c.settled.type)))
    if held:
        return chosen.where(*(outbox.c[name] == bindparam(bound) for name, bound in list(_HERE.items())[:3]))
    # Not the bare column: PostgreSQL would read all waiting rows by the index of places, and sort them.
    in_use = outbox.c.platform.concat("").in_(bindparam("platforms", expanding=True))
    return chosen.where(in_use, _hold.is_(None))


def _nth(pace: Pace) -> ScalarSelect[Any]:
    """When the nth last message went out: it must be old enough before the next one goes."""
    there = select(_went.c.settled).where(_there(_went), text("went.state = 'sent'"))
    return there.order_by(_went.c.settled.desc()).limit(1).offset(pace.messages - 1).scalar_subquery()


def moments(paces: Sequence[Pace], now: datetime) -> dict[str, datetime]:
    """For each pace, the moment before which that message must have gone out."""
    return {f"before_{number}": now - timedelta(seconds=pace.seconds) for number, pace in enumerate(paces)}


def pass_on(tx: Connection, here: dict[str, str], paces: Sequence[Pace]) -> None:
    """Make the next message of a place due as soon as its pace allows; `here` is the place as NEXT and NTH bind it."""
    free = max((_free(tx, here, pace) for pace in paces), default=(AT_ONCE, None))
    tx.execute(NEXT, {**here, "free": free[0], "since": free[1]})


def _free(tx: Connection, here: dict[str, str], pace: Pace) -> tuple[datetime, datetime | None]:
    """When a pace lets the next one go, and the moment from which that counts, None where it doesn't matter."""
    nth: datetime | None = tx.scalar(NTH, {**here, "nth": pace.messages - 1})
    return (nth + timedelta(seconds=pace.seconds), nth) if nth else (AT_ONCE, None)


def rouse(tx: Connection) -> None:
    """Make first messages due that were missed: posted at the moment when the one before was settled."""
    tx.execute(ROUSE)


def soon(tx: Connection, platforms: Sequence[str], now: datetime) -> datetime | None:
    """When the next message after now is due, or None. It can be on its way already, and back by then."""
    found: datetime | None = tx.scalar(SOON, {"now": now, "platforms": list(platforms)})
    return found if found and found < BEHIND else None
