"""Erase: the personal data of one contact, in all deals of their customer."""

from hashlib import sha256

from adapters.chat import Answer
from bot.commands.registry import command
from bot.company import erasures
from bot.misunderstood import Misunderstood
from bot.request import Request, private
from bot.store.imported_people import import_under_way
from bot.views import erased, erasing
from process.contacts import known_contacts
from process.deal import Deal
from process.erasure import Erasure, contact_called


@command("erase [<deal>] contact <text> preview <preview>", "erase [<deal>] contact <text>", who="admin", may="admin")
def erase_contact(request: Request, deal: Deal, text: str, preview: str = "") -> Answer:
    """Erase a contact's name and e-mail from all deals of their customer: `erase acme contact Carla Chen`."""
    if import_under_way(request.tx, request.tenant.id):
        raise Misunderstood(erasing.IMPORT_FIRST)
    known = known_contacts(deal, request.among(deal))
    contact = contact_called(text, known)
    if contact is None:
        raise Misunderstood(erased.no_such_contact(text, deal.name))
    others = [one.name for one in known if one != contact]
    others += [one.name for one in request.context.company.people.values()]
    one = Erasure(contact, tuple(others))
    theirs = erasures.of_account(request.tx, request.tenant.id, deal)
    mark = sha256(" ".join([contact.key, *(found.id for found in theirs)]).encode()).hexdigest()[:12]
    if preview != mark:
        return private(erased.preview_card(deal, one, [found.name for found in theirs], mark))
    gone = erasures.erase_contact(request.tx, request.tenant.id, theirs, one, request.save)
    return private(erased.done_card(one, gone.deals, gone.entries, gone.messages))
