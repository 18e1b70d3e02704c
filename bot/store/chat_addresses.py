"""Chat addresses: where a chat lets us write, saved as the JSON that the chat sent.

Where the app was removed, the address stays, marked as removed: an app that comes back into a team can write to all its
channels again, and the chat names only one of them.
"""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Connection, PrimaryKeyConstraint, Table, Text, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert  # SQLite's says the same words; the tests run both

from adapters.chat import Place
from bot.store.schema.tables import METADATA

references = Table(
    "references",
    METADATA,
    Column("tenant", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("workspace", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("reference", Text, nullable=False),
    PrimaryKeyConstraint("tenant", "platform", "workspace", "place"),
)

REMOVED = "removed"
HERE = (
    references.c.tenant == bindparam("of"),
    references.c.platform == bindparam("on"),
    references.c.workspace == bindparam("at"),
    references.c.place == bindparam("which"),
)
FIND = select(references.c.reference).where(*HERE)
SET = update(references).where(*HERE)
ALL = select(references.c.place, references.c.reference).where(*HERE[:3])
_NEW = insert(references)
KEEP = _NEW.on_conflict_do_update(
    index_elements=list(references.primary_key), set_={"reference": _NEW.excluded.reference}
)


def find(tx: Connection, tenant: str, place: Place) -> Mapping[str, Any] | None:
    """The saved address of a place, as the chat's JSON, or None."""
    found = json.loads(tx.scalar(FIND, _key(tenant, place)) or "{}")
    return None if found.get(REMOVED) else found or None


def save(tx: Connection, tenant: str, place: Place, reference: Mapping[str, Any]) -> None:
    """Save the address of a place, in place of an earlier one."""
    where = {"tenant": tenant, "platform": place.platform, "workspace": place.workspace, "place": place.id}
    tx.execute(KEEP, {**where, "reference": json.dumps(reference)})


def drop(tx: Connection, tenant: str, place: Place, team: str = "") -> None:
    """Write to a place no more, or to no place of its `team`: the app was removed there."""
    _mark(tx, tenant, place, team, removed=True)


def restore(tx: Connection, tenant: str, place: Place, team: str) -> None:
    """The app is in the team of this place again: write to every place of it that we knew."""
    _mark(tx, tenant, place, team, removed=False)


def _mark(tx: Connection, tenant: str, place: Place, team: str, *, removed: bool) -> None:
    keys = {"of": tenant, "on": place.platform, "at": place.workspace}
    for row in tx.execute(ALL, keys).all():
        known = json.loads(row.reference)
        here = row.place == place.id or (team and known.get("teamId") == team)
        if here and bool(known.get(REMOVED)) is not removed:
            known.pop(REMOVED, None)
            mark = {REMOVED: True} if removed else {}
            tx.execute(SET, {**keys, "which": row.place, "reference": json.dumps({**known, **mark})})


def _key(tenant: str, place: Place) -> dict[str, str]:
    return {"of": tenant, "on": place.platform, "at": place.workspace, "which": place.id}
