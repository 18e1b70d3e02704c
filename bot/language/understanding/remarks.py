"""Remarks behind an order: "move it to Closing, no need to wait for Leo"."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from bot.language.understanding.clause import Clause

ORDERS = frozenset({"advance", "assign", "away", "here", "snooze", "team"})
DOUBTS = frozenset({"question", "if", "guess", "hearsay", "quoted"})
VALUES = "dmtp"
"""Deals, amounts, days and the customer's people: a remark that names one says something of its own."""


def is_order(pieces: Sequence[Clause], verbs: AbstractSet[str]) -> bool:
    """Whether the first piece is an order, and all that follows it are remarks that leave it as it is."""
    if pieces[0].moods or not verbs <= ORDERS:
        return False
    return not any(_has_own_meaning(one) for one in pieces[1:])


def _has_own_meaning(piece: Clause) -> bool:
    return bool(piece.moods & DOUBTS) or any(piece.marked.of(kind) for kind in VALUES)
