"""Voided: what changed on a deal when its approval became void, as the ledger has it."""

from collections.abc import Sequence

from sqlalchemy import Connection

from bot.store import ledger
from process.approval import Approval
from process.facts import Decided, Entry


def voided_by(tx: Connection, tenant: str, deal: str, approval: Approval) -> Sequence[Entry]:
    """The changes that were made together with it; nothing for an approval that is not void."""
    if approval.state != "void":
        return ()
    lines = ledger.of_deal(tx, tenant, deal)
    ends = [
        one.at
        for one in lines
        if isinstance(one.fact, Decided) and (one.fact.approval, one.fact.state) == (approval.id, "void")
    ]
    return [one for one in lines if one.at in ends and one.fact.material]
