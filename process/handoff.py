"""The handoff: a manager approves or declines, and the account manager accepts."""

from datetime import datetime

from process import rights
from process.approval import Approval, Ticket
from process.colleague import Colleague, Company
from process.context import Context
from process.deal import Deal
from process.facts import Decided
from process.gate import Missing, missing
from process.outcome import Outcome, Refusal, happened, refused
from process.playbook import Playbook
from process.reasons import Reason
from process.reasons.gates import MissingSince, NothingAsked, NotInState, OlderCard
from process.reasons.rights import ActsForOwner, NotVouched, NotYours, OwnDeal, OwnRequest
from process.walk import opened


def approve(deal: Deal, context: Context, ticket: Ticket) -> Outcome:
    """Approve the handoff of this id and version; opens one gate, or asks for the account manager's acceptance."""
    approval = deal.approval
    if approval is None:
        return refused(deal, NothingAsked("approval"))
    if stop := _out_of_date(deal, approval, ticket, context.now, "asked"):
        return stop
    if not rights.may_decide(deal, approval.requester, context.by, context.company, context.now):
        return refused(deal, _why_not(deal, approval, context.by))
    if lacking := missing(deal, context.playbook, deal.stage):
        return _lacking(deal, lacking)
    wins = _wins(context.playbook, deal.stage)
    if acceptance(context.playbook, deal.stage):
        return happened(deal, context, Decided(approval.id, "approved", won=wins))
    return _pass(deal, context, Decided(approval.id, "done", won=wins))


def _out_of_date(deal: Deal, approval: Approval, ticket: Ticket, now: datetime, wanted: str) -> Outcome | None:
    """Why this card decides nothing any more, or None where it still does."""
    if approval.ticket != ticket:
        return refused(deal, OlderCard())
    if approval.expired(now):
        return refused(deal, NotInState("expired"))
    if approval.state != wanted:
        return refused(deal, NotInState(approval.state))
    return None


def _why_not(deal: Deal, approval: Approval, by: Colleague) -> Reason:
    if by.id == deal.owner:
        return OwnDeal("decide")
    if by.id == approval.requester:
        return OwnRequest()
    if by.manages and by.vouched:
        return ActsForOwner()
    if by.manages:
        return NotVouched()
    return NotYours("decide")


def _lacking(deal: Deal, lacking: tuple[Missing, ...]) -> Outcome:
    return Outcome(deal, (), Refusal(MissingSince(), lacking, deal.stage))


def acceptance(playbook: Playbook, stage: str) -> str:
    """The exit that names who has to accept the handoff out of a stage, or nothing."""
    handoff = playbook.at(stage).handoff
    return handoff.acceptance if handoff else ""


def _wins(playbook: Playbook, stage: str) -> bool:
    handoff = playbook.at(stage).handoff
    return handoff is not None and handoff.win


def _pass(deal: Deal, context: Context, decided: Decided) -> Outcome:
    """The decision and the opened gate, as one."""
    settled = happened(deal, context, decided)
    passed = happened(settled.deal, context, opened(settled.deal, context.playbook))
    return Outcome(passed.deal, settled.facts + passed.facts)


def decline(deal: Deal, context: Context, ticket: Ticket, reason: str) -> Outcome:
    """Decline a handoff with a reason: as the manager asked to approve, or as the account manager who was to accept."""
    approval = deal.approval
    if approval is None:
        return refused(deal, NothingAsked("approval"))
    wanted = approval.state if approval.live else "asked"
    if stop := _out_of_date(deal, approval, ticket, context.now, wanted):
        return stop
    takes_over = may_accept(
        deal.value(acceptance(context.playbook, deal.stage)), context.company, context.by, context.now
    )
    decides = rights.may_decide(deal, approval.requester, context.by, context.company, context.now)
    if not (decides or (approval.state == "approved" and takes_over)):
        return refused(deal, _why_not(deal, approval, context.by))
    return happened(deal, context, Decided(approval.id, "declined", reason))


def accept(deal: Deal, context: Context, ticket: Ticket) -> Outcome:
    """Accept an approved handoff, as the account manager it names; opens the gate."""
    approval = deal.approval
    if approval is None:
        return refused(deal, NothingAsked("acceptance"))
    if stop := _out_of_date(deal, approval, ticket, context.now, "approved"):
        return stop
    named = deal.value(acceptance(context.playbook, deal.stage))
    if not may_accept(named, context.company, context.by, context.now):
        return refused(deal, NotYours("accept"))
    if lacking := missing(deal, context.playbook, deal.stage):
        return _lacking(deal, lacking)
    return _pass(deal, context, Decided(approval.id, "done", acceptor=named))


def awaits(deal: Deal, context: Context) -> bool:
    """Whether the deal's live approval waits for this very person: to decide it, or to accept what was approved."""
    approval = deal.approval
    if approval is None or not approval.live or approval.expired(context.now):
        return False
    if approval.state == "approved":
        return may_accept(
            deal.value(acceptance(context.playbook, deal.stage)), context.company, context.by, context.now
        )
    return rights.may_decide(deal, approval.requester, context.by, context.company, context.now)


def may_accept(named: str, company: Company, by: Colleague, now: datetime) -> bool:
    """Whether this person is the one named, or stands in for them now."""
    return by.active and (by.id == named or named in company.acts_for(by.id, now))
