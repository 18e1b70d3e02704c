"""Examples of the buyer's track: both routes, who is ahead, and the forms for their steps."""

from collections.abc import Callable, Mapping
from datetime import date

from adapters.card import Card
from bot.views.buyer import buyer_card
from bot.views.buyer_forms import add_card, drop_card, move_card, taken_card
from bot.views.examples import deals
from bot.views.examples.deals import Tale, context


def _own() -> Tale:
    """A deal whose buyer has steps of their own, one of them overdue."""
    tale = deals.qualifying().list("buyer step", "Security review", due=date(2027, 5, 1))
    return tale.list("buyer step", "Board", due=date(2027, 5, 20))


BUYER: Mapping[str, Callable[[], Card]] = {
    "buyer: both routes": lambda: buyer_card(deals.discussing().deal, context()),
    "buyer: steps of their own": lambda: buyer_card(_own().deal, context()),
    "buyer: won": lambda: buyer_card(deals.caring().deal, context("ana")),
    "buyer: to a colleague": lambda: buyer_card(deals.qualifying().deal, context("rita")),
    "buyer: which step": lambda: taken_card(deals.discussing().deal, context()),
    "buyer: add a step": lambda: add_card(deals.qualifying().deal),
    "buyer: another day": lambda: move_card(_own().deal, _own().deal.items[0]),
    "buyer: won't happen, hostile": lambda: drop_card(deals.hostile().deal, deals.hostile().deal.items[0]),
    "buyer: hostile": lambda: buyer_card(deals.hostile().deal, context()),
}
