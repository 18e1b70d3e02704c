"""Refused charts: the workspaces that don't take charts yet, with the time when they refused one last."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.postgresql import insert  # SQLite's says the same words; the tests run both

from bot.store.schema.mail_tables import refused_charts

LAST = select(refused_charts.c.at).where(
    refused_charts.c.tenant == bindparam("of"),
    refused_charts.c.platform == bindparam("on"),
    refused_charts.c.workspace == bindparam("which"),
)
_NEW = insert(refused_charts)
SAVE = _NEW.on_conflict_do_update(index_elements=list(refused_charts.primary_key), set_={"at": _NEW.excluded.at})


def save(tx: Connection, tenant: str, platform: str, workspace: str, at: datetime) -> None:
    """A workspace refused a chart."""
    tx.execute(SAVE, {"tenant": tenant, "platform": platform, "workspace": workspace, "at": at})


def last(tx: Connection, tenant: str, platform: str, workspace: str) -> datetime | None:
    """When a workspace last refused a chart; None where it never did."""
    at: datetime | None = tx.scalar(LAST, {"of": tenant, "on": platform, "which": workspace})
    return at
