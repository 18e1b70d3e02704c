"""Remarks beside an order: "move it to Closing, no need to wait for Leo"."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from bot.language.understanding.clause import Clause

ORDERS = frozenset({"advance", "assign", "away", "here", "snooze", "team"})
DOUBTS = frozenset({"question", "if", "guess", "hearsay", "quoted"})
VALUES = "mtp"
"""Amounts, days and the customer's people: a remark that names one says something of its own."""


def is_order(pieces: Sequence[Clause], telling: Sequence[Clause], verbs: AbstractSet[str]) -> bool:
    """Whether one piece is an order, and all beside it are remarks that leave it as it is."""
    if len(telling) != 1 or telling[0].moods or not verbs <= ORDERS:
        return False
    return not any(_has_own_meaning(one, pieces) for one in pieces if one is not telling[0])


def _has_own_meaning(piece: Clause, pieces: Sequence[Clause]) -> bool:
    return bool(piece.moods & DOUBTS) or _names_another(piece, pieces) or any(piece.marked.of(kind) for kind in VALUES)


def _names_another(piece: Clause, pieces: Sequence[Clause]) -> bool:
    """Whether a remark names a deal, and the message another one."""
    return bool(piece.deals) and len({deal for one in pieces for deal in one.deals}) > 1
