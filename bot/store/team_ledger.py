"""The company's ledger: who gave or took which role, team, manager or link of accounts; only ever added to."""

from datetime import datetime

from sqlalchemy import Connection, Integer, Row, bindparam, func, insert, select

from bot.store.schema.team_tables import team_ledger
from process.team_change import TeamChange

OURS = team_ledger.c.tenant == bindparam("tenant")
LAST = select(func.coalesce(func.max(team_ledger.c.number), 0)).where(OURS)
ADD = insert(team_ledger)
LATEST = select(team_ledger).where(OURS).order_by(team_ledger.c.number.desc()).limit(bindparam("limit", type_=Integer))
SINCE = LATEST.where(team_ledger.c.at >= bindparam("since"))
MOST = 50


def add(tx: Connection, tenant: str, change: TeamChange) -> None:
    """Write a change down. Hold the tenant (`tenants.alone`), so that no two get one number."""
    number = int(tx.execute(LAST, {"tenant": tenant}).scalar_one()) + 1
    row = {"at": change.at, "by": change.by, "person": change.person, "what": change.what}
    more = {"given": change.given, "other": change.other}
    tx.execute(ADD, {"tenant": tenant, "number": number, **row, **more})


def latest(tx: Connection, tenant: str, limit: int = MOST) -> list[TeamChange]:
    """The last changes, the latest first."""
    return [_read(row) for row in tx.execute(LATEST, {"tenant": tenant, "limit": limit})]


def since(tx: Connection, tenant: str, moment: datetime, limit: int = MOST) -> list[TeamChange]:
    """The changes since a moment, the latest first, at most so many."""
    return [_read(row) for row in tx.execute(SINCE, {"tenant": tenant, "since": moment, "limit": limit})]


def _read(row: Row[tuple[object, ...]]) -> TeamChange:
    return TeamChange(row.at, row.by, row.person, row.what, row.given, row.other)
