"""Welcome: the bot introduces itself, by itself once in each place, and to a person who asks."""

from adapters.card import Card
from adapters.chat import Answer
from bot.commands.registry import command
from bot.request import Request, private
from bot.store import deals, outbox, visits
from bot.views.welcome import Here, channel_welcome_card, welcome_card
from process.handoff import awaits


@command("welcome", who="anyone")
def welcome(request: Request) -> Answer:
    """Show what Stagecoach does for you, and what to do first."""
    card = _card(request)
    if not request.inbound.unasked:
        return private(card)
    place, tenant, now = request.inbound.place, request.tenant.id, request.context.now
    if visits.greet(request.tx, tenant, place, now):
        outbox.post(request.tx, tenant, place, card, f"welcome:{place.id}", now)
    return private(card)


def _card(request: Request) -> Card:
    if request.inbound.unasked and request.inbound.place.kind == "channel":
        return channel_welcome_card(request.me.name)
    mine = deals.working(request.tx, request.tenant.id, request.me.id)
    awaited = deals.awaiting(request.tx, request.tenant.id)
    decisions = [deal for deal in awaited if awaits(deal, request.on(deal))]
    managed = any(one.manages and one.active for one in request.context.company.people.values())
    return welcome_card(request.me, Here(len(mine), len(decisions), managed))
