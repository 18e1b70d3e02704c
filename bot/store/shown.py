"""Shown: the cards that stand last in a place, as messages that Stagecoach sent and later edited."""

import re
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, text

from adapters.card import Buttons, Card
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
NEW = WENT.with_only_columns(outbox.c.card).where(outbox.c.edits == "", outbox.c.posted > bindparam("since"))
DEAL_ID = re.compile(r"#([0-9a-f]{12})\b")


def deals_since(tx: Connection, tenant: str, place: Place, since: datetime) -> tuple[str, ...]:
    """The ids of the deals that new messages in a place were about since a moment, the latest first."""
    found: dict[str, None] = {}
    for row in tx.execute(NEW, {**_here(tenant, place), "since": since}):
        for part in read_card(row.card).body:
            for button in part.every if isinstance(part, Buttons) else ():
                found.update(dict.fromkeys(DEAL_ID.findall(button.command)))
    return tuple(found)


def last_cards(tx: Connection, tenant: str, place: Place, most: int) -> list[Card]:
    """The cards of the last messages in a place as they stand now, the latest first."""
    standing: dict[str, Card] = {}
    for row in tx.execute(WENT, _here(tenant, place)):
        standing.setdefault(row.edits or row.id, read_card(row.card))
    return list(standing.values())[:most]


def _here(tenant: str, place: Place) -> dict[str, str]:
    return {"tenant": tenant, "platform": place.platform, "workspace": place.workspace, "place": place.id}
