"""Digests: which channel gets one, at which hour of which days, and what the last one had in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Date,
    PrimaryKeyConstraint,
    Row,
    Table,
    Text,
    bindparam,
    delete,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert  # SQLite's says the same words; the tests run both

from adapters.chat import Place
from bot.store.dues import Due
from bot.store.schema.column_types import Moment
from bot.store.schema.tables import METADATA

digests = Table(
    "digests",
    METADATA,
    Column("tenant", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("workspace", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("days", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("only", Text, nullable=False),
    Column("since", Moment, nullable=False),
    Column("told", Moment),
    Column("day", Date),
    Column("named", Text, nullable=False),
    PrimaryKeyConstraint("tenant", "platform", "workspace", "place"),
)

WAITED = "~"
WORKING_DAYS = (0, 1, 2, 3, 4)
NINE = time(9)

HERE = (
    digests.c.tenant == bindparam("of"),
    digests.c.platform == bindparam("on"),
    digests.c.workspace == bindparam("in"),
    digests.c.place == bindparam("which"),
)
EVERY = (
    select(digests)
    .where(digests.c.tenant == bindparam("of"))
    .order_by(digests.c.platform, digests.c.workspace, digests.c.place)
)
DROP = delete(digests).where(*HERE)
MARK_POSTED = (
    update(digests).where(*HERE).values(told=bindparam("moment"), day=bindparam("on_day"), named=bindparam("names"))
)
_NEW = insert(digests)
KEEP = _NEW.on_conflict_do_update(
    index_elements=list(digests.primary_key),
    set_={name: _NEW.excluded[name] for name in ("name", "at", "days", "zone", "only", "since")},
)


@dataclass(frozen=True, slots=True)
class Digest:
    """A channel's digest: at this local time, on these weekdays (Monday is 0), in its zone ("": the company's).

    `only` narrows it: "stage <key>", "of <id>" for a person and their reports, or "". `since` is when it was set,
    `posted` when the last one was due, for which `day`, and `named` has the ids of the deals in it; one that only
    waited for a decision has WAITED before its id.
    """

    place: Place
    since: datetime
    at: time = NINE
    days: tuple[int, ...] = WORKING_DAYS
    zone: str = ""
    only: str = ""
    posted: datetime | None = None
    day: date | None = None
    named: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Its subject in the table of dues."""
        return f"{self.place.platform} {self.place.workspace} {self.place.id}"

    @property
    def stalled(self) -> frozenset[str]:
        """The ids of the deals that were stalled in the last one."""
        return frozenset(one for one in self.named if not one.startswith(WAITED))

    @property
    def shown(self) -> tuple[str, ...]:
        """The ids of all deals in the last one."""
        return tuple(one.removeprefix(WAITED) for one in self.named)


def every(tx: Connection, tenant: str) -> list[Digest]:
    """All digests of a tenant, always in the same order."""
    return [_digest(row) for row in tx.execute(EVERY, {"of": tenant})]


def _digest(row: Row[*tuple[Any, ...]]) -> Digest:
    return Digest(
        Place(row.platform, row.workspace, row.place, "channel", row.name),
        row.since,
        time.fromisoformat(row.at),
        tuple(int(day) for day in row.days.split()),
        row.zone,
        row.only,
        row.told,
        row.day,
        tuple(row.named.split()),
    )


def of(tx: Connection, tenant: str, place: Place) -> Digest | None:
    """The digest of a channel, or None."""
    return next((one for one in every(tx, tenant) if _key("", one.place) == _key("", place)), None)


def save(tx: Connection, tenant: str, digest: Digest) -> None:
    """Save a channel's digest, in place of an earlier setting."""
    place = digest.place
    row = {
        "platform": place.platform,
        "workspace": place.workspace,
        "place": place.id,
        "name": place.name,
        "at": digest.at.isoformat("minutes"),
        "days": " ".join(map(str, digest.days)),
        "zone": digest.zone,
        "only": digest.only,
        "since": digest.since,
        "told": None,
        "day": None,
        "named": "",
    }
    tx.execute(KEEP, {"tenant": tenant, **row})


def drop(tx: Connection, tenant: str, place: Place) -> None:
    """Turn a channel's digest off."""
    tx.execute(DROP, _key(tenant, place))


def _key(tenant: str, place: Place) -> dict[str, str]:
    return {"of": tenant, "on": place.platform, "in": place.workspace, "which": place.id}


def mark_posted(tx: Connection, tenant: str, digest: Digest, due: Due, named: Sequence[str]) -> None:
    """Save that the digest went out: when it was due, and which deals it named."""
    values = {"moment": due.due, "on_day": due.day, "names": " ".join(named)}
    tx.execute(MARK_POSTED, {**_key(tenant, digest.place), **values})
