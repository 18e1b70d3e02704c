"""The walk: a deal goes through its gates, one at a time; compress, never skip."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from process import rights
from process.approval import Approval
from process.context import Context
from process.deal import Deal
from process.declined import last_decline, unchanged
from process.facts import Advanced, ApprovalAsked, CycleClosed, Decided, Fact, Refused, SentBack, SkipAttempted
from process.gate import Missing, missing, standing
from process.outcome import Outcome, Refusal, happened, refused, with_refusal
from process.playbook import Exit, Playbook
from process.playbook_fit import misfit
from process.reasons import Reason
from process.reasons.gates import AcceptanceAwaited, ApprovalAwaited, ExitsMissing, NoApprover, StillDeclined
from process.reasons.rights import NotYours
from process.reasons.route import NothingToDoubt
from process.reasons.state import AlreadyPast, AlreadyThere, NotEarlier, NotOpen


def advance(deal: Deal, context: Context, approval_id: str, to: str = "") -> Outcome:
    """Move a deal through the gate to its next stage, or gate by gate to the stage `to`.

    `approval_id` names the approval, should a handoff on the way need one. Stops at the first gate that is not
    satisfied, or that needs an approval; what was passed stays passed.
    """
    if not rights.may_work(deal, context.by):
        return refused(deal, NotYours("advance"))
    if deal.state != "open":
        return refused(deal, NotOpen(deal.state, "advance"))
    if to and context.playbook.order[to] <= context.playbook.order[deal.stage]:
        return refused(deal, _already_there(deal.stage, to))
    if not to and _just_moved(deal, context):
        return refused(deal, AlreadyThere(deal.stage, again=True))
    return _walk(deal, context, approval_id, to)


def _just_moved(deal: Deal, context: Context) -> bool:
    """Whether a plain advance only repeats one: a gate opened a moment ago and nothing happened since."""
    return deal.passed is not None and context.now - deal.passed < IMPATIENCE


IMPATIENCE = timedelta(minutes=2)


def _already_there(stage: str, to: str) -> Reason:
    return AlreadyThere(stage) if to == stage else AlreadyPast(stage, to)


def _walk(deal: Deal, context: Context, approval_id: str, to: str) -> Outcome:
    beyond = context.playbook.order[deal.stage] + 1
    goal = context.playbook.order[to] if to else beyond
    asked = to if goal > beyond else ""
    so_far = _through(deal, context, approval_id, asked)
    while so_far.refusal is None and so_far.deal.state == "open" and context.playbook.order[so_far.deal.stage] < goal:
        step = _through(so_far.deal, context, approval_id, asked)
        so_far = Outcome(step.deal, so_far.facts + step.facts, step.refusal)
    return so_far


def _through(deal: Deal, context: Context, approval_id: str, asked: str) -> Outcome:
    """One gate: opened, refused, or waiting for its approval."""
    if lacking := missing(deal, context.playbook, deal.stage):
        return _shut(deal, context, asked, lacking)
    if unfit := misfit(deal, context.playbook):
        return Outcome(deal, (), Refusal(unfit, (), deal.stage))
    if context.playbook.at(deal.stage).handoff:
        return _ask(deal, context, approval_id)
    return happened(deal, context, opened(deal, context.playbook))


def _shut(deal: Deal, context: Context, asked: str, lacking: tuple[Missing, ...]) -> Outcome:
    """The gate stays shut; `asked` is the stage beyond the next that the request named, if it did."""
    keys = tuple(one.exit.key for one in lacking)
    fact: Fact = SkipAttempted(asked, deal.stage, keys) if asked else Refused(deal.stage, keys)
    refusal = Refusal(ExitsMissing(deal.stage, len(keys)), lacking, deal.stage, bool(asked))
    return with_refusal(happened(deal, context, fact), refusal)


def opened(deal: Deal, playbook: Playbook) -> Fact:
    """The fact that the gate out of the deal's stage opened. Only ask for it where nothing is missing."""
    after = playbook.after(deal.stage)
    waivers = _passed_on(deal, playbook) if deal.waivers else ()
    return Advanced(deal.stage, after.key, waivers) if after else CycleClosed(deal.stage, waivers)


def _passed_on(deal: Deal, playbook: Playbook) -> tuple[str, ...]:
    """The waivers of this stage and of those before it."""
    upto = playbook.order[deal.stage]
    return tuple(
        key for key in deal.waivers if key in playbook.exits and playbook.order[playbook.stage_of[key].key] <= upto
    )


def _ask(deal: Deal, context: Context, approval_id: str) -> Outcome:
    """Ask for the handoff's approval, unless it is asked for already or no one can give it."""
    approval = deal.approval
    stale: tuple[Fact, ...] = ()
    if approval and approval.live and approval.stage == deal.stage:
        if not approval.expired(context.now):
            return Outcome(deal, (), Refusal(_awaited(approval), (), deal.stage))
        stale = (Decided(approval.id, "expired"),)
    if decline := unchanged(deal):
        return Outcome(deal, (), Refusal(StillDeclined(decline.by, decline.reason), (), deal.stage))
    if not rights.deciders(deal, context.by.id, context.company, context.now):
        return Outcome(deal, (), Refusal(NoApprover(), (), deal.stage))
    expires = context.now + timedelta(hours=context.playbook.approval_hours)
    asked = Approval(approval_id, deal.stage, context.by.id, deal.version, context.now, expires)
    asked = replace(asked, declined=last_decline(deal))
    refusal = Refusal(ApprovalAwaited(deal.stage, new=True), (), deal.stage)
    return with_refusal(happened(deal, context, *stale, ApprovalAsked(asked)), refusal)


def _awaited(approval: Approval) -> Reason:
    return AcceptanceAwaited() if approval.state == "approved" else ApprovalAwaited(approval.stage)


def send_back(deal: Deal, context: Context, to: str, reason: str, doubted: Sequence[str] = ()) -> Outcome:
    """Send a deal back to an earlier stage, with a reason and the exits that no longer hold.

    Without any, it is what the stage it returns to asks. Each has to be confirmed before its gate opens again.
    """
    if not rights.may_work(deal, context.by):
        return refused(deal, NotYours("send back"))
    if deal.state != "open":
        return refused(deal, NotOpen(deal.state, "send back"))
    if context.playbook.order[to] >= context.playbook.order[deal.stage]:
        return refused(deal, NotEarlier(deal.stage, to))
    known = [item.key for item in doubtable(deal, context, to)]
    if stray := [key for key in doubted if key not in known]:
        return refused(deal, NothingToDoubt(context.playbook.exits[stray[0]]))
    keys = tuple(doubted) or _asked_in(deal, context, to)
    return happened(deal, context, SentBack(deal.stage, to, reason, returned(deal, context.playbook, to), keys))


def doubtable(deal: Deal, context: Context, to: str) -> tuple[Exit, ...]:
    """What is proven from that stage on, which can stop to hold; nothing where the playbook asks no confirmation."""
    if not context.playbook.confirm_after_back or context.playbook.order[to] >= context.playbook.order[deal.stage]:
        return ()
    return standing(deal, context.playbook, to)


def _asked_in(deal: Deal, context: Context, to: str) -> tuple[str, ...]:
    """What the stage it returns to asks, as far as it is proven."""
    here = {item.key for item in context.playbook.at(to).exit}
    return tuple(item.key for item in doubtable(deal, context, to) if item.key in here)


def returned(deal: Deal, playbook: Playbook, to: str) -> bool:
    """Whether a deal that goes back to a stage of this playbook is no longer its account manager's."""
    return bool(deal.account_manager) and not playbook.handed_over(to)
