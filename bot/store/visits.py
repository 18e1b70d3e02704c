"""Visits: whom and where the bot has greeted, and whose home page stays up to date.

`place` is a person's user id in a chat, or a channel's id. `opened`, `refreshed` and a week are real time.
`changed` is since when a page is out of date. A worker that draws it moves this moment to `drawing`. If the worker is
killed, the page is free again after some time, as a message is.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, exists, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert  # SQLite's says the same words; the tests run both

from adapters.chat import Place
from bot.store.schema.tables import holds, identities, visits

A_WEEK = timedelta(days=7)
"""How long after it was last opened a home page stays up to date."""

NOTED_EVERY = timedelta(hours=6)
"""An opened home page is written down this often, not at each look."""

PAUSE = timedelta(seconds=10)
"""The shortest time between two refreshes of one home page."""

LEASE = timedelta(seconds=90)
"""How long a page belongs to the worker that draws it; then that one was killed, or its chat is silent."""

HERE = (
    visits.c.tenant == bindparam("of"),
    visits.c.platform == bindparam("on"),
    visits.c.workspace == bindparam("at"),
    visits.c.place == bindparam("which"),
)
FIND = select(visits).where(*HERE)
ADD = insert(visits).on_conflict_do_nothing()
ON_HOLD = exists().where(*(holds.c[name] == visits.c[name] for name in ("tenant", "platform", "workspace")))
SET = update(visits).where(*HERE)


@dataclass(frozen=True, slots=True)
class OpenHome:
    """A home page that is out of date: the tenant, whose it is, and since when by the tenant's clock.

    `message` is the platform's id of the message with it; empty where the chat has a page for it.
    """

    tenant: str
    place: Place
    changed: datetime
    message: str = ""


def greet(tx: Connection, tenant: str, place: Place, now: datetime) -> bool:
    """Note that the bot introduced itself in a place; False where it did before."""
    key = _noted(tx, tenant, place)
    found = tx.execute(SET.where(visits.c.greeted.is_(None)).values(greeted=now), key)
    return found.rowcount == 1


def open_home(tx: Connection, tenant: str, place: Place, now: datetime, message: str = "") -> None:
    """A person looks at their home page; it then stays up to date for a week. `now` is real time.

    What changed before is drawn once more: it can have come between the drawing and this.
    """
    tx.execute(SET.values(opened=now, refreshed=now, message=message), _noted(tx, tenant, place))


def noted_lately(tx: Connection, tenant: str, place: Place, now: datetime) -> bool:
    """Whether it is written down that a person looked at their home page in the last hours."""
    row = tx.execute(FIND, _key(tenant, place)).first()
    return row is not None and row.opened is not None and now - row.opened < NOTED_EVERY


def mark_changed(tx: Connection, tenant: str, people: Collection[str], now: datetime) -> None:
    """The home pages of these people (ids) are out of date, as far as they have opened one."""
    theirs = select(identities.c.user).where(identities.c.tenant == tenant, identities.c.person.in_(sorted(people)))
    stale = update(visits).where(visits.c.tenant == tenant, visits.c.opened.is_not(None), visits.c.changed.is_(None))
    tx.execute(stale.where(visits.c.place.in_(theirs)).values(changed=now))


def outdated(tx: Connection, platforms: Collection[str], now: datetime, limit: int) -> list[OpenHome]:
    """The home pages to draw again now, the longest out of date first; `now` is real time.

    None of a workspace on hold: what it refuses, it refuses for pages too.
    """
    rows = tx.execute(
        select(visits)
        .where(_free(now), visits.c.opened > now - A_WEEK, ~ON_HOLD)
        .where(visits.c.platform.in_(sorted(platforms)))
        .order_by(func.coalesce(visits.c.drawing, visits.c.changed))
        .limit(limit)
    )
    return [_open(row) for row in rows]


def _open(row: Row[*tuple[Any, ...]]) -> OpenHome:
    place = Place(row.platform, row.workspace, row.place, "direct")
    return OpenHome(row.tenant, place, row.drawing or row.changed, row.message)


def _free(now: datetime) -> ColumnElement[bool]:
    """Out of date and not being drawn, or taken by a worker whose lease is over."""
    rested = or_(visits.c.refreshed.is_(None), visits.c.refreshed <= now - PAUSE)
    waits = and_(visits.c.changed.is_not(None), visits.c.drawing.is_(None), rested)
    return or_(waits, and_(visits.c.drawing.is_not(None), visits.c.refreshed <= now - LEASE))


def take(tx: Connection, home: OpenHome, now: datetime) -> bool:
    """Take a home page to draw it again; False where another worker was faster. `now` is real time.

    Say `drawn` or `give_back` afterwards. A change that comes meanwhile makes it out of date again.
    """
    taken = SET.where(_free(now)).values(refreshed=now, drawing=home.changed, changed=None)
    return tx.execute(taken, _key(home.tenant, home.place)).rowcount == 1


def drawn(tx: Connection, home: OpenHome) -> None:
    """It was drawn, or never will be."""
    tx.execute(SET.values(drawing=None), _key(home.tenant, home.place))


def give_back(tx: Connection, home: OpenHome) -> None:
    """It could not be drawn: it stays out of date."""
    tx.execute(SET.values(changed=home.changed, drawing=None), _key(home.tenant, home.place))


def _noted(tx: Connection, tenant: str, place: Place) -> dict[str, str]:
    row = {"tenant": tenant, "platform": place.platform, "workspace": place.workspace, "place": place.id}
    tx.execute(ADD, row)
    return _key(tenant, place)


def _key(tenant: str, place: Place) -> dict[str, str]:
    return {"of": tenant, "on": place.platform, "at": place.workspace, "which": place.id}
