"""Erase: the personal data of one contact, in all deals of their customer."""

from collections.abc import Sequence
from hashlib import sha256

from adapters.chat import Answer
from bot.commands.registry import command
from bot.company import erasures
from bot.company.mentions import names_a_customer, texts_of
from bot.misunderstood import Misunderstood
from bot.request import Request, private
from bot.store.imported_people import import_under_way
from bot.views import erase_preview, erase_terminal
from process.contacts import known_contacts
from process.deal import Deal
from process.erasure import Erasure, contact_called, only_in_words
from process.substance import plain


@command("erase [<deal>] contact <text> preview <preview>", "erase [<deal>] contact <text>", who="admin", may="admin")
def erase_contact(request: Request, deal: Deal, text: str, preview: str = "") -> Answer:
    """Erase a contact's name and e-mail from all deals of their customer: `erase acme contact Carla Chen`."""
    if import_under_way(request.tx, request.tenant.id):
        raise Misunderstood(erase_terminal.IMPORT_FIRST)
    theirs = erasures.of_account(request.tx, request.tenant.id, deal)
    one = _erasure(request, deal, theirs, text)
    contact = one.contact
    mark = sha256(" ".join([contact.key, contact.email, *(found.id for found in theirs)]).encode()).hexdigest()[:12]
    if preview != mark:
        return private(erase_preview.preview_card(deal, one, [found.name for found in theirs], mark))
    gone = erasures.erase_contact(request.tx, request.tenant.id, theirs, one, request.save)
    return private(erase_preview.done_card(one, gone.deals, gone.entries, gone.messages))


def _erasure(request: Request, deal: Deal, theirs: Sequence[Deal], text: str) -> Erasure:
    """Who is meant: a contact, or someone who only stands in texts. Raises Misunderstood."""
    known = known_contacts(deal, request.among(deal))
    contact = contact_called(text, known)
    others = [one.name for one in known if one != contact]
    others += [one.name for one in request.context.company.people.values()]
    if contact:
        return Erasure(contact, tuple(others))
    named = only_in_words(text)
    one = Erasure(named, tuple(others)) if named else None
    ours = {plain(colleague.name) for colleague in request.context.company.people.values()}
    if one is None or plain(text) in ours or names_a_customer(text, theirs):
        raise Misunderstood(erase_preview.no_such_contact(text, deal.name))
    if not texts_of(request.tx, request.tenant.id, theirs, one):
        raise Misunderstood(erase_preview.no_such_contact(text, deal.name))
    return one
