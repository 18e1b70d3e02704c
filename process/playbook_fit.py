"""Fit: whether a playbook is for a deal, by the amount and the kind of deal it names under `for`."""

from process.deal import CycleKind, Deal
from process.gate import reaches
from process.money import Money
from process.playbook import Playbook
from process.reasons import Reason
from process.reasons.gates import Outgrown


def fits(playbook: Playbook, amount: Money | None, kind: CycleKind) -> bool:
    """Whether a playbook is for a deal of this amount and kind; an amount not known yet fits any."""
    made_for = playbook.made_for
    if made_for.kinds and kind not in made_for.kinds:
        return False
    if amount is None:
        return True
    low, high = made_for.amount_at_least, made_for.amount_below
    return not (low and not reaches(amount, low, playbook)) and not (high and reaches(amount, high, playbook))


def misfit(deal: Deal, playbook: Playbook) -> Reason | None:
    """Why no gate of this playbook opens for the deal: it outgrew the playbook. None where it fits."""
    return None if fits(playbook, deal.amount, deal.kind) else Outgrown(playbook.name)
