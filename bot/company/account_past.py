"""An account's past: its deals that were lost or withdrawn of late, with every no that was given on them."""

from datetime import timedelta

from sqlalchemy import Connection

from bot.store import deal_queries, ledger
from bot.views.account_past import No, PastDeal
from process.deal import Deal
from process.facts import Decided, Entry, Met
from process.playbook import Playbook
from process.undo import standing

LOOKED_BACK = timedelta(days=90)
MOST = 20


def past_of(
    tx: Connection, tenant: str, deal: Deal, playbook: Playbook, since_days: timedelta = LOOKED_BACK
) -> tuple[PastDeal, ...]:
    """The account's other deals that were lost or withdrawn within that time, the latest first.

    A decline of a handoff is a no, and so is evidence that says no where the playbook takes a yes.
    """
    given_up = deal_queries.given_up(tx, tenant, deal, deal.touched - since_days, MOST)
    return tuple(_past(one, ledger.of_deal(tx, tenant, one.id), playbook) for one in given_up if one.id != deal.id)


def _past(deal: Deal, entries: list[Entry], playbook: Playbook) -> PastDeal:
    noes: list[No] = []
    for entry in standing(entries):
        noes += _noes(entry, playbook)
    return PastDeal(deal.name, deal.state, deal.lost_because, deal.touched, tuple(noes))


def _noes(entry: Entry, playbook: Playbook) -> list[No]:
    match entry.fact:
        case Decided(state="declined", reason=reason):
            return [No(entry.by, entry.at, reason)]
        case Met(evidence):
            said: list[No] = []
            for one in evidence:
                item = playbook.exits.get(one.exit)
                if item is not None and item.must and one.value != item.must:
                    said.append(No(entry.by, entry.at, one.note, one.exit))
            return said
    return []
