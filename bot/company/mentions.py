"""Mentions: someone who isn't a contact, but stands in what was written about a customer's deals."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from bot.company.erasures import of_account
from bot.store import erasure
from bot.store.deal_json import write_deal
from bot.store.names import company_key, name_key
from process.deal import Deal
from process.erasure import Erasure


@dataclass(frozen=True, slots=True)
class Mention:
    """One customer's deals in whose texts someone is named. `texts` are those texts, each once."""

    account: str
    deals: tuple[Deal, ...]
    texts: tuple[str, ...]


def mentions(tx: Connection, tenant: str, one: Erasure, beside: Collection[str] = ()) -> list[Mention]:
    """Where someone is named in texts alone, customer by customer; `beside` are ids of deals that are known already."""
    found: list[Mention] = []
    seen = set(beside)
    for word in _spellings(one):
        for deal in erasure.deals_with(tx, tenant, word):
            if deal.id in seen:
                continue
            theirs = [other for other in of_account(tx, tenant, deal) if other.id not in seen]
            if texts := texts_of(tx, tenant, theirs, one):
                seen.update(other.id for other in theirs)
                found.append(Mention(deal.account, tuple(theirs), tuple(texts)))
    return found


def _spellings(one: Erasure) -> Iterator[str]:
    """How a name can stand in a text: "Carla Chen" and "Chen, Carla"."""
    name, email = one.contact.name, one.contact.email
    yield name or email
    first, _, last = name.rpartition(" ")
    if first:
        yield f"{last}, {first}"


def texts_of(tx: Connection, tenant: str, some: Iterable[Deal], one: Erasure) -> list[str]:
    """The texts of these deals and their ledgers that name someone, each once."""
    found: dict[str, None] = {}
    for deal in some:
        bodies = [write_deal(deal), *erasure.facts_of(tx, tenant, deal.id)]
        for body in bodies:
            found.update(dict.fromkeys(one.texts(json.loads(body))))
    return list(found)


def in_names(some: Iterable[Deal], one: Erasure) -> list[str]:
    """The names of those of these deals that hold the person's own name: an erasure leaves them."""
    return [deal.name for deal in some if one.text(deal.name) != deal.name]


def names_a_customer(who: str, some: Iterable[Deal]) -> bool:
    """Whether these words are what a customer or a deal is called."""
    return any(company_key(who) == company_key(deal.account) or name_key(who) == name_key(deal.name) for deal in some)
