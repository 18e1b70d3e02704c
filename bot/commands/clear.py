"""Clearing: a manager answers for a team that has no member who can."""

from adapters.chat import Answer
from bot.commands.arguments import the_exit
from bot.commands.registry import command
from bot.request import Request, private
from bot.views import form_cards
from bot.views.evidence import met_card
from process import proof
from process.deal import Deal


@command(
    "clear [<deal>] <exit> because <reason>",
    "clear [<deal>] <exit>",
    who="manager, never on a deal of their own; the only one there is",
)
def clear(request: Request, deal: Deal, exit: str, reason: str = "") -> Answer:
    """Clear a team's exit where the team has no member who can answer, with a reason."""
    context = request.on(deal)
    item, reason = the_exit(context.playbook, exit), request.given("reason", reason)
    outcome = proof.clear(deal, context, item.key, reason)
    if not reason and outcome.refusal and outcome.refusal.field == "reason":
        return private(form_cards.clear(item, deal.name, f"clear #{deal.id} {item.key}"))
    return request.settle(deal, outcome, lambda saved, context: met_card(saved, context, [item.key]))
