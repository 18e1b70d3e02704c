"""The commands behind a proposal's buttons: the form with what was understood, and neither."""

import json
from dataclasses import replace

from adapters.chat import Answer
from bot.commands.registry import command
from bot.language.said_at import said_with
from bot.language.understanding.proposal import Operation
from bot.misunderstood import Misunderstood
from bot.request import Request, private
from bot.store import deals
from bot.views import form_cards, replies
from bot.views.talk.drafts import draft


@command("draft <text>", reads=True, who="anyone")
def draft_(request: Request, text: str) -> Answer:
    """Open the form of something understood, filled in; the buttons of proposals give this command."""
    operation = _operation(text)
    deal = deals.find(request.tx, request.tenant.id, operation.deal) if operation.deal else None
    context = request.on(deal) if deal else request.context
    form = draft(operation, deal, context)
    if form is None:
        raise Misunderstood("This form can't be filled in any more. Type the command instead.")
    if operation.verb == "log":  # its form has no day that is typed now, so its words can keep their moment
        form = replace(form, command=said_with(form.command, request.said))
    return private(form_cards.drafted(form))


def _operation(text: str) -> Operation:
    """The operation in a button's text; raises Misunderstood for what is none."""
    try:
        held = json.loads(text)
        slots = {str(key): str(value) for key, value in held["slots"].items()}
        return Operation(str(held["verb"]), str(held["deal"]), slots, complete=False)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Misunderstood("This form can't be read. Type the command instead.") from None


@command("neither", reads=True, who="anyone")
def neither(request: Request) -> Answer:
    """Leave a proposal alone: nothing is saved."""
    return private(replies.note("Nothing was saved", "Tell me again in other words, or ask for help."))
