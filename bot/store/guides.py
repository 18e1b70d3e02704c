"""Guides: which question each person is asked about a deal, and the draft of what they answered so far."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert  # SQLite's says the same words; the tests run both

from adapters.chat import Place
from bot.store.schema.tables import guides

LASTS = timedelta(minutes=30)
"""How long plain words are taken for an answer after a question; the draft stays much longer."""
THE_DRAFT = "."
"""What `asked` holds where no question is left and the draft is shown, to be saved. No field has this key."""

KEY = ("tenant", "person", "deal")
OF = select(guides).where(*(guides.c[key] == bindparam(key) for key in KEY))
LATEST = (
    select(guides)
    .where(guides.c.tenant == bindparam("tenant"), guides.c.person == bindparam("person"), guides.c.asked != "")
    .where(*(guides.c[key] == bindparam(key) for key in ("platform", "workspace", "place")))
    .order_by(guides.c.at.desc())
    .limit(1)
)
_NEW = insert(guides)
SAVE = _NEW.on_conflict_do_update(
    index_elements=list(KEY),
    set_={name: _NEW.excluded[name] for name in ("platform", "workspace", "place", "asked", "body", "at")},
)
DROP = delete(guides).where(*(guides.c[key] == bindparam(f"of_{key}") for key in KEY))
FORGET = delete(guides).where(guides.c.at < bindparam("before"))


@dataclass(frozen=True, slots=True)
class Guide:
    """How far one person is with the questions about one deal.

    `asked` is the key of the field that is asked, THE_DRAFT where the draft is shown, empty while they rest. `answers`
    are the draft: canonical words by the keys of the form for missing evidence. `skipped` are the fields left out, and
    `trail` has both in their order. `stage` is where the deal stood. `following` is the deal that comes next where
    several are gone through.
    """

    deal: str
    asked: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()
    trail: tuple[str, ...] = ()
    stage: str = ""
    following: str = ""


def of(tx: Connection, tenant: str, person: str, deal: str) -> Guide | None:
    """The person's questions about this deal, or None."""
    row = tx.execute(OF, {"tenant": tenant, "person": person, "deal": deal}).first()
    return _guide(row) if row else None


def latest(tx: Connection, tenant: str, person: str, place: Place, now: datetime) -> Guide | None:
    """The question that was asked last here, if that is less than half an hour ago."""
    where = {"platform": place.platform, "workspace": place.workspace, "place": place.id}
    row = tx.execute(LATEST, {"tenant": tenant, "person": person, **where}).first()
    return _guide(row) if row and now - row.at <= LASTS else None


def _guide(row: Row[*tuple[Any, ...]]) -> Guide:
    held = json.loads(row.body)
    return Guide(
        row.deal,
        row.asked,
        held["answers"],
        tuple(held["skipped"]),
        tuple(held["trail"]),
        held.get("stage", ""),
        held.get("following", ""),
    )


def save(tx: Connection, tenant: str, person: str, place: Place, guide: Guide, *, now: datetime) -> None:
    """Keep it in place of what was before; `place` is where the question is asked."""
    held = {"answers": dict(guide.answers), "skipped": guide.skipped, "trail": guide.trail, "stage": guide.stage}
    held |= {"following": guide.following} if guide.following else {}
    values = {
        "tenant": tenant,
        "person": person,
        "deal": guide.deal,
        "platform": place.platform,
        "workspace": place.workspace,
        "place": place.id,
        "asked": guide.asked,
        "body": json.dumps(held),
        "at": now,
    }
    tx.execute(SAVE, values)


def drop(tx: Connection, tenant: str, person: str, deal: str) -> None:
    """Forget the questions and the draft."""
    tx.execute(DROP, {"of_tenant": tenant, "of_person": person, "of_deal": deal})


def forget(tx: Connection, before: datetime) -> int:
    """Drop what was last touched before that moment; says how many."""
    return tx.execute(FORGET, {"before": before}).rowcount
