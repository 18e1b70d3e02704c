"""Elsewhere: whoever a message matters to hears by another way that it did not reach its place."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Connection

from adapters.card import Card
from adapters.chat import Place, Unsent
from bot.store import approvals, deals, holds, outbox, people
from bot.store.outbox import Parcel
from bot.views.undelivered import held_card, undelivered_card
from process.colleague import Company

SUBJECT = "undelivered:"
NOT_AGAIN = timedelta(hours=24)


def tell(tx: Connection, parcel: Parcel, said: str, now: datetime) -> None:
    """Tell whoever a parked message matters to, once a day for what it was about; `said` is why, to a person.

    Of an edit nobody hears, for the message itself is there; nor of such a notice, or there would be no end of them.
    """
    if parcel.edits or parcel.subject.startswith(SUBJECT):
        return
    subject = f"{SUBJECT}{parcel.subject}"
    if not outbox.posted_since(tx, parcel.tenant, subject, now - NOT_AGAIN):
        deal = deals.find(tx, parcel.tenant, _deal_of(tx, parcel))
        card = undelivered_card(parcel.place, parcel.card.title, said, *((deal.id, deal.name) if deal else ()))
        _post(tx, parcel, card, subject, now)


def unreached(tx: Connection, parcel: Parcel) -> None:
    """Whoever is not reached in one chat is written to in their other one, until they speak in the first again."""
    place = parcel.place
    person = people.person_of(tx, parcel.tenant, place.platform, place.workspace, place.id)
    if person and place.kind == "direct":
        people.lost(tx, parcel.tenant, person, place.platform)


def hold(tx: Connection, parcel: Parcel, fault: Unsent, now: datetime, until: datetime) -> None:
    """Let a whole workspace wait; where that is for an admin to mend, the admins hear of it in their other chats."""
    outbox.later(tx, parcel, str(fault), now, fault.doubtful, since=now)
    fresh = holds.hold(tx, parcel.tenant, parcel.place, until, str(fault), now)
    if not fresh or not fault.explanation:
        return
    card = held_card(parcel.place.platform, fault.explanation)
    for person in _admins(tx, parcel.tenant):
        for place in people.addresses(tx, parcel.tenant, person):
            if (place.platform, place.workspace) != (parcel.place.platform, parcel.place.workspace):
                outbox.post(tx, parcel.tenant, place, card, f"{SUBJECT}{parcel.place.platform}", now)


def _deal_of(tx: Connection, parcel: Parcel) -> str:
    """The id of the deal that a message is about, or nothing."""
    kind, _, about = parcel.subject.partition(":")
    if kind == "deal":
        return about
    found = approvals.find(tx, parcel.tenant, about) if kind in ("approval", "acceptance") else None
    return found[0] if found else ""


def _post(tx: Connection, parcel: Parcel, card: Card, subject: str, now: datetime) -> None:
    """To the first of those it matters to who can be reached by another way."""
    for person in _concerned(tx, parcel):
        if others := [place for place in people.addresses(tx, parcel.tenant, person) if not _same(place, parcel.place)]:
            for place in others:
                outbox.post(tx, parcel.tenant, place, card, subject, now)
            return


def _same(one: Place, other: Place) -> bool:
    return (one.platform, one.workspace, one.id) == (other.platform, other.workspace, other.id)


def _concerned(tx: Connection, parcel: Parcel) -> Iterator[str]:
    """Whoever it matters to, the nearest first: the owner or whom it was for, their managers, the admins."""
    company = people.company(tx, parcel.tenant)
    nearest = _owner(tx, parcel)
    for person in (nearest, *(boss.id for boss in company.line(nearest)), *_admins(tx, parcel.tenant)):
        if company.find(person):
            yield person


def _owner(tx: Connection, parcel: Parcel) -> str:
    if deal := deals.find(tx, parcel.tenant, _deal_of(tx, parcel)):
        return deal.account_manager or deal.owner
    place = parcel.place
    person = people.person_of(tx, parcel.tenant, place.platform, place.workspace, place.id)
    return person.id if person and place.kind == "direct" else ""


def _admins(tx: Connection, tenant: str) -> list[str]:
    company: Company = people.company(tx, tenant)
    return [one.id for one in company.people.values() if one.active and "admin" in one.roles]
