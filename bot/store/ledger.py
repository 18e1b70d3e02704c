"""The ledger: every fact of each deal. Rows are only added."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Integer, Row, bindparam, insert, select

from bot.store.deal_json import FACTS, read_fact, write_fact
from bot.store.schema.tables import ledger
from process.deal import Deal
from process.facts import (
    Advanced,
    Began,
    CycleClosed,
    Entry,
    Fact,
    Imported,
    PlaybookMoved,
    Reopened,
    SentBack,
    SkipAttempted,
)
from process.figures import Attempt

SKIPS = TypeAdapter(SkipAttempted)
INSERT = insert(ledger)
OURS = ledger.c.tenant == bindparam("tenant")
ORDER = (ledger.c.version, ledger.c.line)
STAGED = ("Began", "Imported", "Advanced", "SentBack", "Reopened", "CycleClosed", "PlaybookMoved")
GATES = ("Advanced", "CycleClosed")
OF_DEAL = select(ledger).where(OURS, ledger.c.deal == bindparam("deal")).order_by(*ORDER)
BETWEEN = (
    select(ledger)
    .where(OURS, ledger.c.kind.in_(bindparam("kinds", expanding=True)))
    .where(ledger.c.at > bindparam("since"), ledger.c.at <= bindparam("until"))
    .order_by(ledger.c.at, ledger.c.deal, *ORDER)
    .limit(bindparam("limit", type_=Integer))
)
LATELY = (
    select(ledger)
    .where(OURS, ledger.c.kind.in_(list(FACTS)), ledger.c.at >= bindparam("since"))
    .where(ledger.c.by.in_(bindparam("people", expanding=True)))
    .order_by(ledger.c.at.desc(), ledger.c.version.desc())
    .limit(bindparam("limit", type_=Integer))
)
MOST_LATELY = 200
ATTEMPTS_SINCE = (
    select(ledger.c.deal, ledger.c.by, ledger.c.at, ledger.c.body, ledger.c.through)
    .where(OURS, ledger.c.kind == "SkipAttempted")
    .where(ledger.c.at > bindparam("since"), ledger.c.by == bindparam("by"))
    .order_by(ledger.c.at, ledger.c.deal, *ORDER)
)


def add(tx: Connection, tenant: str, deal: Deal, entries: Sequence[Entry], request: str) -> None:
    """Add the facts that led to this version of the deal. `request` is the inbox key that caused them."""
    rows = [_row(tenant, deal, line, entry, request) for line, entry in enumerate(entries)]
    if rows:
        tx.execute(INSERT, rows if len(rows) > 1 else rows[0])


def add_all(tx: Connection, tenant: str, lines: Sequence[tuple[Deal, Sequence[Entry]]], request: str) -> None:
    """The same for many deals at once."""
    rows = []
    for deal, entries in lines:
        rows += [_row(tenant, deal, line, entry, request) for line, entry in enumerate(entries)]
    if rows:
        tx.execute(INSERT, rows)


def _row(tenant: str, deal: Deal, line: int, entry: Entry, request: str) -> dict[str, Any]:
    left, stage, waived = _moved(entry.fact)
    return {
        "tenant": tenant,
        "deal": deal.id,
        "version": deal.version,
        "line": line,
        "at": entry.at,
        "by": entry.by,
        "kind": type(entry.fact).__name__,
        "left": left,
        "stage": stage,
        "waived": waived,
        "link": entry.link,
        "request": request,
        "body": write_fact(entry.fact),
        "place": entry.place,
        "through": entry.through,
    }


def _moved(fact: Fact) -> tuple[str, str, int]:
    """The stages that a fact left and entered, and the waivers on the way; empty if it changes no stage."""
    match fact:
        case Began(deal) | Imported(deal):
            return "", deal.stage, 0
        case Advanced(left, stage, waivers):
            return left, stage, len(waivers)
        case CycleClosed(stage, waivers):
            return stage, "", len(waivers)
        case SentBack() | Reopened() | PlaybookMoved():
            return fact.left, fact.stage, 0
        case _:
            return "", "", 0


def of_deal(tx: Connection, tenant: str, deal_id: str) -> list[Entry]:
    """Every entry of a deal, oldest first."""
    rows = tx.execute(OF_DEAL, {"tenant": tenant, "deal": deal_id})
    return [_entry(row) for row in rows]


def _entry(row: Row[*tuple[Any, ...]]) -> Entry:
    return Entry(read_fact(row.kind, row.body), row.by, row.at, row.link, row.version, row.place, row.through)


def attempts_of(tx: Connection, tenant: str, by: str, since: datetime) -> list[Attempt]:
    """One colleague's skip attempts after a moment, oldest first."""
    return [_attempt(row) for row in tx.execute(ATTEMPTS_SINCE, {"tenant": tenant, "by": by, "since": since})]


def between(
    tx: Connection, tenant: str, kinds: Collection[str], since: datetime, until: datetime, limit: int
) -> list[tuple[str, Entry]]:
    """Entries of these kinds after `since` and up to `until`, each with its deal's id, oldest first."""
    wanted = {"tenant": tenant, "kinds": list(kinds), "since": since, "until": until, "limit": limit}
    return [(row.deal, _entry(row)) for row in tx.execute(BETWEEN, wanted)]


def lately(tx: Connection, tenant: str, people: Collection[str], since: datetime) -> list[tuple[str, Entry]]:
    """What one person did from a moment on, from any of their accounts: each with its deal's id, the latest first."""
    wanted = {"tenant": tenant, "people": list(people), "since": since, "limit": MOST_LATELY}
    return [(row.deal, _entry(row)) for row in tx.execute(LATELY, wanted)]


def _attempt(row: Row[*tuple[Any, ...]]) -> Attempt:
    asked: SkipAttempted = SKIPS.validate_json(row.body)
    return Attempt(row.deal, row.by, row.at, asked.asked, asked.stage, asked.missing, row.through)
