"""Milestones: when deals were won and when they ended, whose close dates slipped, and what was confirmed alone."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select

from bot.store.deal_json import read_fact
from bot.store.schema.tables import ledger
from process import undo
from process.facts import Changed, Decided, Entry, Met
from process.figures import close_date_slips

OURS = ledger.c.tenant == bindparam("tenant")
ENDED = (
    select(ledger.c.deal, func.max(ledger.c.at).label("at"))
    .where(OURS, ledger.c.kind.in_(["Lost", "Churned", "CycleClosed", "Withdrawn"]))
    .group_by(ledger.c.deal)
)
WON = (
    select(ledger.c.deal, func.min(ledger.c.at).label("at"))
    .where(OURS, ledger.c.kind == "Decided", ledger.c.body.contains('"won":true'))
    .group_by(ledger.c.deal)
)
DATES = (
    select(ledger)
    .where(OURS, ledger.c.kind.in_(["Changed", "Undone"]))
    .where((ledger.c.kind == "Undone") | ledger.c.body.contains('"close date"'))
    .order_by(ledger.c.deal, ledger.c.version, ledger.c.line)
)
ALONE = select(ledger.c.deal, ledger.c.kind, ledger.c.body).where(
    OURS, ledger.c.kind.in_(["Decided", "Met"]), ledger.c.body.contains('"alone"')
)


def ended(tx: Connection, tenant: str) -> dict[str, datetime]:
    """When each deal came to its latest end, by its id. It can have been reopened since."""
    return {row.deal: row.at for row in tx.execute(ENDED, {"tenant": tenant})}


def won(tx: Connection, tenant: str) -> dict[str, datetime]:
    """When each deal was won first, by its id; deals won before the ledger said so aren't in it."""
    return {row.deal: row.at for row in tx.execute(WON, {"tenant": tenant})}


def slips(tx: Connection, tenant: str) -> dict[str, int]:
    """How often each deal's close date was moved to a later day, what was undone aside; deals without are left out."""
    entries: dict[str, list[Entry]] = defaultdict(list)
    for row in tx.execute(DATES, {"tenant": tenant}):
        entries[row.deal].append(Entry(read_fact(row.kind, row.body), row.by, row.at, step=row.version))
    counted = {deal: close_date_slips(_days(found)) for deal, found in entries.items()}
    return {deal: number for deal, number in counted.items() if number}


def _days(entries: list[Entry]) -> list[Changed]:
    facts = [entry.fact for entry in undo.standing(entries)]
    return [fact for fact in facts if isinstance(fact, Changed) and fact.attribute == "close date"]


def alone(tx: Connection, tenant: str) -> frozenset[str]:
    """The ids of the deals on which someone decided or answered alone."""
    rows = tx.execute(ALONE, {"tenant": tenant})
    return frozenset(row.deal for row in rows if _alone(row.kind, row.body))


def _alone(kind: str, body: str) -> bool:
    match read_fact(kind, body):
        case Decided(marks=marks):
            return "alone" in marks
        case Met(evidence=given):
            return any("alone" in one.marks for one in given)
        case _:
            return False
