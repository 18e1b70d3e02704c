"""Approvals: each row follows its deal, and is decided once."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Integer, Row, bindparam, insert, select, text, update

from bot.store.engine.faults import Conflict
from bot.store.schema.tables import approvals, tenants
from process.approval import Approval
from process.deal import Deal
from process.decision_marks import MARKS
from process.facts import ApprovalAsked, Decided, Entry

LIVE = text("approvals.state IN ('asked', 'approved')")
COLUMNS = [column for column in approvals.c if column.name not in ("tenant", "id", "deal")]
FIND = select(approvals).where(approvals.c.tenant == bindparam("tenant"), approvals.c.id == bindparam("id"))
ASK = insert(approvals)
DECIDE = (
    update(approvals)
    .where(approvals.c.tenant == bindparam("of"), approvals.c.id == bindparam("which"))
    .where(approvals.c.state == bindparam("was"))
    .values({name: bindparam(name) for name in ("state", "decider", "decided_at", "acceptor", "reason", "marks")})
)
OFFSETS = select(tenants.c.clock_offset).distinct()
EXPIRED = (
    select(approvals.c.tenant, approvals.c.deal)
    .join(tenants, tenants.c.id == approvals.c.tenant)
    .where(LIVE, approvals.c.expires_at <= bindparam("now"), tenants.c.clock_offset == bindparam("offset"))
    .order_by(approvals.c.expires_at)
    .limit(bindparam("limit", type_=Integer))
)


def find(tx: Connection, tenant: str, approval_id: str) -> tuple[str, Approval] | None:
    """An approval with the id of its deal, or None."""
    row = tx.execute(FIND, {"tenant": tenant, "id": approval_id}).first()
    return (row.deal, _read(row)) if row else None


def _read(row: Row[*tuple[Any, ...]]) -> Approval:
    return Approval(
        row.id,
        row.stage,
        row.requester,
        row.version,
        row.asked_at,
        row.expires_at,
        state=row.state,
        decider=row.decider,
        decided_at=row.decided_at,
        acceptor=row.acceptor,
        reason=row.reason,
        marks=tuple(mark for mark in MARKS if mark in row.marks.split("\n")),
    )


def mirror(tx: Connection, tenant: str, was: Deal | None, entries: Sequence[Entry]) -> None:
    """Update the approvals by these new entries of a deal; raises Conflict if one was decided in the meantime."""
    if not any(isinstance(entry.fact, ApprovalAsked | Decided) for entry in entries):
        return
    deal = was
    for entry in entries:
        before = deal.approval if deal else None
        # Only `Began` and `Imported` apply without a deal, and every ledger begins with one of them.
        deal = entry.fact.on(deal, entry.by, entry.at)  # type: ignore[arg-type]  # see above
        if deal.approval and deal.approval != before:
            _follow(tx, tenant, deal.id, before, deal.approval)


def _follow(tx: Connection, tenant: str, deal_id: str, was: Approval | None, now: Approval) -> None:
    if was is None or was.id != now.id:
        tx.execute(ASK, {"tenant": tenant, "deal": deal_id, **_row(now)})
        return
    keys = {"of": tenant, "which": now.id, "was": was.state}
    if tx.execute(DECIDE, {**keys, **_decision(now)}).rowcount == 0:
        raise Conflict


def _row(approval: Approval) -> dict[str, Any]:
    asked = {
        name: getattr(approval, name) for name in ("id", "stage", "requester", "version", "asked_at", "expires_at")
    }
    return asked | _decision(approval)


def _decision(approval: Approval) -> dict[str, Any]:
    found = {name: getattr(approval, name) for name in ("state", "decider", "decided_at", "acceptor", "reason")}
    return {**found, "marks": "\n".join(approval.marks)}


def expired(tx: Connection, now: datetime, limit: int) -> list[tuple[str, str]]:
    """The (tenant id, deal id) of each open approval that is past its time by its tenant's clock, oldest first."""
    found: list[tuple[str, str]] = []
    for offset in tx.scalars(OFFSETS):
        there = now + timedelta(seconds=offset)
        rows = tx.execute(EXPIRED, {"now": there, "offset": offset, "limit": limit - len(found)})
        found += [(row.tenant, row.deal) for row in rows]
    return found
