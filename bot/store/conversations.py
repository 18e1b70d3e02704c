"""Conversations: which deal each person spoke about last in each place, and what was proposed to them there."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert  # SQLite's says the same words; the tests run both

from adapters.chat import Place
from bot.store.schema.tables import conversations

LASTS = timedelta(minutes=30)
"""How long a conversation is remembered after its last message."""

SAID = "said"
"""The verb of words whose deal isn't known yet: they are read again once it is named."""

LISTED = "show"
"""The verb of what a list named, kept so that "the second one" can open it."""

EVER = datetime.min.replace(tzinfo=UTC)
KEYS = ("tenant", "person", "platform", "workspace", "place")
FIND = select(conversations).where(*(conversations.c[key] == bindparam(key) for key in KEYS))
_NEW = insert(conversations)
HOLD = FIND.with_for_update()
KEEP = _NEW.on_conflict_do_update(
    index_elements=list(KEYS),
    set_={"deal": _NEW.excluded.deal, "proposed": _NEW.excluded.proposed, "at": _NEW.excluded.at},
)
FORGET = delete(conversations).where(conversations.c.at < bindparam("before"))


@dataclass(frozen=True, slots=True)
class Remembered:
    """What was spoken about last, and when: the deal's id, and the operations that were proposed, as plain objects.

    One that was carried out since has its `command`, so that "no, 60k" and "same for Globex" still change it.
    """

    deal: str
    proposed: tuple[Mapping[str, Any], ...] = ()
    at: datetime = EVER

    @property
    def waiting(self) -> tuple[Mapping[str, Any], ...]:
        """What still waits for a press: what was carried out already and what was only listed does not."""
        return tuple(one for one in self.proposed if not one.get("command") and one["verb"] not in (LISTED, SAID))


def recall(
    tx: Connection, tenant: str, person: str, place: Place, now: datetime, *, hold: bool = False
) -> Remembered | None:
    """What this person and the bot spoke about here, if that is less than half an hour ago.

    With `hold`, others who hold it wait until this transaction ends.
    """
    row = tx.execute(HOLD if hold else FIND, _key(tenant, person, place)).first()
    if row is None or now - row.at > LASTS:
        return None
    return Remembered(row.deal, tuple(json.loads(row.proposed)), row.at)


def remember(
    tx: Connection,
    tenant: str,
    person: str,
    place: Place,
    deal: str,
    proposed: Sequence[Mapping[str, Any]],
    now: datetime,
) -> None:
    """Keep what was spoken about, in place of what was before."""
    values = {"deal": deal, "proposed": json.dumps(list(proposed)), "at": now}
    tx.execute(KEEP, {**_key(tenant, person, place), **values})


def forget(tx: Connection, before: datetime) -> int:
    """Drop what was last spoken about before that moment; says how many."""
    return tx.execute(FORGET, {"before": before}).rowcount


def _key(tenant: str, person: str, place: Place) -> dict[str, str]:
    return {
        "tenant": tenant,
        "person": person,
        "platform": place.platform,
        "workspace": place.workspace,
        "place": place.id,
    }
