"""Elsewhere: whoever a message matters to hears by another way that it did not reach its place."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Connection

from adapters.card import Card
from adapters.chat import Place, Unsent
from bot.store import approvals, deals, holds, outbox, people
from bot.store.outbox import OutboxMessage
from bot.views.undelivered import held_card, undelivered_card
from process.colleague import Company

SUBJECT = "undelivered:"
NOT_AGAIN = timedelta(hours=24)


def report(tx: Connection, outgoing: OutboxMessage, explanation: str, now: datetime) -> None:
    """Tell whoever a parked message matters to, once a day for what it was about; `explanation` is why, to a person.

    Of an edit nobody hears, for the message itself is there; nor of such a notice, or there would be no end of them.
    """
    if outgoing.edits or outgoing.subject.startswith(SUBJECT):
        return
    subject = f"{SUBJECT}{outgoing.subject}"
    if not outbox.posted_since(tx, outgoing.tenant, subject, now - NOT_AGAIN):
        deal = deals.find(tx, outgoing.tenant, _deal_of(tx, outgoing))
        card = undelivered_card(
            outgoing.place, outgoing.card.title, explanation, *((deal.id, deal.name) if deal else ())
        )
        _post(tx, outgoing, card, subject, now)


def unreached(tx: Connection, outgoing: OutboxMessage) -> None:
    """Whoever is not reached in one chat is written to in their other one, until they speak in the first again."""
    place = outgoing.place
    person = people.person_of(tx, outgoing.tenant, place.platform, place.workspace, place.id)
    if person and place.kind == "direct":
        people.lost(tx, outgoing.tenant, person, place.platform)


def hold(tx: Connection, outgoing: OutboxMessage, fault: Unsent, now: datetime, until: datetime) -> None:
    """Let a whole workspace wait; where that is for an admin to mend, the admins hear of it in their other chats."""
    outbox.later(tx, outgoing, str(fault), now, fault.doubtful, since=now)
    fresh = holds.hold(tx, outgoing.tenant, outgoing.place, until, str(fault), now)
    if not fresh or not fault.explanation:
        return
    card = held_card(outgoing.place.platform, fault.explanation)
    for person in _admins(tx, outgoing.tenant):
        for place in people.addresses(tx, outgoing.tenant, person):
            if (place.platform, place.workspace) != (outgoing.place.platform, outgoing.place.workspace):
                outbox.post(tx, outgoing.tenant, place, card, f"{SUBJECT}{outgoing.place.platform}", now)


def _deal_of(tx: Connection, outgoing: OutboxMessage) -> str:
    """The id of the deal that a message is about, or nothing."""
    kind, _, about = outgoing.subject.partition(":")
    if kind == "deal":
        return about
    found = approvals.find(tx, outgoing.tenant, about) if kind in ("approval", "acceptance") else None
    return found[0] if found else ""


def _post(tx: Connection, outgoing: OutboxMessage, card: Card, subject: str, now: datetime) -> None:
    """To the first of those it matters to who can be reached by another way."""
    for person in _concerned(tx, outgoing):
        if others := [
            place for place in people.addresses(tx, outgoing.tenant, person) if not _same(place, outgoing.place)
        ]:
            for place in others:
                outbox.post(tx, outgoing.tenant, place, card, subject, now)
            return


def _same(one: Place, other: Place) -> bool:
    return (one.platform, one.workspace, one.id) == (other.platform, other.workspace, other.id)


def _concerned(tx: Connection, outgoing: OutboxMessage) -> Iterator[str]:
    """Whoever it matters to, the nearest first: the owner or whom it was for, their managers, the admins."""
    company = people.company(tx, outgoing.tenant)
    nearest = _owner(tx, outgoing)
    for person in (nearest, *(boss.id for boss in company.line(nearest)), *_admins(tx, outgoing.tenant)):
        if company.find(person):
            yield person


def _owner(tx: Connection, outgoing: OutboxMessage) -> str:
    if deal := deals.find(tx, outgoing.tenant, _deal_of(tx, outgoing)):
        return deal.account_manager or deal.owner
    place = outgoing.place
    person = people.person_of(tx, outgoing.tenant, place.platform, place.workspace, place.id)
    return person.id if person and place.kind == "direct" else ""


def _admins(tx: Connection, tenant: str) -> list[str]:
    company: Company = people.company(tx, tenant)
    return [one.id for one in company.people.values() if one.active and "admin" in one.roles]
