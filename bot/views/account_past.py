"""An account's past on the approver's card: what was lost or withdrawn of late, and who declined it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.card import Bold, Words
from bot.views.words import cut, exit_name, name, since
from process.context import Context
from process.deal import DealState

MOST_NOES = 3


@dataclass(frozen=True, slots=True)
class No:
    """Someone declined a handoff for a `reason`, or answered an `exit` (its key) with no."""

    by: str
    at: datetime
    reason: str = ""
    exit: str = ""


@dataclass(frozen=True, slots=True)
class PastDeal:
    """A deal that was lost or withdrawn: why, when, and every no that was given on it."""

    name: str
    state: DealState
    reason: str
    at: datetime
    noes: tuple[No, ...] = ()


def past_lines(past: Sequence[PastDeal], context: Context) -> tuple[Words, ...]:
    """The account's deals that came to nothing in the last 90 days, a line each; nothing where there are none."""
    return tuple(_line(one, context) for one in past)


def _line(one: PastDeal, context: Context) -> Words:
    noes = [_no(no, context) for no in one.noes[-MOST_NOES:]]
    said = f"{one.state} {since(one.at, context)}: {cut(one.reason, 100)}"
    return "Same account: ", Bold(cut(one.name, 60)), f" – {'. '.join([said.rstrip('.'), *noes])}."


def _no(no: No, context: Context) -> str:
    if no.exit:
        why = f" ({cut(no.reason, 100)})" if no.reason else ""
        return f"{name(context, no.by)} answered {exit_name(context.playbook, no.exit)} with no{why}"
    return f"{name(context, no.by)} declined it: {cut(no.reason, 100)}".rstrip(".")
