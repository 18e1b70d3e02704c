"""Deal queries: deals chosen by what became of them, by stage or by close date."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Text, bindparam, func, or_, select

from bot.store import answer_marks
from bot.store.deal_json import read_deal
from bot.store.deals import ALL_OPEN, BODY, BRIEF, LIMIT, OPEN, OPEN_DEALS, OURS, Brief
from bot.store.names import company_keys
from bot.store.schema.column_types import Holds
from bot.store.schema.tables import deal_figures, deals
from bot.store.stalled import COMPLETED
from process.deal import Deal

GIVEN_UP = (
    BODY.where(deals.c.account_key.in_(bindparam("accounts", expanding=True)), deals.c.state.in_(["lost", "withdrawn"]))
    .where(deals.c.touched >= bindparam("since"))
    .order_by(deals.c.touched.desc())
    .limit(LIMIT)
)
OLDER = OPEN_DEALS.where(deals.c.playbook.not_in(bindparam("versions", expanding=True))).limit(LIMIT)
ENGAGED = OPEN_DEALS.where(deals.c.dated <= bindparam("day"), deals.c.body.contains('"engaged":[{')).limit(LIMIT)
"""By the index of dates: a deal on which a team was called in has a date no later than that day."""
_served = select(deal_figures.c.deal).where(
    deal_figures.c.tenant == bindparam("tenant"), deal_figures.c.state == "open", deal_figures.c.won
)
IN_CARE = (
    BODY.where(OPEN, deals.c.id.in_(_served))
    .order_by(deals.c.dated.is_(None), deals.c.dated, deals.c.name_key)
    .limit(LIMIT)
)
RENEWING = BODY.where(COMPLETED, deals.c.dated <= bindparam("today")).order_by(deals.c.dated).limit(LIMIT)
MARKED = (
    select(deal_figures.c.deal)
    .where(
        deal_figures.c.tenant == bindparam("tenant"),
        deal_figures.c.state == "open",
        deal_figures.c.parent == "",
        Holds(deal_figures.c.answers, bindparam("mark", type_=Text)),
    )
    .order_by(deal_figures.c.began, deal_figures.c.deal)
)
SAYING = BRIEF.where(
    OPEN, deals.c.id.in_(bindparam("ids", expanding=True)), Holds(deals.c.body, bindparam("said", type_=Text))
).order_by(deals.c.began, deals.c.id)
"""By the mark of the answer: to read the content of every open deal takes ten times as long.

In two statements: PostgreSQL would begin with the contents.
"""
COUNT_OPEN = select(func.count()).select_from(deals).where(OURS, OPEN)
WON_NAMES = BRIEF.add_columns(deals.c.account).where(deals.c.won).order_by(deals.c.touched.desc())
EVERY = select(deals.c.body).where(OURS).order_by(deals.c.began, deals.c.id)
AT_ONCE = 500
"""Deals that are read into memory at once where all of them are wanted."""
FEW = 50
"""Deals whose content is looked through at once where some are wanted."""


def every(tx: Connection, tenant: str) -> Iterator[Deal]:
    """Every deal, the one that began first first; only some at a time are in memory."""
    with tx.execute(EVERY.execution_options(yield_per=AT_ONCE), {"tenant": tenant}) as found:
        for row in found:
            yield read_deal(row.body)


def given_up(tx: Connection, tenant: str, deal: Deal, since: datetime, limit: int) -> list[Deal]:
    """The account's deals that were lost or withdrawn since a moment, the latest first, at most so many."""
    wanted = {"tenant": tenant, "accounts": company_keys(deal.account, deal.name), "since": since, "limit": limit}
    return [read_deal(row.body) for row in tx.execute(GIVEN_UP, wanted)]


def engaged(tx: Connection, tenant: str, day: date, limit: int) -> list[Deal]:
    """The open deals on which a team was called in up to a day, by close date, then by name, at most so many."""
    rows = tx.execute(ENGAGED, {"tenant": tenant, "day": day, "limit": limit})
    return [read_deal(row.body) for row in rows]


def on_older(tx: Connection, tenant: str, versions: Sequence[str], limit: int) -> list[Deal]:
    """The open deals on other playbook versions than these, by close date, then by name, at most so many."""
    wanted = {"tenant": tenant, "versions": list(versions), "limit": limit}
    return [read_deal(row.body) for row in tx.execute(OLDER, wanted)]


def in_care(tx: Connection, tenant: str, today: date, limit: int) -> list[Deal]:
    """The won deals that are being served, and the complete ones whose renewal is proposed; at most so many of each.

    Those with the first day to come are first.
    """
    wanted = {"tenant": tenant, "today": today, "limit": limit}
    rows = [*tx.execute(IN_CARE, wanted), *tx.execute(RENEWING, wanted)]
    return [read_deal(row.body) for row in rows]


def unreferred(tx: Connection, tenant: str, referral: Mapping[str, str], limit: int) -> list[tuple[str, str]]:
    """The open deals, by id and name, whose answer says that they came by a referral, and no one named by whose.

    `referral` are the playbook's exits with the answers that say so.
    """
    for key, answer in referral.items():
        said = f'"exit":{json.dumps(key)},"value":{json.dumps(answer, ensure_ascii=False)}'
        marked = tx.execute(MARKED, {"tenant": tenant, "mark": answer_marks.searched(key, answer)}).scalars().all()
        return _saying(tx, tenant, marked, said, limit)
    return []


def _saying(tx: Connection, tenant: str, marked: Sequence[str], said: str, limit: int) -> list[tuple[str, str]]:
    """The first of these deals that say so: by its mark alone one can have another answer."""
    found: list[tuple[str, str]] = []
    for begin in range(0, len(marked), FEW):
        wanted = {"tenant": tenant, "ids": marked[begin : begin + FEW], "said": said}
        found += [(row.id, row.name) for row in tx.execute(SAYING, wanted)]
        if len(found) >= limit:
            break
    return found[:limit]


def won_names(tx: Connection, tenant: str) -> list[tuple[Brief, str]]:
    """Every won deal with its account's name, the one worked on last first."""
    return [(Brief(*row[:-1]), row[-1]) for row in tx.execute(WON_NAMES, {"tenant": tenant})]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which open deals are wanted: of a person, in a stage, closing from one day to another. What is empty is any.

    A won deal has closed already.
    """

    person: str = ""
    stage: str = ""
    closes: tuple[date, date] | None = None


def chosen(tx: Connection, tenant: str, wanted: Chosen, limit: int) -> tuple[list[Deal], int]:
    """The first `limit` open deals of a person, a stage or a span of close dates, and how many there are."""
    conditions: list[Any] = []
    if wanted.person:
        conditions.append(or_(deals.c.owner == wanted.person, deals.c.account_manager == wanted.person))
    if wanted.stage:
        conditions.append(deals.c.stage == wanted.stage)
    if wanted.closes:
        conditions += [deals.c.close_date.between(*wanted.closes), ~deals.c.won]
    rows = tx.execute(ALL_OPEN.where(*conditions), {"tenant": tenant, "limit": limit}).all()
    total = tx.scalar(COUNT_OPEN.where(*conditions), {"tenant": tenant}) or 0
    return [read_deal(row.body) for row in rows], total
