"""Milestones: what the ledger of a deal says of its way - its moves, when it ended, and how it was kept."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, or_, select

from bot.store.deal_json import read_fact
from bot.store.ledger import GATES, STAGED
from bot.store.schema.tables import ledger
from process import undo
from process.facts import Changed, Decided, Entry, Fact, Met
from process.figures import Move, close_date_slips

ENDINGS = ("Lost", "Churned", "CycleClosed", "Withdrawn")
ALWAYS = (*STAGED, *ENDINGS, "Undone")
DATED = '"close date"'
"""How a change of the close date is marked in its body."""
SAID = (
    ledger.c.kind.in_(ALWAYS),
    ledger.c.kind.in_(("Decided", "Met")) & ledger.c.body.contains('"alone"'),
    (ledger.c.kind == "Changed") & ledger.c.body.contains(DATED),
)
OF_DEALS = (
    select(ledger)
    .where(ledger.c.tenant == bindparam("tenant"), ledger.c.deal.in_(bindparam("deals", expanding=True)), or_(*SAID))
    .order_by(ledger.c.deal, ledger.c.version, ledger.c.line)
)


@dataclass(frozen=True, slots=True)
class Milestones:
    """One deal's way. `ended` is when it came to its latest end, since reopened or not.

    `slips` counts how often its close date was moved to a later day, what was undone aside. `alone`: someone decided
    or answered alone on it.
    """

    moves: Sequence[Move] = ()
    ended: datetime | None = None
    slips: int = 0
    alone: bool = False


@dataclass
class _Found:
    moves: list[Move] = field(default_factory=list)
    ended: list[datetime] = field(default_factory=list)
    dated: list[Entry] = field(default_factory=list)
    alone: bool = False


def of_deals(tx: Connection, tenant: str, deals: Collection[str]) -> Mapping[str, Milestones]:
    """The milestones of each of these deals that has a ledger."""
    found: dict[str, _Found] = {}
    for row in tx.execute(OF_DEALS, {"tenant": tenant, "deals": list(deals)}):
        _read(found.setdefault(row.deal, _Found()), row)
    return {deal: _milestones(one) for deal, one in found.items()}


def _read(found: _Found, row: Row[*tuple[Any, ...]]) -> None:
    # A deal that is reopened where it ended enters its stage again.
    if row.kind in STAGED and (row.left != row.stage or row.kind == "Reopened"):
        found.moves.append(Move(row.deal, row.at, row.left, row.stage, row.kind in GATES, row.waived))
    if row.kind in ENDINGS:
        found.ended.append(row.at)
    if row.kind in ("Undone", "Changed"):
        found.dated.append(Entry(read_fact(row.kind, row.body), row.by, row.at, step=row.version))
    if row.kind in ("Decided", "Met"):
        found.alone = found.alone or is_alone(read_fact(row.kind, row.body))


def _milestones(found: _Found) -> Milestones:
    facts = [entry.fact for entry in undo.standing(found.dated)]
    dates = [fact for fact in facts if isinstance(fact, Changed) and fact.attribute == "close date"]
    ended = max(found.ended, default=None)
    return Milestones(found.moves, ended, close_date_slips(dates), found.alone)


def is_alone(fact: Fact) -> bool:
    """Whether this was decided or answered by someone alone."""
    match fact:
        case Decided(marks=marks):
            return "alone" in marks
        case Met(evidence=given):
            return any("alone" in one.marks for one in given)
        case _:
            return False


def bears(facts: Iterable[Fact]) -> bool:
    """Whether these facts can change a deal's milestones."""
    return any(_bears(fact) for fact in facts)


def _bears(fact: Fact) -> bool:
    match fact:
        case Decided() | Met():
            return is_alone(fact)
        case Changed(attribute=attribute):
            return attribute == "close date"
        case _:
            return type(fact).__name__ in ALWAYS
