"""Shown: the cards that stand last in a place, as messages that Stagecoach sent and later edited."""

from sqlalchemy import Connection, bindparam, select, text

from adapters.card import Card
from adapters.chat import Place
from bot.store.card_json import read_card
from bot.store.schema.tables import outbox

MOST_ROWS = 30
"""Rows that are looked through: a message with its edits has several."""
WENT = (
    select(outbox.c.id, outbox.c.edits, outbox.c.card)
    .where(outbox.c.tenant == bindparam("tenant"), text("outbox.state = 'sent'"))
    .where(outbox.c.platform == bindparam("platform"), outbox.c.workspace == bindparam("workspace"))
    .where(outbox.c.place == bindparam("place"))
    .order_by(outbox.c.settled.desc(), outbox.c.number.desc())
    .limit(MOST_ROWS)
)


def last_cards(tx: Connection, tenant: str, place: Place, most: int) -> list[Card]:
    """The cards of the last messages in a place as they stand now, the latest first."""
    keys = {"tenant": tenant, "platform": place.platform, "workspace": place.workspace, "place": place.id}
    standing: dict[str, Card] = {}
    for row in tx.execute(WENT, keys):
        standing.setdefault(row.edits or row.id, read_card(row.card))
    return list(standing.values())[:most]
