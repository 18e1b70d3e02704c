"""Approvals in words: where one stands, who accepts, and the buttons that decide it."""

from collections.abc import Mapping, Sequence

from adapters.card import Button
from bot.views.decision_marks import marks_words
from bot.views.short_words import you
from bot.views.words import capital, moment, name, stage_name, taking_over
from process.approval import Approval, ApprovalState
from process.context import Context
from process.deal import Deal
from process.decision_marks import Mark
from process.four_eyes import FourEyes
from process.handoff import acceptance, awaits


def acceptor(deal: Deal, context: Context) -> str:
    """The id of the account manager who accepts the current handoff; "" if there is none."""
    if deal.stage in context.playbook.order and (key := acceptance(context.playbook, deal.stage)):
        return deal.value(key)
    return taking_over(deal, context.playbook)


def state_words(deal: Deal, context: Context, approval: Approval) -> str:
    """Where an approval stands, in half a sentence."""
    decider = you(approval.decider, context) + _marks(deal, context, approval) if approval.decider else "a manager"
    accepted = f", {you(approval.acceptor, context)} accepted it" if approval.acceptor else ""
    takes = acceptor(deal, context)
    has = "have" if takes == context.by.id else "has"
    states: Mapping[ApprovalState, str] = {
        "asked": "a manager has to decide on the handoff",
        "approved": f"{decider} approved the handoff, {you(takes, context)} {has} to accept it",
        "done": f"{decider} approved the handoff{accepted}",
        "declined": f"{decider} declined the handoff",
        "void": "the approval is void",
        "expired": "the approval expired",
    }
    return states["expired" if approval.expired(context.now) else approval.state]


def _marks(deal: Deal, context: Context, approval: Approval) -> str:
    """What the ledger says of the decision: for managers and the owner, since it can speak of a waiver."""
    theirs = context.by.manages or context.by.id == deal.owner
    return marks_words(approval.marks) if theirs else ""


def asked_words(context: Context, approval: Approval) -> str:
    """Who asked for an approval, and until when it can be given."""
    asked = f"{name(context, approval.requester)} asked on {moment(approval.asked_at, context)}."
    return capital(f"{asked} The request is open until {moment(approval.expires_at, context)}.")


def way(context: Context, stage: str) -> str:
    """Where a handoff leads: "to Closing"."""
    after = context.playbook.after(stage) if stage in context.playbook.order else None
    return f"to {after.name}" if after else f"out of {stage_name(context.playbook, stage)}"


def same(approval: Approval, other: Approval | None) -> bool:
    """Whether both are one approval in one state; what is read from elsewhere lacks an earlier no."""
    return other is not None and (approval.ticket, approval.state) == (other.ticket, other.state)


def decision_buttons(deal: Deal, context: Context, approval: Approval) -> Sequence[Button]:
    """The buttons this person may press on a live approval; none for anyone else."""
    if not same(approval, deal.approval) or not awaits(deal, context):
        return ()
    return accept_buttons(approval) if approval.state == "approved" else approve_buttons(deal, context, approval)


def approve_buttons(deal: Deal, context: Context, approval: Approval) -> tuple[Button, Button]:
    """A manager's two answers, bound to this approval and its version."""
    bound = f"{approval.id} {approval.version}"
    press = "Confirm alone" if "alone" in decision_marks(deal, context, approval) else "Approve"
    return Button(press, f"approve {bound}", "primary"), Button("Decline", f"decline {bound}")


def accept_buttons(approval: Approval) -> tuple[Button, Button]:
    """An account manager's two answers, bound alike."""
    bound = f"{approval.id} {approval.version}"
    return Button("Take it", f"accept {bound}", "primary"), Button("Not yet, because…", f"decline {bound}")


def decision_marks(deal: Deal, context: Context, approval: Approval) -> tuple[Mark, ...]:
    """What the ledger will say of everyone who can decide it."""
    votes = FourEyes(deal, context.company, context.now, approval.requester).deciders()
    return votes[0].marks if votes else ()
