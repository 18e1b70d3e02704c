"""Marks: what the card and the ledger say of a decision that wasn't made by someone wholly apart from the deal."""

from typing import Literal, get_args

Mark = Literal["from a file", "waived here", "named late", "by owner", "former owner", "no team", "alone"]
"""The answer was imported. The one who decided had waived exits on the deal since its last handoff; got their role only
after the handoff was asked for; got it from the owner; owned the deal before; decided for a team that has no member; or
is the only one."""

MARKS: tuple[Mark, ...] = get_args(Mark)
"""From the mildest to the gravest."""


def weight(marks: tuple[Mark, ...]) -> int:
    """How far someone is from a free decision: 0 for no mark, more for graver ones."""
    return max((MARKS.index(mark) + 1 for mark in marks), default=0)
