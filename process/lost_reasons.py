"""Lost reasons: under which of the playbook's reasons a lost deal is counted."""

from process import rights
from process.context import Context
from process.deal import Deal
from process.facts import LostSorted
from process.outcome import Outcome, happened, refused
from process.reasons.rights import NotYours
from process.reasons.state import NotLost
from process.reasons.values import UnknownLostReason

UNSORTED = "unsorted"
"""What a lost deal is counted as until a person says which of the playbook's reasons it was."""


def sort_lost(deal: Deal, context: Context, category: str) -> Outcome:
    """Say which of the playbook's reasons a lost deal is counted under."""
    if not rights.may_work(deal, context.by):
        return refused(deal, NotYours("lose"))
    if deal.state != "lost":
        return refused(deal, NotLost())
    if category not in context.playbook.lost_reasons:
        return refused(deal, UnknownLostReason(context.playbook.lost_reasons), "category")
    if category == deal.lost_as:
        return Outcome(deal)
    return happened(deal, context, LostSorted(category, deal.lost_as))
