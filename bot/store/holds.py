"""Holds: workspaces in which all messages wait, because the platform refused the whole workspace.

When a hold's time is up, one message tries. If it goes out, the hold ends. If not, the next one tries
later. So a workspace that refuses everything costs one call now and then, not one for each message.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert  # SQLite's says the same words; the tests run both

from adapters.chat import Place
from bot.store.schema.tables import holds

PROBING = timedelta(seconds=60)
"""The time between two messages that try."""

NEW = insert(holds).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
_ONE = (
    holds.c.tenant == bindparam("of"),
    holds.c.platform == bindparam("on"),
    holds.c.workspace == bindparam("at"),
)
LONGER = update(holds).where(*_ONE).values(until=bindparam("ends"), since=bindparam("since"), why=bindparam("said"))
NEXT = update(holds).where(*_ONE).values(until=holds.c.since)
LIFT = delete(holds).where(*_ONE)
OVER = (
    update(holds)
    .where(holds.c.until <= bindparam("now"), holds.c.platform.in_(bindparam("platforms", expanding=True)))
    .values(until=bindparam("ends"), since=bindparam("now"))
    .returning(holds.c.tenant, holds.c.platform, holds.c.workspace)
)
ANY = select(func.count()).select_from(holds)
COUNT = select(holds.c.platform, func.count()).group_by(holds.c.platform)


def hold(tx: Connection, tenant: str, place: Place, until: datetime, why: str, since: datetime | None = None) -> bool:
    """Let all messages to a place's workspace wait until then; returns whether the hold is new.

    `since` is when the wait begins, by the same clock as `until`.
    """
    keys = {"tenant": tenant, "platform": place.platform, "workspace": place.workspace}
    if tx.execute(NEW, {**keys, "until": until, "since": since, "why": why}).rowcount == 1:
        return True
    tx.execute(LONGER, {**_key(tenant, place), "ends": until, "since": since, "said": why})
    return False


def lift(tx: Connection, tenant: str, place: Place) -> None:
    """End the hold of a place's workspace: messages get through again."""
    tx.execute(LIFT, _key(tenant, place))


def try_next(tx: Connection, tenant: str, place: Place) -> None:
    """The message that was to try a place's workspace didn't: the hold stays, and another one tries now."""
    tx.execute(NEXT, _key(tenant, place))


def _key(tenant: str, place: Place) -> dict[str, str]:
    return {"of": tenant, "on": place.platform, "at": place.workspace}


def over(tx: Connection, now: datetime, platforms: list[str]) -> list[tuple[str, str, str]]:
    """The (tenant, platform, workspace) for which only this caller can try one message now."""
    if not tx.scalar(ANY):
        return []
    rows = tx.execute(OVER, {"now": now, "platforms": platforms, "ends": now + PROBING})
    return [(row.tenant, row.platform, row.workspace) for row in rows]


def counted(tx: Connection) -> dict[str, int]:
    """The number of workspaces on hold, by platform."""
    return {row[0]: row[1] for row in tx.execute(COUNT)}
