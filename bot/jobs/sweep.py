"""The sweep: which deals lie too long, and who is to hear of it on which of their mornings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot import books, hours
from bot.hours import Hours
from bot.store import deals, dues, people
from bot.store.deals import Lying
from bot.store.dues import Due, Kind
from bot.store.people import Person, Tenant
from bot.store.store import Store
from process.colleague import Company
from process.deal import Deal
from process.hearing import Audience, Told
from process.stall import Day, Finding, Strength

AHEAD = timedelta(days=5)
"""The next morning is at most a long weekend away, so what will lie too long by then is looked at now."""


def sweep(store: Store, now: datetime) -> int:
    """Put down for everybody what they are to hear next; says how many rows are new. `now` is real time."""
    with store.reading() as tx:
        tenants = people.all_tenants(tx)
    return sum(_sweep(store, tenant, now + timedelta(seconds=tenant.clock_offset)) for tenant in tenants)


def _sweep(store: Store, tenant: Tenant, now: datetime) -> int:
    with store.reading() as tx:
        office = look(tx, tenant, now)
        mornings = office.mornings()
        found = [due for deal in office.lying() for due in office.due(deal, mornings)]
    if not found:
        return 0
    with store.writing() as tx:
        return sum(dues.add(tx, tenant.id, due) for due in found)


def look(tx: Connection, tenant: Tenant, now: datetime) -> "Office":
    """A tenant as it is at a moment of its own clock."""
    everyone = {person.id: person for person in people.everyone(tx, tenant.id)}
    company = Company({key: person.colleague for key, person in everyone.items()})
    return Office(tx, tenant, now, books.load_eased(tx, tenant.id), everyone, Audience(company, now))


@dataclass(frozen=True, slots=True)
class Office:
    """A tenant's people, playbooks and clock, in one transaction."""

    tx: Connection
    tenant: Tenant
    now: datetime
    books: books.Books
    people: dict[str, Person]
    audience: Audience

    def lying(self) -> list[Deal]:
        """The open deals that may lie too long by the next morning, and some that do not."""
        until = self.now + AHEAD
        stages = [self._limits(version, stage, until) for version, stage in deals.holding(self.tx, self.tenant.id)]
        return deals.lying(self.tx, self.tenant.id, stages, until.date())

    def _limits(self, version: str, key: str, until: datetime) -> Lying:
        stage = self.books.of(version).at(key)
        limits = (stage.quiet_days, stage.long_days, stage.contact_days)
        quiet, long, unspoken = (timedelta(days=days or 36500) for days in limits)
        return Lying(version, key, until - quiet, until - long, until - unspoken)

    def mornings(self) -> dict[date, dict[str, Hours]]:
        """Everybody's hours, by the day whose morning comes next for them."""
        found: dict[date, dict[str, Hours]] = {}
        for person in self.people.values():
            if person.colleague.active:
                theirs = hours.of(self.tenant, person, self.now.year)
                found.setdefault(theirs.next_day(self.now), {})[person.id] = theirs
        return found

    def due(self, deal: Deal, mornings: dict[date, dict[str, Hours]]) -> Iterator[Due]:
        """What somebody is to hear of this deal on their next morning."""
        for day, awake in mornings.items():
            for person in self.heard(deal, day):
                if theirs := awake.get(person):
                    yield Due(deal.id, "stall", person, day, theirs.morning(day), theirs.evening(day))

    def heard(self, deal: Deal, today: date) -> dict[str, tuple[Finding, ...]]:
        """Who is to hear what of a deal on a day; nothing for those who have put it off."""
        told = [
            Told(one.recipient, one.day, _strength(one.note)) for one in self._kept(deal, "stall") if one.day < today
        ]
        heard = self.audience.hearers(deal, self.books.watched(deal.playbook), self.day(today), told)
        off = {one.recipient for one in self._kept(deal, "snooze") if one.day > today} if heard else set()
        return {person: findings for person, findings in heard.items() if person not in off}

    def _kept(self, deal: Deal, kind: Kind) -> list[Due]:
        return dues.told(self.tx, self.tenant.id, deal.id, kind)

    def day(self, today: date) -> Day:
        """A day as the company counts it."""
        return Day(today, ZoneInfo(self.tenant.zone), hours.free_days(self.tenant.country, today.year))


def _strength(note: str) -> Strength:
    return "stalled" if note.startswith("stalled") else "quiet"
