"""Refused blocks: the kinds that a workspace doesn't take yet, with the time when it refused one last."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.postgresql import insert  # SQLite's says the same words; the tests run both

from bot.store.schema.mail_tables import refused_blocks

SINCE = select(refused_blocks.c.kind).where(
    refused_blocks.c.tenant == bindparam("of"),
    refused_blocks.c.platform == bindparam("on"),
    refused_blocks.c.workspace == bindparam("which"),
    refused_blocks.c.at > bindparam("after"),
)
_NEW = insert(refused_blocks)
SAVE = _NEW.on_conflict_do_update(index_elements=list(refused_blocks.primary_key), set_={"at": _NEW.excluded.at})


def save(tx: Connection, tenant: str, platform: str, workspace: str, kind: str, at: datetime) -> None:
    """A workspace refused a block of this kind."""
    tx.execute(SAVE, {"tenant": tenant, "platform": platform, "workspace": workspace, "kind": kind, "at": at})


def since(tx: Connection, tenant: str, platform: str, workspace: str, after: datetime) -> frozenset[str]:
    """The kinds that a workspace refused after this time."""
    return frozenset(tx.scalars(SINCE, {"of": tenant, "on": platform, "which": workspace, "after": after}))
