"""The handoff: approved or declined by a manager, accepted by the account manager, always on a card bound to it."""

from collections.abc import Sequence
from dataclasses import replace

from adapters.card import Card
from adapters.chat import Answer
from bot.commands.registry import command
from bot.company.account_past import past_of
from bot.misunderstood import Misunderstood
from bot.request import Request, private
from bot.store import approvals, deals
from bot.store.voided import voided_by
from bot.views import form_cards, replies, typed
from bot.views.approval_cards import alone_card, standing_card
from bot.views.decided import decided_card, passed_card
from bot.views.first_days import with_first_days
from bot.views.moved import moved_card
from bot.views.refusal import refusal_card
from process import first_days, handoff
from process.approval import Approval, Ticket
from process.deal import Deal
from process.outcome import Outcome
from process.playbook import FirstDay
from process.reasons.values import ReasonNeeded

MANAGER = "a manager who is not the deal's owner and didn't ask for it, or their stand-in"


@command("approve <deal>", "approve <approval> <version>", who=MANAGER)
def approve(request: Request, deal: Deal | None = None, approval: str = "", version: str = "") -> Answer:
    """Show the card of a handoff. Its buttons approve or decline."""
    if deal:
        return private(_card(request, deal))
    deal, ticket = _asked(request, approval, version)
    outcome = handoff.approve(deal, request.on(deal), ticket, request.given("reason", ""))
    if outcome.refusal and isinstance(outcome.refusal.reason, ReasonNeeded):
        return private(alone_card(deal, request.on(deal), ticket))
    return _decided(request, deal, ticket, outcome)


def _card(request: Request, deal: Deal) -> Card:
    """What there is to decide on a deal now."""
    approval = deal.approval
    if approval is None:
        return replies.plain_no(typed.no_approval_asked(deal.name))
    changed = voided_by(request.tx, request.tenant.id, deal.id, approval)
    past = past_of(request.tx, request.tenant.id, deal, request.on(deal).playbook)
    return standing_card(deal, request.with_siblings(deal), approval, changed, past)


def _asked(request: Request, approval: str, version: str) -> tuple[Deal, Ticket]:
    """The deal and the very approval a button stands for; raises Misunderstood for one that never was."""
    found = approvals.find(request.tx, request.tenant.id, approval)
    deal = deals.find(request.tx, request.tenant.id, found[0], hold=True) if found else None
    if deal is None:
        raise Misunderstood(typed.ASK_FOR_THE_APPROVAL)
    return deal, Ticket(approval, int(version))


def _decided(request: Request, deal: Deal, ticket: Ticket, outcome: Outcome) -> Answer:
    """The answer to every press: what happened now, or what was decided before, with the person."""
    context = request.on(deal)
    if outcome.refusal is None:
        return _now_decided(request, deal, request.save(deal, outcome))
    if outcome.refusal.kind == "out of date" and (found := approvals.find(request.tx, request.tenant.id, ticket.id)):
        changed = voided_by(request.tx, request.tenant.id, deal.id, found[1])
        return replace(private(decided_card(deal, context, found[1], changed)), ends=True)
    return private(refusal_card(deal, context, outcome.refusal))


def _now_decided(request: Request, was: Deal, saved: Deal) -> Answer:
    """What was decided, to the one who did: in the card's place, or as the next steps where these are theirs."""
    context = request.on(saved)
    if saved.stage != was.stage and request.me.id == (saved.account_manager or saved.owner):
        return private(with_first_days(moved_card(saved, context, was.stage), saved, _first_days(request, saved)))
    return replace(private(passed_card(saved, context, _now(saved))), ends=True)


def _first_days(request: Request, deal: Deal) -> Sequence[FirstDay]:
    """What is offered to the account manager who accepts this deal."""
    return first_days.offered(deal, request.on(deal)) if deal.account_manager == request.me.id else ()


def _now(deal: Deal) -> Approval:
    if deal.approval is None:
        raise LookupError(f"deal {deal.id} has no approval though one was just decided")
    return deal.approval


@command(
    "decline <deal> because <reason>",
    "decline <deal>",
    "decline <approval> <version>",
    who=MANAGER + "; the account manager it was handed to",
)
def decline(
    request: Request, deal: Deal | None = None, approval: str = "", version: str = "", reason: str = ""
) -> Answer:
    """Decline a handoff, or decline to take a deal over, with a reason."""
    if deal and (deal.approval is None or not deal.approval.live):
        return private(_card(request, deal))
    deal, ticket = (deal, _now(deal).ticket) if deal else _asked(request, approval, version)
    reason = request.given("reason", reason)
    if not reason:
        probe = handoff.decline(deal, request.on(deal), ticket, "?")
        if probe.refusal:
            return _decided(request, deal, ticket, probe)
        command = f"decline {ticket.id} {ticket.version}"
        return private(form_cards.decline(deal.name, command))
    return _decided(request, deal, ticket, handoff.decline(deal, request.on(deal), ticket, reason))


@command("accept <deal>", "accept <approval> <version>", who="the account manager named on the deal, or their stand-in")
def accept(request: Request, deal: Deal | None = None, approval: str = "", version: str = "") -> Answer:
    """Show the card of a deal that is handed to you. Its button accepts it."""
    if deal:
        return private(_card(request, deal))
    deal, ticket = _asked(request, approval, version)
    return _decided(request, deal, ticket, handoff.accept(deal, request.on(deal), ticket))
