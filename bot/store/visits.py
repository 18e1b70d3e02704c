"""Visits: whom and where the bot has greeted, and whose home page stays up to date.

`place` is a person's user id in a chat, or a channel's id. `opened`, `refreshed` and a week are real time.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, or_, select, update
from sqlalchemy.dialects.postgresql import insert  # SQLite's says the same words; the tests run both

from adapters.chat import Place
from bot.store.schema.tables import identities, visits

A_WEEK = timedelta(days=7)
"""How long after it was last opened a home page stays up to date."""

NOTED_EVERY = timedelta(hours=6)
"""An opened home page is written down this often, not at each look."""

PAUSE = timedelta(seconds=10)
"""The shortest time between two refreshes of one home page."""

HERE = (
    visits.c.tenant == bindparam("of"),
    visits.c.platform == bindparam("on"),
    visits.c.workspace == bindparam("at"),
    visits.c.place == bindparam("which"),
)
FIND = select(visits).where(*HERE)
ADD = insert(visits).on_conflict_do_nothing()
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
    """A person looks at their home page; it then stays up to date for a week. `now` is real time."""
    tx.execute(SET.values(opened=now, refreshed=now, changed=None, message=message), _noted(tx, tenant, place))


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
    """The home pages to draw again now, the longest out of date first; `now` is real time."""
    rows = tx.execute(
        select(visits)
        .where(visits.c.changed.is_not(None), visits.c.opened > now - A_WEEK)
        .where(or_(visits.c.refreshed.is_(None), visits.c.refreshed <= now - PAUSE))
        .where(visits.c.platform.in_(sorted(platforms)))
        .order_by(visits.c.changed)
        .limit(limit)
    )
    return [_open(row) for row in rows]


def _open(row: Row[*tuple[Any, ...]]) -> OpenHome:
    place = Place(row.platform, row.workspace, row.place, "direct")
    return OpenHome(row.tenant, place, row.changed, row.message)


def take(tx: Connection, home: OpenHome, now: datetime) -> bool:
    """Take a home page to draw it again; False where another worker was faster. `now` is real time."""
    free = or_(visits.c.refreshed.is_(None), visits.c.refreshed <= now - PAUSE)
    taken = SET.where(visits.c.changed.is_not(None), free).values(refreshed=now, changed=None)
    return tx.execute(taken, _key(home.tenant, home.place)).rowcount == 1


def give_back(tx: Connection, home: OpenHome) -> None:
    """It could not be drawn: it stays out of date."""
    tx.execute(SET.where(visits.c.changed.is_(None)).values(changed=home.changed), _key(home.tenant, home.place))


def _noted(tx: Connection, tenant: str, place: Place) -> dict[str, str]:
    row = {"tenant": tenant, "platform": place.platform, "workspace": place.workspace, "place": place.id}
    tx.execute(ADD, row)
    return _key(tenant, place)


def _key(tenant: str, place: Place) -> dict[str, str]:
    return {"of": tenant, "on": place.platform, "at": place.workspace, "which": place.id}
