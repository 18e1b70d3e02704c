"""Lost: the form that asks why, and the card that asks under which reason an unsorted deal is counted."""

from collections.abc import Sequence
from dataclasses import replace

from adapters.card import Button, Card, Field, Form, Text
from bot.views.button_rows import buttons, show
from bot.views.saved import Draw, saved_card
from bot.views.words import capital
from process.context import Context
from process.deal import Deal
from process.facts import Fact
from process.lost_reasons import UNSORTED


def lose_form(deal: Deal, context: Context, category: str = "", reason: str = "") -> Form:
    """Lose a deal: `category`, where the playbook has reasons to count, and `reason`."""
    known = tuple((one, capital(one)) for one in context.playbook.lost_reasons)
    why = Field("reason", "What happened?", "long", required=True, value=reason)
    counted = (Field("category", "Why is it lost?", "choice", known, value=category),) if known else ()
    return Form(f"lose #{deal.id}", deal.id, f"Lose {deal.name}", (*counted, why), "Mark as lost")


def lost_by(happened: Sequence[Fact]) -> Draw:
    """What draws the answer to these facts on a deal that is lost."""
    return lambda deal, context: lost_card(deal, context, happened)


def lost_card(deal: Deal, context: Context, happened: Sequence[Fact]) -> Card:
    """What was saved; where the deal is unsorted, a press for each reason."""
    card = saved_card(deal, context, happened)
    if deal.lost_as != UNSORTED:
        return card
    reasons = [Button(capital(one), f"lose #{deal.id} as {one}") for one in context.playbook.lost_reasons]
    asked = Text(("Why was it lost? One press, and it is counted.",))
    return replace(card, body=(*card.body[:-1], asked, buttons(reasons, (show(deal.id),))))
