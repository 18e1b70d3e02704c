"""The playbook: shown, and taken on by a deal on purpose."""

from hashlib import sha256

from adapters.chat import Answer
from bot.commands.arguments import the_playbook
from bot.commands.registry import command
from bot.misunderstood import Misunderstood
from bot.request import Request, private
from bot.store import deal_queries
from bot.views import playbook_moves
from bot.views.playbook import playbook_card
from bot.views.saved import saved_by
from process import course, rights
from process.deal import Deal
from process.playbook import Playbook
from process.playbook_moves import PlaybookMoves, move_all

MOST_AT_ONCE = 500
"""Deals that move in one transaction; the rest move with the next preview."""


@command("playbook", "playbook show [<playbook>]", reads=False, who="anyone", agents="read")
def show_playbook(request: Request, playbook: str = "") -> Answer:
    """Show the stages and exits of the playbook."""
    return private(playbook_card(the_playbook(request.playbooks, playbook), request.context))


@command("playbook move all preview <preview>", "playbook move all", who="manager")
def move_every(request: Request, preview: str = "") -> Answer:
    """Move all open deals to today's version of their playbook, after a preview of what is asked again."""
    if not rights.may_move_all(request.me):
        raise Misunderstood(playbook_moves.ONLY_MANAGERS)
    plan = move_all(_older(request), request.on, lambda deal: _fitting(request, deal))
    mark = _mark(plan)
    if plan.moves and preview == mark:
        for one in plan.moves:
            request.save(one.deal, one.outcome, among_others=True)
        return private(playbook_moves.moved_all_card(plan, request.on))
    return private(playbook_moves.preview_card(plan, request.on, mark=mark, again=bool(preview)))


def _older(request: Request) -> list[Deal]:
    """The open deals that are not on a version of today, at most as many as move in one transaction."""
    today = [book.version for book in request.playbooks.today.values()]
    return deal_queries.on_older(request.tx, request.tenant.id, today, MOST_AT_ONCE)


def _fitting(request: Request, deal: Deal) -> Playbook:
    return request.playbooks.fitting(deal.playbook, deal.amount, deal.kind)


def _mark(plan: PlaybookMoves) -> str:
    """Stands for exactly what a preview showed, so that its button moves that and nothing else."""
    lines = [f"{one.deal.id} {one.deal.version} {one.outcome.deal.playbook}" for one in plan.moves]
    return sha256("\n".join(sorted(lines)).encode()).hexdigest()[:12]


@command("playbook move [<deal>]", "playbook move <deal> to <playbook>", who="owner, manager")
def move(request: Request, deal: Deal, playbook: str = "") -> Answer:
    """Move a deal to the latest version of its playbook, or to another playbook."""
    context = request.on(deal)
    new = _fitting(request, deal)
    if playbook:
        new = the_playbook(request.playbooks, playbook)
    outcome = course.move_playbook(deal, context, context.playbook, new)
    return request.settle(deal, outcome, saved_by(outcome.facts))
