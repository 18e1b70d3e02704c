"""The buyer in one line of the deal's card: how far they are, and what is next for them."""

from bot.views.short_words import short_date
from bot.views.words import cut
from process.buyer import BuyerTrack, Step, track
from process.context import Context
from process.deal import Deal


def buyer_line(deal: Deal, context: Context) -> str:
    """How far the buyer is; nothing where they have taken no step yet and owe none."""
    if deal.state != "open" or deal.stage not in context.playbook.order:
        return ""
    held = track(deal, context.playbook)
    if held.ahead:
        return f"The buyer is ahead of us: {early(held.ahead[-1], context)}."
    if held.behind:
        return f"Not yet from the buyer: {_quoted(held.behind[0])}."
    return _so_far(held)


def _so_far(held: BuyerTrack) -> str:
    done = [step for step in held.steps if step.state == "done"]
    after = [step for step in held.steps if step.state != "done"]
    if not done:
        return ""
    following = f" Next for them: {_quoted(after[0])}." if after else ""
    return f"Buyer: {_quoted(done[-1])}.{following}"


def early(step: Step, context: Context) -> str:
    """A step that the buyer took or wants before its time: "“Asks for the contract” by 22 Dec"."""
    by = f" by {short_date(step.due, context)}" if step.due and step.state == "wanted" else ""
    return f"{_quoted(step)}{by}"


def _quoted(step: Step) -> str:
    return f"“{cut(step.name, 60)}”"
