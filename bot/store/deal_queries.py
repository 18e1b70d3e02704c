"""Deal queries: deals chosen by what became of them, for a preview, an approver or a referral."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam

from bot.store.deal_json import read_deal
from bot.store.deals import BODY, BRIEF, LIMIT, OPEN_DEALS, Brief
from bot.store.names import company_keys
from bot.store.schema.tables import deals
from process.deal import Deal

GIVEN_UP = (
    BODY.where(deals.c.account_key.in_(bindparam("accounts", expanding=True)), deals.c.state.in_(["lost", "withdrawn"]))
    .where(deals.c.touched >= bindparam("since"))
    .order_by(deals.c.touched.desc())
    .limit(LIMIT)
)
OLDER = OPEN_DEALS.where(deals.c.playbook.not_in(bindparam("versions", expanding=True))).limit(LIMIT)
WON_NAMES = BRIEF.add_columns(deals.c.account).where(deals.c.won).order_by(deals.c.touched.desc())


def given_up(tx: Connection, tenant: str, deal: Deal, since: datetime, limit: int) -> list[Deal]:
    """The account's deals that were lost or withdrawn since a moment, the latest first, at most so many."""
    wanted = {"tenant": tenant, "accounts": company_keys(deal.account, deal.name), "since": since, "limit": limit}
    return [read_deal(row.body) for row in tx.execute(GIVEN_UP, wanted)]


def on_older(tx: Connection, tenant: str, versions: Sequence[str], limit: int) -> list[Deal]:
    """The open deals on other playbook versions than these, by close date, then by name, at most so many."""
    wanted = {"tenant": tenant, "versions": list(versions), "limit": limit}
    return [read_deal(row.body) for row in tx.execute(OLDER, wanted)]


def won_names(tx: Connection, tenant: str) -> list[tuple[Brief, str]]:
    """Every won deal with its account's name, the one worked on last first."""
    return [(Brief(*row[:-1]), row[-1]) for row in tx.execute(WON_NAMES, {"tenant": tenant})]
