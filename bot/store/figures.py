"""Figures: deals that are alike, counted by the database from what each of them adds."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, bindparam, false, func, or_, select

from bot.store.schema.column_types import ExactSum
from bot.store.schema.tables import deal_figures
from process.alike import Alike
from process.facts.imports import UNDONE
from process.figures import Span
from process.totals import RULES, Standing
from process.worth import Sum

ours = deal_figures.c
COUNTED = (ours.tenant == bindparam("tenant"), ours.lost_as != UNDONE)  # an undone import never was
THEIRS = ours.owner.in_(bindparam("owners", expanding=True))
CLOSING = (ours.state == "open", ours.close_date.between(bindparam("first"), bindparam("last")))
GROUPS = (ours.state, ours.stage, ours.won, ours.kind, ours.lost_as, ours.currency)
NOTHING = Decimal()
SUMS = (func.count().label("deals"), ExactSum(ours.amount).label("amount"), func.sum(ours.waivers).label("waivers"))


@dataclass(frozen=True, slots=True)
class Asked:
    """Which deals are asked about: of these owners, or everyone's; and what was won or ended in a span, or ever."""

    tenant: str
    owners: frozenset[str] | None = None
    span: Span | None = None

    def values(self) -> dict[str, Any]:
        """The values of the statements made by `of_asked`."""
        found: dict[str, Any] = {"tenant": self.tenant}
        if self.owners is not None:
            found["owners"] = sorted(self.owners)
        if self.span is not None:
            found |= {"begin": self.span.begin, "end": self.span.end}
        return found


def in_span(moment: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a moment is in the span that is asked about; not where there is no moment."""
    return and_(moment >= bindparam("begin"), moment < bindparam("end"))


def outside_span(moment: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a moment isn't in the span, or there is none."""
    return or_(moment.is_(None), moment < bindparam("begin"), moment >= bindparam("end"))


def alike(tx: Connection, asked: Asked, *, by_owner: bool = False) -> list[Alike]:
    """All deals, in groups of those that are alike; in a span what was won or ended in it is in groups of its own.

    Those are read apart from the others: to group every deal by that would sort them all.
    """
    some = asked.owners is not None
    if asked.span is None:
        return [_alike(row) for row in tx.execute(_groups(by_owner, some), asked.values())]
    inside = tx.execute(_inside(by_owner, some), asked.values())
    outside = tx.execute(_outside(by_owner, some), asked.values())
    return [_alike(row) for row in (*inside, *outside)]


@cache
def _groups(by_owner: bool, some: bool, *then: ColumnElement[Any]) -> Select[Any]:
    """The groups, in the order of their index."""
    groups = [*GROUPS, ours.owner] if by_owner else [*GROUPS]
    statement = select(*groups, *then, *SUMS).where(*COUNTED).group_by(*groups, *(one.name for one in then))
    return statement.where(THEIRS) if some else statement


@cache
def _inside(by_owner: bool, some: bool) -> Select[Any]:
    won, ended = in_span(ours.won_at), in_span(ours.ended_at)
    return _groups(by_owner, some, won.label("won_then"), ended.label("ended_then")).where(or_(won, ended))


@cache
def _outside(by_owner: bool, some: bool) -> Select[Any]:
    neither = (outside_span(ours.won_at), outside_span(ours.ended_at))
    return _groups(by_owner, some).where(*neither).add_columns(false().label("won_then"), false().label("ended_then"))


def _alike(row: Row[*tuple[Any, ...]]) -> Alike:
    whole = row._mapping  # noqa: SLF001  # SQLAlchemy's own name for a row by its names
    return Alike(
        row.stage,
        row.state,
        row.won,
        row.kind,
        row.lost_as,
        Sum(row.deals, row.currency, row.amount or NOTHING),
        row.waivers,
        bool(whole.get("won_then", True)),
        bool(whole.get("ended_then", True)),
        whole.get("owner", ""),
    )


def closing(tx: Connection, asked: Asked, first: date, last: date) -> list[Alike]:
    """The open deals that close from one day to another, both of them included, in groups of those that are alike."""
    values = {**asked.values(), "first": first, "last": last}
    return [_alike(row) for row in tx.execute(_closing(asked.owners is not None), values)]


@cache
def _closing(some: bool) -> Select[Any]:
    return _groups(by_owner=False, some=some).where(*CLOSING)


def pipeline(tx: Connection, asked: Asked) -> list[Alike]:
    """The open deals only."""
    return [_alike(row) for row in tx.execute(_open(asked.owners is not None), asked.values())]


@cache
def _open(some: bool) -> Select[Any]:
    return _groups(by_owner=False, some=some).where(ours.state == "open")


def standing(which: Standing, asked: Asked) -> list[ColumnElement[bool]]:
    """The conditions for the deals that a total counts, by the rule of that total."""
    rule = RULES[which]
    found: list[ColumnElement[bool]] = [*COUNTED]
    if rule.state:
        found.append(ours.state == rule.state)
    if rule.won is not None:
        found.append(ours.won.is_(rule.won))
    if asked.span is not None and rule.when:
        found.append(in_span(ours[rule.when]))
    if asked.owners is not None:
        found.append(THEIRS)
    return found
