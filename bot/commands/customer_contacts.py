"""Customer contacts: the people at the customer's, seen and added."""

import re
from dataclasses import replace

from adapters.card import Card
from adapters.chat import Answer
from bot.commands.contact_argument import fits, the_contact
from bot.commands.registry import WORKS, command
from bot.language.values.words import one_of
from bot.misunderstood import Misunderstood, beside
from bot.request import Request, private
from bot.views.contact_readings import NO_CONTACT
from bot.views.contacts import contacts_card
from process import contacts
from process.contact import PARTS, Contact, Part
from process.deal import Deal

PART = re.compile(r"[\s,;]+(?:who\s+)?(?P<part>decides|signs|can\s+say\s+no|uses\s+it)\s*\.?$", re.IGNORECASE)


@command("contact [<deal>] <text>", "contact [<deal>]", who=WORKS, agents="propose")
def contact(request: Request, deal: Deal, text: str = "") -> Answer:
    """Add a person at the customer's: `contact acme Carla Chen, CFO decides`."""
    if not (text or request.values):
        return private(_card(request, deal))
    with beside("name", slot="text"):
        named = _typed(text) if text else _filled(request)
    with beside("email", slot="text"):
        the_contact(request, deal, named.email)
    outcome = contacts.add(deal, request.among(deal), named)
    return request.settle(deal, outcome, lambda saved, _: contacts_card(saved, ()))


def _card(request: Request, deal: Deal) -> Card:
    here = {one.key for one in deal.contacts}
    elsewhere = [one for one in request.among(deal).contacts if one.key not in here]
    return contacts_card(deal, elsewhere)


def _typed(text: str) -> Contact:
    fits(text)
    found = PART.search(text)
    named = contacts.read_contact(text[: found.start()] if found else text)
    return replace(named, part=_part(" ".join(found["part"].split()))) if found else named


def _filled(request: Request) -> Contact:
    """What the form says; raises Misunderstood where there is neither a name nor a role."""
    given = request.values
    for key in ("name", "role", "email"):
        with beside(key):
            fits(given.get(key, ""))
    named = Contact(given.get("name", ""), given.get("role", ""), given.get("email", ""))
    if not (named.name or named.role):
        raise Misunderstood(NO_CONTACT)
    return replace(named, part=_part(given.get("part", "")))


def _part(words: str) -> tuple[Part, ...]:
    found = one_of(words, PARTS)
    return tuple(part for part in PARTS if part == found)
