"""Erase: the personal data of one contact, in all deals of their customer."""

import json
from dataclasses import replace
from hashlib import sha256

from adapters.chat import Answer
from bot.commands.registry import command
from bot.misunderstood import Misunderstood
from bot.request import Request, private
from bot.store import deals, erasure
from bot.store.deal_json import read_deal, write_deal
from bot.views import erased
from process.contacts import known_contacts
from process.deal import Deal
from process.erasure import Erasure, contact_called
from process.facts import ContactErased
from process.outcome import Outcome

MOST = 1000
"""Deals of one account that are looked through; no customer has more."""


@command("erase [<deal>] contact <text> preview <preview>", "erase [<deal>] contact <text>", who="admin", may="admin")
def erase_contact(request: Request, deal: Deal, text: str, preview: str = "") -> Answer:
    """Erase a contact's name and e-mail from all deals of their customer: `erase acme contact Carla Chen`."""
    known = known_contacts(deal, request.among(deal))
    contact = contact_called(text, known)
    if contact is None:
        raise Misunderstood(erased.no_such_contact(text, deal.name))
    others = [one.name for one in known if one != contact]
    others += [one.name for one in request.context.company.people.values()]
    one = Erasure(contact, tuple(others))
    theirs = _of_account(request, deal)
    mark = sha256(" ".join([contact.key, *(found.id for found in theirs)]).encode()).hexdigest()[:12]
    if preview != mark:
        return private(erased.preview_card(deal, one, [found.name for found in theirs], mark))
    places = sum(_erase(request, found, one) for found in theirs)
    names = [contact.name, *contact.name.split(), *filter(None, [contact.email])]
    messages = erasure.erase_from_messages(request.tx, request.tenant.id, names, one.everywhere)
    return private(erased.done_card(one, len(theirs), places, messages))


def _of_account(request: Request, deal: Deal) -> list[Deal]:
    """The deal, then the others of its account."""
    return [deal, *deals.of_account(request.tx, request.tenant.id, deal, MOST)]


def _erase(request: Request, deal: Deal, one: Erasure) -> int:
    """Take the contact out of a deal and its ledger, which says that this was done; returns how many facts had them."""
    after = read_deal(json.dumps(one.in_facts(json.loads(write_deal(deal)))))
    places = erasure.erase_from_ledger(request.tx, request.tenant.id, deal.id, one.in_facts)
    if places or after != deal:
        request.save(deal, Outcome(replace(after, version=deal.version), (ContactErased(one.role),)))
    return places
