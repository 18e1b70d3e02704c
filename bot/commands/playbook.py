"""The playbook: shown, and taken on by a deal on purpose."""

from adapters.chat import Answer
from bot.commands.arguments import the_playbook
from bot.commands.registry import command
from bot.request import Request, private
from bot.views.deal import deal_card
from bot.views.playbook import playbook_card
from process import course
from process.deal import Deal


@command("playbook", "playbook show [<playbook>]", reads=False, who="anyone")
def show_playbook(request: Request, playbook: str = "") -> Answer:
    """Show the stages and exits everybody works by."""
    return private(playbook_card(the_playbook(request.playbooks, playbook), request.context))


@command("playbook move [<deal>]", "playbook move <deal> to <playbook>", who="owner, manager")
def move(request: Request, deal: Deal, playbook: str = "") -> Answer:
    """Take a deal to today's version of its playbook, or to another one: to the first stage not satisfied there."""
    context = request.on(deal)
    new = request.playbooks.fitting(deal.playbook, deal.amount, deal.kind)
    if playbook:
        new = the_playbook(request.playbooks, playbook)
    return request.settle(deal, course.move_playbook(deal, context, context.playbook, new), deal_card)
