"""Customers: how many stand where on the flywheel, which came first, whom to ask, and what each won last."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Integer, Select, and_, bindparam, case, exists, func, literal, or_, select, text

from bot.store import deal_lines
from bot.store.schema.tables import deal_figures
from process.customers import Customer, Progress, customers
from process.figures import DealLine

LIMIT = bindparam("limit", type_=Integer)
every = deal_figures.c
OURS = every.tenant == bindparam("tenant")
GOES_ON = text("(deal_figures.state = 'open' OR deal_figures.won)")  # as its partial index has it
SERVED = and_(every.since.is_not(None), every.state == "open")
_each = (
    select(
        func.min(every.since).label("first"),
        func.max(every.began).label("last"),
        func.count(case((SERVED, 1))).label("served"),
    )
    .where(OURS, GOES_ON)
    .group_by(every.customer)
    .having(func.min(every.since).is_not(None))
    .subquery()
)
_progress = case(
    (_each.c.last > _each.c.first, literal("came back")), (_each.c.served > 0, literal("being served")), else_="served"
)
STAND = select(_progress.label("progress"), func.count().label("customers")).group_by(text("progress"))

_win, _other = deal_figures.alias("win"), deal_figures.alias("other")
_theirs = (
    _other.c.tenant == bindparam("tenant"),
    _other.c.customer == _win.c.customer,
    text("(other.state = 'open' OR other.won)"),
)
_before = or_(_other.c.since < _win.c.since, and_(_other.c.since == _win.c.since, _other.c.deal < _win.c.deal))
_after = or_(_other.c.since > _win.c.since, and_(_other.c.since == _win.c.since, _other.c.deal > _win.c.deal))
WINS = (
    select(_win.c.deal, _win.c.customer)
    .where(_win.c.tenant == bindparam("tenant"), text("win.since IS NOT NULL"))
    .order_by(_win.c.since, _win.c.deal)
    .limit(LIMIT)
)
FIRST = WINS.where(~exists().where(*_theirs, _before))
_referral, _giver = deal_figures.alias("referral"), deal_figures.alias("giver")
GIVERS = (
    select(_giver.c.customer)
    .join(_referral, and_(_referral.c.tenant == _giver.c.tenant, _referral.c.parent == _giver.c.deal))
    .where(
        _referral.c.tenant == bindparam("tenant"),
        text("referral.parent <> ''"),
        _referral.c.kind == "referral",
        _referral.c.state != "withdrawn",
        _giver.c.state != "withdrawn",
    )
)
TO_ASK = FIRST.where(
    exists().where(*_theirs, _other.c.state == "completed"),
    _win.c.customer.not_in(GIVERS),
)


def stand(tx: Connection, tenant: str) -> Mapping[Progress, int]:
    """How many customers stand where."""
    return {row.progress: row.customers for row in tx.execute(STAND, {"tenant": tenant})}


def first(tx: Connection, tenant: str, most: int) -> Sequence[Customer]:
    """The first customers, in the order in which they became one."""
    found = tx.execute(FIRST, {"tenant": tenant, "limit": most}).all()
    return customers(deal_lines.of_customers(tx, tenant, [row.customer for row in found]))


def to_ask(tx: Connection, tenant: str) -> str:
    """The account of the first customer that was served to the end and gave no referral, or ""."""
    found = tx.execute(TO_ASK, {"tenant": tenant, "limit": 1}).first()
    return deal_lines.of_ids(tx, tenant, [found.deal])[0].account if found else ""


def latest_wins(tx: Connection, tenant: str, most: int, owner: str = "") -> Sequence[DealLine]:
    """Of each customer the deal that was won last, the one won the longest ago first; of one owner, or everyone's."""
    wanted = {"tenant": tenant, "limit": most, **({"owner": owner} if owner else {})}
    ids = list(tx.execute(_latest(bool(owner)), wanted).scalars())
    lines = {line.id: line for line in deal_lines.of_ids(tx, tenant, ids)}
    return [lines[deal] for deal in ids]


@cache
def _latest(of_owner: bool) -> Select[Any]:
    statement = WINS.where(~exists().where(*_theirs, _after))
    return statement.where(_win.c.owner == bindparam("owner")) if of_owner else statement
