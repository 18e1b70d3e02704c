"""Chat addresses: where a chat lets us write, saved as the JSON that the chat sent."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Connection, PrimaryKeyConstraint, Table, Text, bindparam, delete, select
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

HERE = (
    references.c.tenant == bindparam("of"),
    references.c.platform == bindparam("on"),
    references.c.workspace == bindparam("at"),
    references.c.place == bindparam("which"),
)
FIND = select(references.c.reference).where(*HERE)
DROP = delete(references).where(*HERE)
ALL = select(references.c.place, references.c.reference).where(*HERE[:3])
_NEW = insert(references)
KEEP = _NEW.on_conflict_do_update(
    index_elements=list(references.primary_key), set_={"reference": _NEW.excluded.reference}
)


def find(tx: Connection, tenant: str, place: Place) -> Mapping[str, Any] | None:
    """The saved address of a place, as the chat's JSON, or None."""
    found = tx.scalar(FIND, _key(tenant, place))
    return json.loads(found) if found is not None else None


def save(tx: Connection, tenant: str, place: Place, reference: Mapping[str, Any]) -> None:
    """Save the address of a place, in place of an earlier one."""
    where = {"tenant": tenant, "platform": place.platform, "workspace": place.workspace, "place": place.id}
    tx.execute(KEEP, {**where, "reference": json.dumps(reference)})


def drop(tx: Connection, tenant: str, place: Place) -> None:
    """Forget a place."""
    tx.execute(DROP, _key(tenant, place))


def drop_team(tx: Connection, tenant: str, place: Place, team: str) -> None:
    """Forget every place that belongs to the same team as this one."""
    keys = {"of": tenant, "on": place.platform, "at": place.workspace}
    for row in tx.execute(ALL, keys).all():
        if json.loads(row.reference).get("teamId") == team:
            tx.execute(DROP, {**keys, "which": row.place})


def _key(tenant: str, place: Place) -> dict[str, str]:
    return {"of": tenant, "on": place.platform, "at": place.workspace, "which": place.id}
