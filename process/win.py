"""The win: from the approval of the handoff that wins a deal, it stays won.

Which deals are won is said in one place, `Deal.is_won`: by what was decided, not by where a deal stands. Sending it
back, a declined acceptance or a void approval undoes nothing: the customer has signed.
"""

from typing import Literal

from process.deal import Deal
from process.facts.course import Changed
from process.playbook import Playbook, Stage

WonTerm = Literal["amount", "close date", "product", "complexity"]
TERMS: tuple[WonTerm, ...] = ("amount", "close date", "product", "complexity")
"""What was won. The name is only a name."""


def is_winning(stage: Stage) -> bool:
    """Whether the approval of the handoff out of a stage wins the deal."""
    return stage.handoff is not None and stage.handoff.win


def winning(playbook: Playbook) -> str:
    """The key of the stage whose gate wins a deal: the first handoff marked so, or else the last gate of all."""
    return next((stage.key for stage in playbook.stage if is_winning(stage)), playbook.last.key)


def is_behind(playbook: Playbook, stage: str) -> bool:
    """Whether a deal that stands in this stage has been through a handoff that wins."""
    return any(map(is_winning, playbook.stage[: playbook.order[stage]]))


def changes_win(deal: Deal, changed: Changed) -> bool:
    """Whether a change is one of what was won."""
    return changed.attribute in TERMS and deal.is_won
