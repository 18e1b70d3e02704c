"""Reassign: all open deals of one colleague go to another, each judged as if it were the only one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from process import course
from process.context import Context
from process.deal import Deal
from process.outcome import Outcome, Refusal


@dataclass(frozen=True, slots=True)
class Reassignment:
    """What handing over comes to: `moves` are the deals before with their outcome, `stays` those that can't go."""

    moves: tuple[tuple[Deal, Outcome], ...]
    stays: tuple[tuple[Deal, Refusal], ...]

    @property
    def voided(self) -> int:
        """How many approvals that are waited for become void, because their deal changes hands."""
        return sum(1 for deal, _ in self.moves if deal.approval and deal.approval.live)


def reassign(deals: Sequence[Deal], on: Callable[[Deal], Context], owner: str) -> Reassignment:
    """Hand each of these deals to another owner; `on` gives the context by the deal's own playbook."""
    moves: list[tuple[Deal, Outcome]] = []
    stays: list[tuple[Deal, Refusal]] = []
    for deal in deals:
        outcome = course.assign(deal, on(deal), owner)
        if outcome.refusal:
            stays.append((deal, outcome.refusal))
        else:
            moves.append((deal, outcome))
    return Reassignment(tuple(moves), tuple(stays))
