"""Home: what one person has to do, all in one place; and a contact noted from somebody's message."""

from collections.abc import Sequence

from adapters.card import Card
from adapters.chat import Answer
from bot.commands.lists import keep_log
from bot.commands.registry import WORKS, command
from bot.reading import same
from bot.request import Request, private
from bot.sorry import Sorry
from bot.store import deals, figures, ledger
from bot.views import openers, say
from bot.views.home import home_card
from process.deal import Deal
from process.funnel import Funnel, funnel
from process.handoff import awaits


@command("home", reads=True, who="anyone")
def home(request: Request) -> Answer:
    """Show my deals, what waits for me and, to a manager, the team's funnel."""
    mine = deals.working(request.tx, request.tenant.id, request.me.id)
    return private(home_card(mine, _waiting(request), request.on, _funnel(request)))


def _waiting(request: Request) -> Sequence[Deal]:
    """The deals whose handoff this person may decide or is to accept."""
    awaited = deals.awaiting(request.tx, request.tenant.id)
    return [deal for deal in awaited if awaits(deal, request.on(deal))]


def _funnel(request: Request) -> Funnel | None:
    if not request.me.manages:
        return None
    tx, tenant = request.tx, request.tenant.id
    return funnel(figures.lines(tx, tenant), ledger.moves(tx, tenant), request.books.default)


@command("note <text>", "note", who=WORKS)
def note(request: Request, text: str = "") -> Answer:
    """Log a contact on one of my deals, from the words of a message."""
    mine = deals.working(request.tx, request.tenant.id, request.me.id)
    if not mine:
        raise Sorry(say.sorry("You have no open deal to log this on; begin one with `/deal new`."))
    named = request.values.get("deal", "")
    chosen = next((deal for deal in mine if named and (named == deal.id or same(named) == same(deal.name))), None)
    if chosen is None:
        return private(Card("Log this on a deal", (openers.note_form(mine, text),)))
    return keep_log(request, chosen, request.values.get("activity", ""), request.values.get("note", ""))
