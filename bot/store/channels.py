"""Channels that belong to a deal. In them, people can leave out the deal's name."""

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.postgresql import insert  # SQLite's says the same words; the tests run both

from adapters.chat import Place
from bot.store.schema.tables import channels

DEAL_OF = select(channels.c.deal).where(
    channels.c.tenant == bindparam("tenant"),
    channels.c.platform == bindparam("platform"),
    channels.c.workspace == bindparam("workspace"),
    channels.c.place == bindparam("place"),
)
_NEW = insert(channels)
BIND = _NEW.on_conflict_do_update(
    index_elements=list(channels.primary_key),
    set_={"deal": _NEW.excluded.deal, "name": _NEW.excluded.name},
)
PLACES_OF = (
    select(channels)
    .where(channels.c.tenant == bindparam("tenant"), channels.c.deal == bindparam("deal"))
    .order_by(channels.c.platform, channels.c.workspace, channels.c.place)
)


def deal_of(tx: Connection, tenant: str, place: Place) -> str | None:
    """The id of the deal whose channel this is, or None."""
    if place.kind == "direct":
        return None
    return tx.scalar(DEAL_OF, _key(tenant, place))


def _key(tenant: str, place: Place) -> dict[str, str]:
    return {"tenant": tenant, "platform": place.platform, "workspace": place.workspace, "place": place.id}


def bind(tx: Connection, tenant: str, place: Place, deal_id: str) -> None:
    """Make this channel belong to the deal, instead of to another one."""
    tx.execute(BIND, {**_key(tenant, place), "name": place.name, "deal": deal_id})


def places_of(tx: Connection, tenant: str, deal_id: str) -> list[Place]:
    """The channels of a deal, on every platform."""
    rows = tx.execute(PLACES_OF, {"tenant": tenant, "deal": deal_id})
    return [Place(row.platform, row.workspace, row.place, "channel", row.name) for row in rows]
