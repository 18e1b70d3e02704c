"""Many deals: found by their ids, and begun together, in few statements."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from bot.store import deal_figures, ledger
from bot.store.deal_json import read_deal
from bot.store.deals import BODY, OURS, columns_of
from bot.store.engine.faults import NameTaken
from bot.store.schema.tables import deals
from process.deal import Deal
from process.facts import Entry

ADD = insert(deals)
WITH_IDS = deals.c.id.in_(bindparam("ids", expanding=True))
OF_IDS = BODY.where(WITH_IDS)
WHOSE = select(deals.c.id, deals.c.owner, deals.c.account_manager, deals.c.stage).where(OURS, WITH_IDS)


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose a deal is and where it stands, without its content."""

    id: str
    owner: str
    account_manager: str
    stage: str


def of_ids(tx: Connection, tenant: str, ids: Collection[str]) -> list[Deal]:
    """The deals with these ids, in any order."""
    if not ids:
        return []
    return [read_deal(row.body) for row in tx.execute(OF_IDS, {"tenant": tenant, "ids": list(ids)})]


def whose(tx: Connection, tenant: str, ids: Collection[str]) -> list[Whose]:
    """Whose the deals with these ids are, in any order."""
    if not ids:
        return []
    return [Whose(*row) for row in tx.execute(WHOSE, {"tenant": tenant, "ids": list(ids)})]


def add_all(tx: Connection, tenant: str, new: Sequence[tuple[Deal, Sequence[Entry]]], request: str) -> list[Deal]:
    """Save new deals, each with its ledger; returns them with their versions.

    Raises NameTaken, with nothing of this call left, if another open deal has one of the names.
    """
    saved = [replace(deal, version=1) for deal, _ in new]
    if not saved:
        return []
    try:
        with tx.begin_nested():
            tx.execute(ADD, [{"tenant": tenant, "id": deal.id, **columns_of(deal)} for deal in saved])
    except IntegrityError as fault:
        raise NameTaken from fault
    ledger.add_all(tx, tenant, [(deal, entries) for deal, (_, entries) in zip(saved, new, strict=True)], request)
    deal_figures.write(tx, tenant, saved, new=True)
    return saved
