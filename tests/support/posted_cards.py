"""What stands in the outbox: each message as it reads after its edits, by where it went."""

from dataclasses import dataclass

from sqlalchemy import select

from adapters.card import Card
from bot.store.card_json import read_card
from bot.store.engine.store import Store
from bot.store.schema.tables import outbox
from tests.support.card_text import text_of


@dataclass(frozen=True)
class Standing:
    """One message: the id of its place, whether that is a channel, what it is about, and its card after all edits."""

    place: str
    channel: bool
    subject: str
    card: Card

    @property
    def text(self) -> str:
        """All that its reader can read of it, the line on the phone included."""
        return f"{text_of(self.card)}\n{self.card.notification}"


def standing(store: Store, *, every: bool = False) -> list[Standing]:
    """The messages in the order in which they were posted; with `every` also each one as it read before an edit."""
    with store.reading() as tx:
        rows = tx.execute(select(outbox).order_by(outbox.c.number)).all()
    found: dict[str, Standing] = {}
    for row in rows:
        key = row.id if every else row.edits or row.id
        found[key] = Standing(row.place, row.place_kind == "channel", row.subject, read_card(row.card))
    return list(found.values())


def to(store: Store, place: str, subject: str = "") -> list[Card]:
    """The cards that stand in one place, of those whose subject begins so."""
    return [one.card for one in standing(store) if one.place == place and one.subject.startswith(subject)]
