"""Referrals: a deal that came by one says once which customer gave it, and then counts on the flywheel."""

from process import rights
from process.context import Context
from process.deal import Deal
from process.facts import Referred
from process.outcome import Outcome, happened, refused
from process.playbook import Playbook
from process.reasons.rights import NotYours
from process.reasons.route import NoReferral, OwnReferral, ReferredAlready
from process.reasons.state import NotOpen


def lacks_giver(deal: Deal, playbook: Playbook) -> bool:
    """Whether an open deal came by a referral and no customer is named who gave it. No gate waits for that."""
    return deal.state == "open" and not deal.parent and by_referral(deal, playbook)


def by_referral(deal: Deal, playbook: Playbook) -> bool:
    """Whether the deal's own evidence says that it came by a referral."""
    return any(deal.value(key) == answer for key, answer in playbook.referral.items())


def refer(deal: Deal, context: Context, giver: Deal) -> Outcome:
    """Name the customer who gave this deal, by a deal of theirs that is won."""
    if not rights.may_work(deal, context.by):
        return refused(deal, NotYours("change"))
    if deal.state != "open":
        return refused(deal, NotOpen(deal.state, "change"))
    if not by_referral(deal, context.playbook):
        return refused(deal, NoReferral())
    if deal.parent:
        return refused(deal, ReferredAlready())
    if deal.id in (giver.id, giver.parent) or giver.account == deal.account:
        return refused(deal, OwnReferral(), "customer")
    return happened(deal, context, Referred(giver.id, giver.account, giver.cycle + 1))
