"""Links: the deals that came out of another one, how many they are, and the latest by name."""

from functools import cache
from typing import Any

from sqlalchemy import Connection, Integer, Row, Select, and_, bindparam, func, select, text

from bot.store.schema.tables import deal_figures, deals
from process.flywheel import Link, Links

linked = deal_figures.alias("linked")
COUNTED = (
    linked.c.tenant == bindparam("tenant"),
    text("linked.parent <> ''"),  # as its partial index has it
    linked.c.state != "withdrawn",
)
_child, _parent, _giver = deals.alias("child"), deals.alias("parent"), deal_figures.alias("giver")
_here = and_(_child.c.tenant == linked.c.tenant, _child.c.id == linked.c.deal)
_from = and_(_giver.c.tenant == linked.c.tenant, _giver.c.deal == linked.c.parent, _giver.c.state != "withdrawn")
_named = and_(_parent.c.tenant == _giver.c.tenant, _parent.c.id == _giver.c.deal)


def links(tx: Connection, tenant: str, most: int, *, referrals: bool = False) -> Links:
    """The deals that came out of another one, or only the referrals; `latest` are at most so many, as they began."""
    found = tx.execute(_latest(referrals), {"tenant": tenant, "limit": most}).all()
    number = tx.scalar(_number(referrals), {"tenant": tenant}) or 0
    return Links(number, tuple(_link(row) for row in reversed(found)))


@cache
def _number(referrals: bool) -> Select[Any]:
    statement = select(func.count()).select_from(linked).where(*COUNTED)
    return _of_kind(statement, referrals)


@cache
def _latest(referrals: bool) -> Select[Any]:
    statement = (
        select(linked.c.deal, _child.c.name, linked.c.kind, linked.c.parent, _parent.c.name.label("parent_name"))
        .select_from(linked.join(_child, _here).outerjoin(_giver, _from).outerjoin(_parent, _named))
        .where(*COUNTED)
        .order_by(linked.c.began.desc(), linked.c.deal.desc())
        .limit(bindparam("limit", type_=Integer))
    )
    return _of_kind(statement, referrals)


def _of_kind(statement: Select[Any], referrals: bool) -> Select[Any]:
    return statement.where(linked.c.kind == "referral") if referrals else statement


def _link(row: Row[*tuple[Any, ...]]) -> Link:
    return Link(row.deal, row.name, row.kind, row.parent, row.parent_name or "")
