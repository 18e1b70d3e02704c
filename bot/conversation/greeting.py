"""Greeting: the answer to hello, with the deal that comes first for the one who says it."""

from adapters.card import Card
from bot.conversation.surroundings import Surroundings
from bot.request import Request
from bot.views.dates_passed import passed_now
from bot.views.missing import gaps
from bot.views.talk.small_talk import hello_card, small_talk_card


def greeting(request: Request, surroundings: Surroundings) -> Card:
    """Name a deal with a date that passed first, then those with an answer missing, in the order they close."""
    name = request.me.name.split(maxsplit=1)[0]
    mine = surroundings.around(request.here).mine
    late = [deal for deal in mine if passed_now(deal, request.on(deal))]
    lacking = [deal for deal in mine if deal not in late and gaps(deal, request.on(deal))]
    waiting = [*late, *lacking]
    return hello_card(name, waiting, request.on(waiting[0])) if waiting else small_talk_card("hello", name)
