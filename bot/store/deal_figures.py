"""Deal figures: what each deal adds to the figures, written in the transaction that saves the deal.

A row is never counted up. It is always made from the deal and its ledger, so an undo, an import, an erasure or a move
to another playbook needs nothing of its own.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Integer, bindparam, delete, exists, insert, select, update

from bot.store import answer_marks, milestones, ways
from bot.store.deal_json import read_deal
from bot.store.milestones import Milestones
from bot.store.names import company_key
from bot.store.schema.tables import deal_figures, deal_stays, deals
from process.customers import customer_since
from process.deal import Deal
from process.facts import Entry
from process.line_by_line import days_between
from process.stays import Stay, stays, way

NONE = Milestones()
SAME = update(deal_figures).where(deal_figures.c.tenant == bindparam("of"), deal_figures.c.deal == bindparam("which"))
ADD, ADD_STAYS = insert(deal_figures), insert(deal_stays)
REMOVE = delete(deal_figures).where(
    deal_figures.c.tenant == bindparam("of"), deal_figures.c.deal.in_(bindparam("ids", expanding=True))
)
REMOVE_STAYS = delete(deal_stays).where(
    deal_stays.c.tenant == bindparam("of"), deal_stays.c.deal.in_(bindparam("ids", expanding=True))
)
WITHOUT = (
    select(deals.c.tenant, deals.c.body)
    .where(~exists().where(deal_figures.c.tenant == deals.c.tenant, deal_figures.c.deal == deals.c.id))
    .order_by(deals.c.tenant, deals.c.id)
    .limit(bindparam("limit", type_=Integer))
)
AT_ONCE = 500


def save(tx: Connection, tenant: str, was: Deal | None, deal: Deal, entries: Sequence[Entry]) -> None:
    """Write what a deal adds now, after its ledger was written. `was` is the deal before, None for a new one."""
    moved = was is None or _standing(was) != _standing(deal)
    if not moved and not milestones.bears(entry.fact for entry in entries):
        changed = tx.execute(SAME, {"of": tenant, "which": deal.id, **_own(deal)}).rowcount
        if changed:
            return
    write(tx, tenant, [deal], new=was is None)


def _standing(deal: Deal) -> tuple[object, ...]:
    """What of a deal bears on what its ledger adds."""
    return deal.owner, deal.stage, deal.state, deal.won, deal.began


def write(tx: Connection, tenant: str, some: Sequence[Deal], *, new: bool = False) -> None:
    """Write what these deals add, made from them and their ledgers. Of `new` ones nothing was written before."""
    ids = [deal.id for deal in some]
    known = milestones.of_deals(tx, tenant, ids)
    for remove in () if new else (REMOVE, REMOVE_STAYS):
        tx.execute(remove, {"of": tenant, "ids": ids})
    rows: list[dict[str, Any]] = []
    stayed: list[dict[str, Any]] = []
    for deal in some:
        found = known.get(deal.id, NONE)
        theirs = stays(found.moves, deal.stage) if deal.state != "withdrawn" else []
        rows.append({"tenant": tenant, "deal": deal.id, **_own(deal), **_of_ledger(deal, found), **_way(theirs)})
        stayed += _stays(tenant, deal, found, theirs)
    tx.execute(ADD, rows)
    if stayed:
        tx.execute(ADD_STAYS, stayed)


def _own(deal: Deal) -> Mapping[str, Any]:
    """What is known from the deal alone."""
    return {
        "owner": deal.owner,
        "stage": deal.stage,
        "state": deal.state,
        "won": deal.is_won,
        "kind": deal.kind,
        "lost_as": deal.lost_as,
        "waivers": len(deal.waivers),
        "amount": deal.amount.amount if deal.amount else None,
        "currency": deal.amount.currency if deal.amount else "",
        "close_date": deal.close_date,
        "claim": deal.claim.stage if deal.claim else "",
        "answers": answer_marks.of_deal(deal),
        "customer": company_key(deal.account) or deal.account,
        "parent": deal.parent,
        "began": deal.began,
    }


def _of_ledger(deal: Deal, found: Milestones) -> Mapping[str, Any]:
    """What its ledger says besides, and the days that follow from it."""
    return {
        "won_at": deal.won,
        "since": customer_since(deal.state, deal.is_won, deal.won, deal.entered, deal.began),
        "ended_at": _ended(deal, found),
        "days": days_between(deal.began, deal.won),
        "slips": found.slips,
        "alone": found.alone,
        "gate_waived": any(move.waived for move in found.moves),
    }


def _ended(deal: Deal, found: Milestones) -> datetime | None:
    return found.ended if deal.state != "open" else None


def _way(theirs: Sequence[Stay]) -> Mapping[str, str]:
    text = ways.written(way(theirs))
    return {"way": text, "way_mark": ways.mark_of(text)}


def _stays(tenant: str, deal: Deal, found: Milestones, theirs: Sequence[Stay]) -> list[dict[str, Any]]:
    """A row for each stay of a deal."""
    same: dict[str, Any] = {
        "tenant": tenant,
        "deal": deal.id,
        "owner": deal.owner,
        "now_in": deal.stage,
        "state": deal.state,
        "ended_at": _ended(deal, found),
    }
    return [{**same, "number": number, **_stay(stay)} for number, stay in enumerate(theirs)]


def _stay(stay: Stay) -> Mapping[str, Any]:
    return {
        "stage": stay.stage,
        "entered": stay.entered,
        "passed": stay.passed is not None,
        "clean": not stay.waivers,
        "latest": stay.last,
        "passed_at": stay.passed,
        "days": stay.days,
    }


def fill(tx: Connection) -> int:
    """Write what is missing, for all tenants, as after an upgrade; returns for how many deals."""
    filled = 0
    while rows := tx.execute(WITHOUT, {"limit": AT_ONCE}).all():
        theirs: dict[str, list[Deal]] = {}
        for row in rows:
            theirs.setdefault(row.tenant, []).append(read_deal(row.body))
        for tenant, some in theirs.items():
            write(tx, tenant, some)
        filled += len(rows)
    return filled
