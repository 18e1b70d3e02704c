"""The win: from the approval of the handoff that wins a deal, it stays won."""

from typing import Literal

from process.deal import Deal
from process.facts.course import Changed
from process.playbook import Playbook

WonTerm = Literal["amount", "close date", "product", "complexity"]
TERMS: tuple[WonTerm, ...] = ("amount", "close date", "product", "complexity")
"""What was won. The name is only a name."""


def is_won(deal: Deal, playbook: Playbook) -> bool:
    """Whether a deal is won: its winning handoff was approved, once and for good.

    Sending it back, a declined acceptance or a void approval undoes nothing: the customer has signed. A deal that
    passed the handoff before its playbook marked the win is won too.
    """
    if deal.won is not None:
        return True
    before = playbook.stage[: playbook.order.get(deal.stage, 0)]
    return any(stage.handoff is not None and stage.handoff.win for stage in before)


def changes_win(deal: Deal, playbook: Playbook, changed: Changed) -> bool:
    """Whether a change is one of what was won."""
    return changed.attribute in TERMS and is_won(deal, playbook)
