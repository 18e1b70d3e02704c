"""Erasures: a contact or a colleague is found by name or e-mail, and taken out of all that was written."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from bot.store import deals, erasure, people
from bot.store.deal_json import read_deal, write_deal
from bot.store.imported_people import forget_imported
from bot.store.names import name_key
from bot.store.people import Person
from process.contact import Contact
from process.deal import Deal
from process.erasure import Erasure, contact_called
from process.facts import ContactErased
from process.outcome import Outcome

MOST_OF_ACCOUNT = 1000
"""Deals of one account that are looked through; no customer has more."""
FORMER = "former colleague"
Save = Callable[[Deal, Outcome], object]
"""Saves what became of a deal, with its history."""


@dataclass(frozen=True, slots=True)
class KnownContact:
    """One contact of a customer, with all of the customer's deals."""

    contact: Contact
    account: str
    deals: tuple[Deal, ...]

    def erasure(self, colleagues: Iterable[Person]) -> Erasure:
        """What takes them out; the other contacts and the colleagues stay."""
        others = {one.name: one for deal in self.deals for one in deal.contacts if one.key != self.contact.key}
        return Erasure(self.contact, (*others, *(person.colleague.name for person in colleagues)))


@dataclass(frozen=True, slots=True)
class Erased:
    """How many deals, entries of the ledger and saved messages had them."""

    deals: int
    entries: int
    messages: int


def contacts_called(tx: Connection, tenant: str, who: str) -> list[KnownContact]:
    """The contacts with this whole name or e-mail, one for each customer who has one."""
    found: list[KnownContact] = []
    seen: set[str] = set()
    for deal in erasure.deals_with(tx, tenant, who):
        contact = contact_called(who, deal.contacts)
        if contact is None or deal.id in seen:
            continue
        theirs = [one for one in of_account(tx, tenant, deal) if one.id not in seen]
        seen.update(one.id for one in theirs)
        found.append(KnownContact(contact, deal.account, tuple(theirs)))
    return found


def of_account(tx: Connection, tenant: str, deal: Deal) -> list[Deal]:
    """The deal, then the others of its account."""
    return [deal, *deals.of_account(tx, tenant, deal, MOST_OF_ACCOUNT)]


def colleagues_called(tx: Connection, tenant: str, who: str) -> list[Person]:
    """The colleagues with this whole name or e-mail, and all of their accounts."""
    everyone = people.everyone(tx, tenant)
    wanted = name_key(who)
    named = {one.id for one in everyone if wanted in (name_key(one.colleague.name), name_key(one.email))}
    company = people.company(tx, tenant)
    chosen = {company.one(person) for person in named}
    return [one for one in everyone if company.one(one.id) in chosen]


def erase_contact(tx: Connection, tenant: str, theirs: Sequence[Deal], one: Erasure, save: Save) -> Erased:
    """Take a contact out of these deals, their ledger, and all saved messages."""
    entries = sum(_erase(tx, tenant, deal, one, save) for deal in theirs)
    forget_imported(tx, tenant, [*filter(None, [one.contact.name, one.contact.email])], one.everywhere)
    return Erased(len(theirs), entries, erasure.erase_from_messages(tx, tenant, _names(one), one.everywhere))


def _names(one: Erasure) -> list[str]:
    contact = one.contact
    return [*filter(None, [contact.name]), *contact.name.split(), *filter(None, [contact.email])]


def _erase(tx: Connection, tenant: str, deal: Deal, one: Erasure, save: Save) -> int:
    """Take them out of a deal and its ledger, which says that this was done; returns how many facts had them."""
    after = read_deal(json.dumps(one.in_facts(json.loads(write_deal(deal)))))
    places = erasure.erase_from_ledger(tx, tenant, deal.id, one.in_facts)
    if places or after != deal:
        save(deal, Outcome(replace(after, version=deal.version), (ContactErased(one.role),)))
    return places


def erase_colleague(tx: Connection, tenant: str, accounts: Sequence[Person], save: Save) -> Erased:
    """Take a colleague who left out of texts, and their name, e-mail and chats out of the company.

    What they did stays in the ledger, under a number; roles and decisions stay, since a gate stood on them.
    """
    total = Erased(0, 0, 0)
    for person in accounts:
        name, email = person.colleague.name, person.email
        # The name's parts stay: a customer can have them too. Only the whole name is surely theirs.
        one = Erasure(Contact(name, FORMER, email), (name,))
        found = {deal.id: deal for word in (name, email) if word for deal in erasure.deals_with(tx, tenant, word)}
        gone = erase_contact(tx, tenant, list(found.values()), one, save)
        erasure.erase_person(tx, tenant, person.id)
        blank = replace(person, email="", zone="", quiet="", chat="", spoke="", claimed="")
        people.save(tx, tenant, person, replace(blank, colleague=replace(person.colleague, name=FORMER.capitalize())))
        total = Erased(total.deals + gone.deals, total.entries + gone.entries, total.messages + gone.messages)
    return total
