"""Examples of the cards on who is who, and on how a deal begins."""

from collections.abc import Callable, Mapping

from adapters.card import Card
from bot.views.new_deal import which_playbook

PEOPLE: Mapping[str, Callable[[], Card]] = {
    "new deal: which playbook": lambda: which_playbook([("Umbra", "Standard"), ("Umbra on Standrad", "")]),
}
