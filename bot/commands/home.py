"""Home: what one person has to do, all in one place."""

from collections.abc import Sequence

from adapters.chat import Answer
from bot.commands.registry import command
from bot.request import Request, private
from bot.store import deals, dues, figures, ledger
from bot.views.home import home_card
from process.deal import Deal
from process.funnel import Funnel, funnel
from process.handoff import awaits


@command("home", reads=True, who="anyone", agents="read")
def home(request: Request) -> Answer:
    """Show your deals and what waits for you. Managers also see their team's funnel."""
    mine = deals.working(request.tx, request.tenant.id, request.me.id)
    return private(home_card(mine, _waiting(request), request.on, _funnel(request), _planned(request, mine)))


def _waiting(request: Request) -> Sequence[Deal]:
    """The deals whose handoff this person may decide or is to accept."""
    awaited = deals.awaiting(request.tx, request.tenant.id)
    return [deal for deal in awaited if awaits(deal, request.on(deal))]


def _planned(request: Request, mine: Sequence[Deal]) -> Sequence[Deal]:
    """The deals with a next step that may be this person's: their own ones, and those where another planned it."""
    known = {deal.id: deal for deal in mine}
    others = dues.waiting_for(request.tx, request.tenant.id, "question", request.me.id)
    for due in others:
        if due.subject not in known and (deal := deals.find(request.tx, request.tenant.id, due.subject)):
            known[deal.id] = deal
    return tuple(known.values())


def _funnel(request: Request) -> Funnel | None:
    if not request.me.manages:
        return None
    tx, tenant = request.tx, request.tenant.id
    return funnel(figures.lines(tx, tenant), ledger.moves(tx, tenant), request.playbooks.default)
