"""The playbook: shown, and taken on by a deal on purpose."""

from adapters.chat import Answer
from bot.commands.registry import command
from bot.request import Request, private, shown
from bot.views.deal import deal_card
from bot.views.playbook import playbook_card
from bot.views.refusal import refusal_card
from bot.vocabulary import the_one
from process import course
from process.deal import Deal


@command("playbook", "playbook show [<playbook>]", reads=False, who="anyone")
def show_playbook(request: Request, playbook: str = "") -> Answer:
    """Show the stages and exits everybody works by."""
    book = request.books.today[the_one(playbook, "playbook", tuple(request.books.today))] if playbook else None
    return private(playbook_card(book or request.books.default, request.scene))


@command("playbook move [<deal>]", "playbook move <deal> to <playbook>", who="owner, manager")
def move(request: Request, deal: Deal, playbook: str = "") -> Answer:
    """Take a deal to today's version of its playbook, or to another one: to the first stage not satisfied there."""
    scene = request.on(deal)
    named = request.books.today[the_one(playbook, "playbook", tuple(request.books.today))] if playbook else None
    outcome = course.move_playbook(deal, scene, scene.playbook, named or request.books.successor(deal.playbook))
    if outcome.refusal:
        return private(refusal_card(deal, scene, outcome.refusal))
    saved = request.keep(deal, outcome)
    return shown(deal_card(saved, request.on(saved)))
