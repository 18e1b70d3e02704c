"""Reassigning: all open deals of one colleague to another, after a preview."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from adapters.card import Card
from adapters.chat import Answer
from bot.commands.registry import command
from bot.effects import notify
from bot.language.vocabulary import MENTION
from bot.misunderstood import Misunderstood, beside
from bot.request import Request, private
from bot.store import deals
from bot.views import form_cards, hand_over
from process import rights
from process.colleague import Colleague
from process.deal import Deal
from process.reassign import Reassignment, reassign

MOST_AT_ONCE = 500
"""Deals that move in one transaction; the rest move with the next preview."""


@command(
    "assign all of <whose> to <whom> preview <preview>",
    "assign all of <whose> to <whom>",
    "assign all of <whose>",
    who="manager",
)
def assign_all(request: Request, whose: str, whom: str = "", preview: str = "") -> Answer:
    """Hand all open deals of one colleague to another, after a preview: `assign all of @rob to @rita`."""
    if not rights.may_reassign(request.me):
        raise Misunderstood(hand_over.ONLY_MANAGERS)
    whom = request.given("colleague", whom)
    leaver = request.acquainted(whose, f"assign all of {{}} to {whom}" if whom else "assign all of {}")
    if not whom:
        return private(form_cards.hand_over_all(hand_over.hand_over_form(leaver, request.context)))
    with beside("colleague"):
        owner = _owner(request, leaver, whom)
    theirs = deals.working(request.tx, request.tenant.id, leaver.id)
    plan = reassign([deal for deal in theirs if deal.owner == leaver.id][:MOST_AT_ONCE], request.on, owner.id)
    if plan.moves and preview == _mark(plan, owner):
        return private(_hand_over(request, plan, leaver, owner))
    managed = [deal for deal in theirs if deal.owner != leaver.id]
    return private(_preview(request, plan, (leaver, owner), managed, changed=bool(preview)))


def _owner(request: Request, leaver: Colleague, whom: str) -> Colleague:
    """The new owner, one of us who is here; raises Misunderstood for anyone else."""
    if MENTION.match(whom) and not request.has_left(whom):
        owner = request.colleague(whom)
    else:
        owner = request.acquainted(whom, f"assign all of {leaver.id} to {{}}")
    if not owner.active:
        raise Misunderstood(hand_over.has_left(owner.name))
    if owner.id == leaver.id:
        raise Misunderstood(hand_over.owns_already(owner.name))
    return owner


def _mark(plan: Reassignment, owner: Colleague) -> str:
    """Stands for exactly what a preview showed, so that its button moves that and nothing else."""
    shown_deals = sorted(deal.id for deal, _ in plan.moves)
    return sha256("\n".join([owner.id, *shown_deals]).encode()).hexdigest()[:12]


def _preview(
    request: Request, plan: Reassignment, people: tuple[Colleague, Colleague], managed: Sequence[Deal], *, changed: bool
) -> Card:
    leaver, owner = people
    card = hand_over.preview_card(plan, leaver, owner, request.on, mark=_mark(plan, owner), changed=changed)
    return replace(card, body=(*card.body, *hand_over.looked_after(managed, leaver)))


def _hand_over(request: Request, plan: Reassignment, leaver: Colleague, owner: Colleague) -> Card:
    """Move all of it in this transaction, each deal with its own fact; the new owner is notified once."""
    saved: list[Deal] = []
    for deal, outcome in plan.moves:
        saved.append(request.save(deal, outcome, among_others=True))
    if request.context.company.one(owner.id) != request.context.company.one(request.me.id):
        card = hand_over.received_card(saved, leaver, request.me)
        notify.person(
            request.tx, request.tenant, owner.id, card, subject=f"reassigned:{leaver.id}", now=request.context.now
        )
    return hand_over.handed_over_card(plan, leaver, owner, request.on)
