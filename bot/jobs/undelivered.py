"""Undelivered: notifies the person a message concerns, in another place, that it didn't arrive."""

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
    """Notify the person whom a parked message concerns, once a day for each subject. `explanation` is why, in words.

    Not for an edit, since the message itself arrived. Not for such a notice either, or there would be no end of them.
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
    """Send to a person's other chat from now on, until they write in this one again."""
    place = outgoing.place
    person = people.person_of(tx, outgoing.tenant, place.platform, place.workspace, place.id)
    if person and place.kind == "direct":
        people.lost(tx, outgoing.tenant, person, place.platform)


def hold(tx: Connection, outgoing: OutboxMessage, fault: Unsent, now: datetime, until: datetime) -> None:
    """Hold a whole workspace. If an admin can mend it, notify the admins in their other chats."""
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
    """The id of the deal that a message is about, or ""."""
    kind, _, about = outgoing.subject.partition(":")
    if kind == "deal":
        return about
    found = approvals.find(tx, outgoing.tenant, about) if kind in ("approval", "acceptance") else None
    return found[0] if found else ""


def _post(tx: Connection, outgoing: OutboxMessage, card: Card, subject: str, now: datetime) -> None:
    """Post the card to the first concerned person who can be reached in another place."""
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
    """The people a message concerns, nearest first: the deal's owner or the recipient, their managers, the admins."""
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
