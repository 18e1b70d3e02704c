"""Lost: the form that asks why, and the card that asks under which reason an unsorted deal is counted."""

from dataclasses import replace

from adapters.card import Bold, Button, Buttons, Card, Field, Form, Text
from bot.views.deal import deal_card
from bot.views.words import capital
from process.context import Context
from process.deal import Deal
from process.lost_reasons import UNSORTED

MOST_REASONS = 10


def lose_form(deal: Deal, context: Context, category: str = "", reason: str = "") -> Form:
    """Lose a deal: `category`, where the playbook has reasons to count, and `reason`."""
    known = tuple((one, capital(one)) for one in context.playbook.lost_reasons)
    why = Field("reason", "What happened?", "long", required=True, value=reason)
    counted = (Field("category", "Why is it lost?", "choice", known, value=category),) if known else ()
    return Form(f"lose #{deal.id}", deal.id, f"Lose {deal.name}", (*counted, why), "Go on")


def lost_card(deal: Deal, context: Context) -> Card:
    """The deal as it is lost; where it is unsorted, a press for each reason."""
    card = deal_card(deal, context)
    if deal.lost_as != UNSORTED:
        return card
    reasons = context.playbook.lost_reasons[:MOST_REASONS]
    buttons = tuple(Button(capital(one), f"lose #{deal.id} as {one}") for one in reasons)
    asked = Text((Bold("Why was it lost?"), " One press, and it is counted."))
    return replace(card, body=(asked, Buttons(buttons), *card.body))
