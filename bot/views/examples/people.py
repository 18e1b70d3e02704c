"""Examples of the cards on who is who, whose agents come in, and how a deal begins."""

from collections.abc import Callable, Mapping
from typing import Any

from adapters.card import Card
from bot.language.values.answers import Choice, Question, Unread
from bot.views import hand_over
from bot.views.contacts import contacts_card
from bot.views.examples import deals
from bot.views.examples.agents import AGENTS
from bot.views.examples.deals import HOSTILE, context
from bot.views.new_deal import which_playbook
from bot.views.people_readings import no_colleague, which_colleague
from bot.views.welcome import Here, channel_welcome_card, welcome_card
from process.colleague import Colleague
from process.contact import Contact
from process.context import Context
from process.deal import Deal
from process.reassign import Reassignment, reassign


def _who(name: str) -> Colleague:
    return context().company.people[name]


def _on(deal: Deal) -> Context:
    return context("mia")


def _plan(*moving: Deal, to: str = "mia") -> Reassignment:
    return reassign(moving, _on, to)


def _preview(*moving: Deal, changed: bool = False) -> Card:
    return hand_over.preview_card(_plan(*moving), _who("rob"), _who("mia"), _on, mark="preview", changed=changed)


def _several() -> list[Deal]:
    return [deals.qualifying().deal, deals.handing_over().deal, deals.completed().deal]


def _which() -> Card:
    question = Question("several", tuple(Choice(_who(one), one) for one in ("rob", "ivo")))
    return which_colleague("ro", question, "list {}", deals.context().company)


def _contacts() -> Card:
    """The contacts of a deal, and one that only another deal of the customer has."""
    known = (Contact("Dana Diaz", "Head of purchasing", "dana@acme.example", ("can say no", "signs")),)
    return contacts_card(deals.discussing().deal, (*known, Contact("", "CFO"), Contact(HOSTILE)))


def _welcome(name: str, **here: Any) -> Card:
    return welcome_card(_who(name), Here(**here))


PEOPLE: Mapping[str, Callable[[], Card]] = {
    **AGENTS,
    "new deal: which playbook": lambda: which_playbook([("Umbra", "Standard"), ("Umbra on Standrad", "")]),
    "people: which colleague": _which,
    "people: no colleague, hostile": lambda: no_colleague(HOSTILE, Unread("unknown")),
    "contacts: some, hostile": _contacts,
    "welcome: a rep": lambda: _welcome("rob"),
    "welcome: a rep with deals": lambda: _welcome("rob", deals=3),
    "welcome: a manager": lambda: _welcome("mia", decisions=1),
    "welcome: a specialist": lambda: _welcome("leo"),
    "welcome: an admin": lambda: _welcome("ada", managed=False),
    "welcome: a channel, hostile": lambda: channel_welcome_card(HOSTILE),
    "contacts: none": lambda: contacts_card(deals.Tale().deal, ()),
    "hand over: form": lambda: Card("Hand over", (hand_over.hand_over_form(_who("rob"), context("mia")),)),
    "hand over: preview": lambda: _preview(*_several(), changed=True),
    "hand over: preview, many": lambda: _preview(*([deals.long().deal] * 70)),
    "hand over: nothing": lambda: _preview(deals.completed().deal),
    "hand over: done": lambda: hand_over.handed_over_card(_plan(*_several()), _who("rob"), _who("mia"), _on),
    "hand over: to the new owner": lambda: hand_over.received_card(_several(), _who("rob"), _who("mia")),
    "hand over: a deactivated account": lambda: hand_over.deactivated_card(_who("rob"), may_reassign=True),
    "hand over: someone left": lambda: hand_over.left_card(_who("ivo"), 3),
    "hand over: left a team, hostile": lambda: hand_over.has_left_card(_who("ivo"), hand_over.team_left_words(HOSTILE)),
    "hand over: one of two accounts": lambda: hand_over.has_left_card(_who("ivo"), hand_over.closed_words("Slack")),
    "hand over: the only admin": lambda: hand_over.last_admin_card(_who("ada")),
}
