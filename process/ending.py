"""Endings: a deal is lost, a won one churns, and a mistake is withdrawn. Each has a reason."""

from process import rights, substance
from process.context import Context
from process.deal import Deal
from process.facts import Churned, Lost, Withdrawn
from process.lost_reasons import UNSORTED
from process.outcome import Outcome, happened, refused
from process.reasons.rights import NotYours
from process.reasons.route import NotWonYet, WonAlready
from process.reasons.state import NotOpen
from process.reasons.values import ReasonNeeded, UnknownLostReason


def lose(deal: Deal, context: Context, reason: str, category: str = "") -> Outcome:
    """Count a deal as lost, with a reason. No gate stands in the way of this, but a win does: it can only churn.

    `category` is one of the playbook's reasons; without one it is unsorted, where the playbook has any.
    """
    if not rights.may_work(deal, context.by):
        return refused(deal, NotYours("lose"))
    if deal.state != "open":
        return refused(deal, NotOpen(deal.state, "lose"))
    if deal.is_won:
        return refused(deal, WonAlready("lose"))
    known = context.playbook.lost_reasons
    if category and category not in known:
        return refused(deal, UnknownLostReason(known), "category")
    return happened(deal, context, Lost(deal.stage, reason, category or (UNSORTED if known else "")))


def churn(deal: Deal, context: Context, reason: str) -> Outcome:
    """Count the customer of a won deal as gone again, as a manager of another's deal."""
    if not rights.may_churn(deal, context):
        return refused(deal, NotYours("churn"))
    if deal.state != "open":
        return refused(deal, NotOpen(deal.state, "churn"))
    if not deal.is_won:
        return refused(deal, NotWonYet())
    if _says_nothing(reason, context):
        return refused(deal, ReasonNeeded(), "reason")
    return happened(deal, context, Churned(deal.stage, reason))


def withdraw(deal: Deal, context: Context, reason: str) -> Outcome:
    """Withdraw a deal that was a mistake: as its owner before the first gate, later as a manager of another's deal.

    A won deal is never withdrawn, or a win could vanish.
    """
    if not rights.may_withdraw(deal, context):
        return refused(deal, NotYours("withdraw"))
    if deal.state != "open":
        return refused(deal, NotOpen(deal.state, "withdraw"))
    if deal.is_won:
        return refused(deal, WonAlready("withdraw"))
    if _says_nothing(reason, context):
        return refused(deal, ReasonNeeded(), "reason")
    return happened(deal, context, Withdrawn(deal.stage, reason))


def _says_nothing(reason: str, context: Context) -> bool:
    """Whether a reason has no substance, in a playbook that asks for some."""
    playbook = context.playbook
    return bool(playbook.min_letters and substance.faults_of(reason, placeholders=playbook.placeholders))
