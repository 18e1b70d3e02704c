"""What is waiting: how many messages and dues there are, and how late they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, case, func, select, text

from bot.store import holds
from bot.store.schema.tables import dues, outbox, tenants

OUTBOX = (
    select(outbox.c.platform, func.count(), func.min(outbox.c.posted))
    .where(text("outbox.state = 'waiting'"))
    .group_by(outbox.c.platform)
)
_NOW = bindparam("now", type_=dues.c.due.type)
DUES = (
    select(dues.c.kind, func.count(), func.sum(case((dues.c.due <= _NOW, 1), else_=0)), func.min(dues.c.due))
    .join(tenants, (tenants.c.id == dues.c.tenant) & (tenants.c.clock_offset == 0))  # not in a sandbox
    .where(text("dues.state = 'waiting'"))
    .group_by(dues.c.kind)
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """By platform: messages to send, seconds since the oldest was posted, workspaces on hold. By kind: waiting dues.

    `late` counts the rows of `due` whose moment has come, `late_seconds` is how long ago the first one came.
    """

    outbox: Mapping[str, float]
    oldest_seconds: Mapping[str, float]
    held: Mapping[str, float]
    due: Mapping[str, float]
    late: Mapping[str, float]
    late_seconds: Mapping[str, float]


def read_waiting(tx: Connection, now: datetime) -> Waiting:
    """Count what is waiting at a moment of real time."""
    messages, rows = tx.execute(OUTBOX).all(), tx.execute(DUES, {"now": now}).all()
    return Waiting(
        {platform: many for platform, many, _ in messages},
        {platform: _ago(first, now) for platform, _, first in messages},
        holds.counted(tx),
        {kind: many for kind, many, _, _ in rows},
        {kind: int(late) for kind, _, late, _ in rows},
        {kind: _ago(first, now) for kind, _, _, first in rows},
    )


def _ago(moment: datetime, now: datetime) -> float:
    return max((now - moment).total_seconds(), 0.0)
