"""Reminded: who is sent a reminder, or the question how a step went, around a moment."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, select, text

from bot.store.schema.tables import dues

LATEST_QUESTION = timedelta(days=31)
"""How long after the day of a step its question can be due, over any holidays."""

AROUND = (
    select(dues.c.recipient)
    .where(dues.c.tenant == bindparam("tenant"), dues.c.kind.in_(["reminder", "question"]))
    .where(dues.c.day >= bindparam("day"), dues.c.due >= bindparam("since"), dues.c.due <= bindparam("until"))
    .where(text("dues.state IN ('waiting', 'done')"))
)


def around(tx: Connection, tenant: str, since: datetime, until: datetime) -> frozenset[str]:
    """The recipients for whom one is due, or was sent, between the two moments."""
    keys = {"tenant": tenant, "day": since.date() - LATEST_QUESTION, "since": since, "until": until}
    return frozenset(tx.scalars(AROUND, keys))
