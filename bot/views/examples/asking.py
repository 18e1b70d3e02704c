"""Examples of asking: a colleague for their word, and oneself through what is missing."""

from collections.abc import Callable, Mapping

from adapters.card import Card
from bot.views import asking
from bot.views.examples import deals
from bot.views.examples.choices import CHOICES
from bot.views.examples.deals import context, standard
from bot.views.examples.guide import GUIDE
from bot.views.talk.rights import attested_by_card

LEGAL = standard().exits["legal"]


def _question() -> Card:
    return asking.question_for_card(deals.discussing().deal, context(), LEGAL)


ASKING: Mapping[str, Callable[[], Card]] = {
    **GUIDE,
    **CHOICES,
    "asking: a colleague gets the question": _question,
    "asking: who clears gets it": lambda: asking.question_for_card(
        deals.discussing().deal, context(), LEGAL, clears=True
    ),
    "asking: asked": lambda: asking.asked_card(deals.discussing().deal, LEGAL, ["Leo"]),
    "asking: asked today": lambda: asking.asked_card(deals.discussing().deal, LEGAL, [], ["Leo"]),
    "asking: answered already": lambda: asking.answers_already(deals.discussing().deal, LEGAL),
    "asking: one's own": lambda: asking.yours_to_answer(deals.qualifying().deal, standard().exits["problem"]),
    "asking: no one": lambda: asking.no_one_to_ask(deals.discussing().deal, LEGAL),
    "asking: who can attest": lambda: attested_by_card(deals.discussing().deal, context(), LEGAL),
}
