"""Examples of what lies too long, for the nudge and for the list of stalled deals."""

from dataclasses import replace
from datetime import UTC, timedelta

from adapters.card import Card
from bot.views import example_deals as deals
from bot.views.example_deals import NOW, Tale, scene
from bot.views.nudge import Lies, nudge_card
from bot.views.stalled import stalled_card
from process.stall import Day, stalls

LATER = NOW + timedelta(weeks=12)


def _lies(tale: Tale, by: str) -> Lies:
    """A tale's deal as it lies twelve weeks later."""
    there = replace(scene(by, LATER), today=LATER.date())
    return Lies(tale.deal, there, stalls(tale.deal, there.playbook, Day(LATER.date(), UTC)))


def one_nudge(by: str = "rob") -> Card:
    """One deal that waits for one person."""
    return nudge_card([_lies(deals.qualifying(), by)])


def many_nudges() -> Card:
    """More deals than one message names, in every stage, words that are not ours among them."""
    tales = [deals.discussing().engage("legal"), deals.handing_over(), deals.hostile(), deals.long(), deals.accepting()]
    return nudge_card([_lies(tale, "mia") for tale in (*tales, *(deals.qualifying(f"Acme {n}") for n in range(12)))])


def stalled_list(many: int) -> Card:
    """So many deals on the list."""
    return stalled_card([_lies(deals.qualifying(f"Acme {number}"), "mia") for number in range(many)])
