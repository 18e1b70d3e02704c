"""Endings: how a deal can end, and the ends that it can be reopened from."""

from collections.abc import Mapping

from adapters.card import Button, Tone
from process import rights
from process.context import Context
from process.deal import Deal, DealState

ENDED: Mapping[DealState, str] = {"lost": "Lost", "churned": "Churned", "withdrawn": "Withdrawn"}
TONES: Mapping[DealState, Tone] = {"lost": "stop", "churned": "stop", "withdrawn": "stop", "completed": "good"}


def end_buttons(deal: Deal, context: Context) -> tuple[Button, ...]:
    """How an open deal can end: a won one only churns, and a manager says so."""
    if not deal.is_won:
        return (Button("Lose", f"lose #{deal.id}", "danger"),)
    return (Button("Churn", f"churn #{deal.id}", "danger"),) if rights.may_churn(deal, context) else ()


def reopen_buttons(deal: Deal, context: Context) -> tuple[Button, ...]:
    """The way to open an ended deal again, for those who may."""
    return (Button("Reopen", f"reopen #{deal.id}", "primary"),) if rights.may_reopen(deal, context) else ()
