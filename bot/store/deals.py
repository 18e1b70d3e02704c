"""Deals: found by id or name, and saved with their new facts. A save never overwrites someone else's change."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Integer, Row, bindparam, func, select, text, union, update
from sqlalchemy.dialects.postgresql import insert  # SQLite's says the same words; the tests run both
from sqlalchemy.exc import IntegrityError

from bot.store import approvals, deal_figures, ledger
from bot.store.deal_json import read_deal, write_deal
from bot.store.engine.faults import Conflict, NameTaken
from bot.store.names import company_key, company_keys, name_key
from bot.store.schema.tables import approvals as handoffs
from bot.store.schema.tables import deals
from process.contact import Contact
from process.deal import CycleKind, Deal, DealState
from process.facts import Entry

OPEN = text("deals.state = 'open'")  # with a bound value the databases don't use their partial index of open deals
CLOSED = text("deals.state <> 'open'")
OURS = deals.c.tenant == bindparam("tenant")
LIMIT = bindparam("limit", type_=Integer)

INSERT = insert(deals).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
UPDATE = update(deals).where(
    deals.c.tenant == bindparam("of"), deals.c.id == bindparam("which"), deals.c.version == bindparam("was")
)
BODY = select(deals.c.body, deals.c.version).where(OURS)
FIND = BODY.where(deals.c.id == bindparam("id"))
HOLD = FIND.with_for_update()
OPEN_DEALS = BODY.where(OPEN).order_by(deals.c.close_date.is_(None), deals.c.close_date, deals.c.name_key)
ALL_OPEN = OPEN_DEALS.limit(LIMIT)
_mine, _managed = deals.alias("mine"), deals.alias("managed")
WORKING = OPEN_DEALS.where(
    deals.c.id.in_(  # two halves, each with its index: for an `or` SQLite would read the whole tenant
        union(
            select(_mine.c.id).where(
                _mine.c.tenant == bindparam("tenant"), _mine.c.owner == bindparam("person"), text("mine.state = 'open'")
            ),
            select(_managed.c.id).where(
                _managed.c.tenant == bindparam("tenant"),
                _managed.c.account_manager == bindparam("person"),
                text("managed.state = 'open'"),
            ),
        )
    )
)
AWAITING = (
    BODY.join(handoffs, (handoffs.c.tenant == deals.c.tenant) & (handoffs.c.deal == deals.c.id))
    .where(handoffs.c.tenant == bindparam("tenant"), approvals.LIVE)
    .order_by(handoffs.c.asked_at)
)
BRIEF = select(
    deals.c.id, deals.c.name, deals.c.name_key, deals.c.owner, deals.c.stage, deals.c.state, deals.c.kind
).where(OURS)
NAMED = BRIEF.add_columns(deals.c.touched).where(deals.c.name_key.in_(bindparam("keys", expanding=True)))
NAMED_OPEN, NAMED_CLOSED = NAMED.where(OPEN), NAMED.where(CLOSED)  # no ORDER BY: with one, SQLite chooses another index
NAMES = BRIEF.where(OPEN).order_by(deals.c.name_key)
CLOSED_NAMES = BRIEF.where(CLOSED).order_by(deals.c.touched.desc()).limit(LIMIT)
LINKED = BRIEF.where(deals.c.parent == bindparam("parent")).order_by(deals.c.began)
MOST_OF_ACCOUNT = 50
OF_ACCOUNT = (
    BODY.where(deals.c.account_key.in_(bindparam("accounts", expanding=True)))
    .order_by(deals.c.began.desc())
    .limit(LIMIT)
)
HOLDING = (
    select(deals.c.playbook, deals.c.stage, func.count().label("held"))
    .where(OURS, OPEN)
    .group_by(deals.c.playbook, deals.c.stage)
)


@dataclass(frozen=True, slots=True)
class Brief:
    """A deal by its name, without its content. `kind` is how it followed another deal, for example as a renewal."""

    id: str
    name: str
    key: str
    owner: str
    stage: str
    state: DealState
    kind: CycleKind = "new"


def find(tx: Connection, tenant: str, deal_id: str, *, hold: bool = False) -> Deal | None:
    """The deal with that id, as it was last saved, or None.

    With `hold` the row is locked: other writers wait until this transaction ends, instead of failing at their end.
    """
    row = tx.execute(HOLD if hold else FIND, {"tenant": tenant, "id": deal_id}).first()
    return _deal(row) if row else None


def _deal(row: Row[*tuple[Any, ...]]) -> Deal:
    return read_deal(row.body)


def save(tx: Connection, tenant: str, was: Deal | None, deal: Deal, entries: Sequence[Entry], request: str) -> Deal:
    """Save a deal with its new ledger entries and its approval. Returns it with its next version.

    `was` is the deal as it was found, None for a new one. `request` is the inbox key of the request that caused this.
    Raises Conflict if someone else saved it since, NameTaken if another open deal has the name. Both leave
    nothing of this call behind, and you can go on using the transaction.
    """
    saved = replace(deal, version=was.version + 1 if was else 1)
    if was is None:
        _insert(tx, tenant, saved)
    else:
        _update(tx, tenant, was, saved)
    approvals.mirror(tx, tenant, was, entries)
    ledger.add(tx, tenant, saved, entries, request)
    deal_figures.save(tx, tenant, was, saved, entries)
    return saved


def _insert(tx: Connection, tenant: str, deal: Deal) -> None:
    if tx.execute(INSERT, {"tenant": tenant, "id": deal.id, **columns_of(deal)}).rowcount == 0:
        raise NameTaken


def _update(tx: Connection, tenant: str, was: Deal, deal: Deal) -> None:
    keys = {"of": tenant, "which": deal.id, "was": was.version}
    if deal.state == "open" and (was.state != "open" or was.name != deal.name):
        changed = _claim_name(tx, {**keys, **columns_of(deal)})
    else:
        changed = tx.execute(UPDATE, {**keys, **columns_of(deal)}).rowcount
    if changed == 0:
        raise Conflict


def _claim_name(tx: Connection, values: dict[str, Any]) -> int:
    """Save a deal under a new name; raises NameTaken if another open deal has it."""
    try:
        with tx.begin_nested():
            return tx.execute(UPDATE, values).rowcount
    except IntegrityError as fault:
        raise NameTaken from fault


def columns_of(deal: Deal) -> dict[str, Any]:
    """The columns that queries use, and the body with the whole deal."""
    return {
        "version": deal.version,
        "name": deal.name,
        "name_key": name_key(deal.name),
        "account": deal.account,
        "account_key": company_key(deal.account),
        "owner": deal.owner,
        "account_manager": deal.account_manager,
        "stage": deal.stage,
        "state": deal.state,
        "playbook": deal.playbook,
        "amount": deal.amount.amount if deal.amount else None,
        "currency": deal.amount.currency if deal.amount else None,
        "close_date": deal.close_date,
        "product": deal.product,
        "complexity": deal.complexity,
        "began": deal.began,
        "entered": deal.entered,
        "touched": deal.touched,
        "waiting_until": deal.wait.until if deal.wait else None,
        "dated": deal.first_date(),
        "contacted": max(deal.contacted or deal.entered, deal.entered),
        "kind": deal.kind,
        "parent": deal.parent,
        "cycle": deal.cycle,
        "won": deal.is_won,
        "waived": len(deal.waivers),
        "lost_as": deal.lost_as,
        "body": write_deal(deal),
    }


def account_contacts(tx: Connection, tenant: str, deal: Deal) -> tuple[Contact, ...]:
    """The contacts known from other deals of the same account, each once."""
    found: dict[str, Contact] = {}
    for other in of_account(tx, tenant, deal):
        for contact in other.contacts:
            found.setdefault(contact.key, contact)
    return tuple(found.values())


def siblings(tx: Connection, tenant: str, deal: Deal) -> tuple[Deal, ...]:
    """The other open deals of the same account, the latest first."""
    return tuple(other for other in of_account(tx, tenant, deal) if other.state == "open")


def of_account(tx: Connection, tenant: str, deal: Deal, most: int = MOST_OF_ACCOUNT) -> list[Deal]:
    """The other deals of the same account, however its name is written, the latest first; at most some."""
    wanted = {"tenant": tenant, "accounts": company_keys(deal.account, deal.name), "limit": most + 1}
    found = [_deal(row) for row in tx.execute(OF_ACCOUNT, wanted)]
    return [other for other in found if other.id != deal.id]


def named(
    tx: Connection, tenant: str, keys: Collection[str], which: Sequence[Any] = (NAMED_OPEN, NAMED_CLOSED)
) -> list[Brief]:
    """The deals whose name has one of these keys: open ones first, then closed ones, the latest first."""
    wanted = {"tenant": tenant, "keys": list(keys)}
    found = [tx.execute(half, wanted).all() for half in which] if keys else []
    return [Brief(*row[:-1]) for half in found for row in sorted(half, key=itemgetter(-1), reverse=True)]


def _briefs(tx: Connection, statement: Any, **values: object) -> list[Brief]:
    return [Brief(*row) for row in tx.execute(statement, values)]


def names(tx: Connection, tenant: str) -> list[Brief]:
    """Every open deal, sorted by name."""
    return _briefs(tx, NAMES, tenant=tenant)


def closed_names(tx: Connection, tenant: str, limit: int = 500) -> list[Brief]:
    """The `limit` deals that were closed last, the latest first."""
    return _briefs(tx, CLOSED_NAMES, tenant=tenant, limit=limit)


def linked(tx: Connection, tenant: str, deal_id: str) -> list[Brief]:
    """The deals that followed this one, in the order in which they began."""
    return _briefs(tx, LINKED, tenant=tenant, parent=deal_id)


def working(tx: Connection, tenant: str, person: str) -> list[Deal]:
    """The open deals that this person owns or looks after as account manager, by close date, then by name."""
    return [_deal(row) for row in tx.execute(WORKING, {"tenant": tenant, "person": person})]


def all_open(tx: Connection, tenant: str, limit: int) -> list[Deal]:
    """At most `limit` open deals, by close date, then by name."""
    return [_deal(row) for row in tx.execute(ALL_OPEN, {"tenant": tenant, "limit": limit})]


def awaiting(tx: Connection, tenant: str) -> list[Deal]:
    """The deals that wait for an approval, the longest wait first."""
    return [_deal(row) for row in tx.execute(AWAITING, {"tenant": tenant})]


def holding(tx: Connection, tenant: str) -> dict[tuple[str, str], int]:
    """The number of open deals in each (playbook version, stage)."""
    return {(row.playbook, row.stage): row.held for row in tx.execute(HOLDING, {"tenant": tenant})}
