"""Voided: what changed on a deal when its approval became void, from the ledger."""

from collections.abc import Sequence

from sqlalchemy import Connection

from bot.store import ledger
from process.approval import Approval
from process.facts import Decided, Entry


def voided_by(tx: Connection, tenant: str, deal: str, approval: Approval) -> Sequence[Entry]:
    """The changes in the request that made it void; empty for an approval that isn't void."""
    if approval.state != "void":
        return ()
    lines = ledger.of_deal(tx, tenant, deal)
    ends = [
        one.at
        for one in lines
        if isinstance(one.fact, Decided) and (one.fact.approval, one.fact.state) == (approval.id, "void")
    ]
    return [one for one in lines if one.at in ends and one.fact.material]
