"""The handoff: a manager approves or declines, and the account manager accepts."""

from datetime import datetime

from process import rights, substance
from process.approval import Approval, Ticket
from process.colleague import Colleague, Company
from process.context import Context
from process.deal import Deal
from process.facts import Decided, Fact
from process.four_eyes import FourEyes
from process.gate import Missing, missing
from process.outcome import Outcome, Refusal, happened, refused
from process.playbook import Playbook
from process.reasons import Reason
from process.reasons.gates import MissingSince, NothingAsked, NotInState, OlderCard
from process.reasons.rights import (
    ActsForOwner,
    DoubtfulRole,
    NotVouched,
    NotYours,
    OwnDeal,
    OwnedBefore,
    OwnRequest,
    WaivedHere,
)
from process.reasons.values import ReasonNeeded
from process.renewal import first_set
from process.walk import opened
from process.win import is_winning


def approve(deal: Deal, context: Context, ticket: Ticket, reason: str = "") -> Outcome:
    """Approve the handoff of this id and version; opens one gate, or asks for the account manager's acceptance.

    The only one of us there is confirms it with a reason.
    """
    approval = deal.approval
    if approval is None:
        return refused(deal, NothingAsked("approval"))
    if stop := _out_of_date(deal, approval, ticket, context.now, "asked"):
        return stop
    vote = rights.decision(deal, approval.requester, context.by, context.company, context.now)
    if vote is None:
        return refused(deal, _why_not(deal, approval, context))
    if lacking := missing(deal, context.playbook, deal.stage):
        return _lacking(deal, lacking)
    if "alone" in vote.marks and substance.faults_of(reason, placeholders=context.playbook.placeholders):
        return refused(deal, ReasonNeeded(), "reason")
    wins = is_winning(context.playbook.at(deal.stage))
    if acceptance(context.playbook, deal.stage):
        decided = Decided(approval.id, "approved", reason, marks=vote.marks, won=wins)
        return happened(deal, context, decided, *(_renewal(deal, context) if wins else ()))
    passed = _pass(deal, context, Decided(approval.id, "done", reason, marks=vote.marks, won=wins))
    if not wins:
        return passed
    set_too = happened(passed.deal, context, *_renewal(passed.deal, context))
    return Outcome(set_too.deal, passed.facts + set_too.facts)


def _renewal(deal: Deal, context: Context) -> tuple[Fact, ...]:
    """When the deal that is won now comes up again, where the playbook says so."""
    return first_set(deal, context.playbook, context.today)


def _out_of_date(deal: Deal, approval: Approval, ticket: Ticket, now: datetime, wanted: str) -> Outcome | None:
    """Why this card decides nothing any more, or None where it still does."""
    if approval.ticket != ticket:
        return refused(deal, OlderCard())
    if approval.expired(now):
        return refused(deal, NotInState("expired"))
    if approval.state != wanted:
        return refused(deal, NotInState(approval.state))
    return None


def _why_not(deal: Deal, approval: Approval, context: Context) -> Reason:
    by, one = context.by, context.company.one
    eyes = FourEyes(deal, context.company, context.now, approval.requester)
    able = tuple(vote.person.id for vote in eyes.deciders())
    if one(by.id) == one(deal.owner):
        return OwnDeal("decide", able)
    if one(by.id) == one(approval.requester):
        return OwnRequest()
    if not by.manages:
        return NotYours("decide")
    if not by.vouched:
        return NotVouched()
    return _why_not_first(eyes, by, able)


def _why_not_first(eyes: FourEyes, by: Colleague, able: tuple[str, ...]) -> Reason:
    """Why others decide before this manager."""
    if eyes.owns(by.id):
        return OwnedBefore(able)
    if eyes.waived(by.id):
        return WaivedHere(able)
    if by.grant("manager") and any(one != by.id for one in able):
        return DoubtfulRole(able)
    return ActsForOwner()


def _lacking(deal: Deal, lacking: tuple[Missing, ...]) -> Outcome:
    return Outcome(deal, (), Refusal(MissingSince(), lacking, deal.stage))


def acceptance(playbook: Playbook, stage: str) -> str:
    """The exit that names who has to accept the handoff out of a stage, or nothing."""
    handoff = playbook.at(stage).handoff
    return handoff.acceptance if handoff else ""


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
        return refused(deal, _why_not(deal, approval, context))
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
