"""Asking a colleague for what only they can answer."""

from adapters.chat import Answer
from bot.commands.arguments import the_exit
from bot.commands.registry import command
from bot.effects import asking
from bot.request import Request, private
from bot.views import asking as views
from bot.views.refusal import refusal_card
from process import gate, lists, rights
from process.attesters import attesters
from process.context import Context
from process.deal import Deal
from process.four_eyes import FourEyes
from process.outcome import refused
from process.playbook import Exit
from process.reasons.state import NotOpen


@command("ask [<deal>] for <exit>", who="anyone; to call in a team: owner, manager, the deal's account manager")
def ask_for(request: Request, deal: Deal, exit: str) -> Answer:
    """Ask those who can answer for an exit, with a message to them: `ask acme for legal`."""
    context = request.on(deal)
    item = the_exit(context.playbook, exit)
    if deal.state != "open":
        refusal = refused(deal, NotOpen(deal.state, "give evidence")).refusal
        return private(refusal_card(deal, context, refusal)) if refusal else private(views.no_one_to_ask(deal, item))
    if gate.stands(item, deal, context.playbook) and item.key not in deal.doubted:
        return private(views.answers_already(deal, item))
    if rights.may_attest(item, deal, context):
        return private(views.yours_to_answer(deal, item))
    return _asked(request, deal, context, item)


def _asked(request: Request, deal: Deal, context: Context, item: Exit) -> Answer:
    people = attesters(item, deal, context)
    if not people:
        return private(views.no_one_to_ask(deal, item))
    if _calls_in(item, deal, context):
        outcome = lists.engage(deal, context, item.attest, "")
        if outcome.refusal:
            return private(refusal_card(deal, context, outcome.refusal))
        request.save(deal, outcome)  # the team gets its own message, with the same question
        return private(views.asked_card(deal, item, [one.name for one in people]))
    asked = asking.ask(request.tx, request.tenant, context, deal, item, people=people)
    return private(
        views.asked_card(deal, item, [one.name for one in asked], [one.name for one in people[: asking.MOST_ASKED]])
    )


def _calls_in(item: Exit, deal: Deal, context: Context) -> bool:
    """Whether the answer is a team's that is there and wasn't called in yet."""
    if item.attest not in context.playbook.teams or any(one.team == item.attest for one in deal.engaged):
        return False
    return bool(FourEyes(deal, context.company, context.now).answerers(item.attest))
