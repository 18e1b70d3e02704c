"""The snapshot: a tenant's people, playbooks and clock at a moment, and who gets a nudge about which deals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Connection

from bot.company import personal_hours, playbooks
from bot.company.personal_hours import Hours
from bot.store import dues, people
from bot.store.deal_json import read_deal
from bot.store.dues import Due
from bot.store.people import Person
from bot.store.stalled import StageLimits, stalled_deals
from bot.store.tenants import Tenant
from process.colleague import Company
from process.deal import Deal
from process.nudge_recipients import Escalation, Notice
from process.stall import LocalDay, Severity, Stall
from process.working_days import days_ago

Row = tuple[int, str, str]
"""A deal's version, id and body."""

FURTHEST_EAST = timedelta(hours=14)
NEVER = datetime(1, 1, 1, tzinfo=UTC)


def take_snapshot(
    tx: Connection, tenant: Tenant, now: datetime, known: playbooks.Playbooks | None = None
) -> "Snapshot":
    """A snapshot of a tenant. `now` is by the tenant's own clock; `known` are its playbooks, where they were read."""
    everyone = {person.id: person for person in people.everyone(tx, tenant.id)}
    company = Company({key: person.colleague for key, person in everyone.items()})
    library = playbooks.with_rules(known or playbooks.load(tx, tenant.id))
    return Snapshot(tx, tenant, now, library, everyone, Escalation(company, now))


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A tenant's people, playbooks and clock, in one transaction."""

    tx: Connection
    tenant: Tenant
    now: datetime
    playbooks: playbooks.Playbooks
    people: dict[str, Person]
    escalation: Escalation

    def in_real_time(self, moment: datetime) -> datetime:
        """A moment of the tenant's own clock in real time, which the outbox uses."""
        return moment - timedelta(seconds=self.tenant.clock_offset)

    def stalled_deals(self) -> list[Deal]:
        """The open deals that can be stalled by the next morning, and some that aren't."""
        return [read_deal(body) for *_, body in self.stalled_rows()]

    def stalled_rows(self) -> Iterator[Row]:
        """The same, as version, id and body."""
        return stalled_deals(self.tx, self.tenant.id, self.limits(), self._until())

    def limits(self) -> list[StageLimits]:
        """The limits of each stage that has open deals, as moments: older deals are read."""
        until = self._until()
        return [self._limits(version, stage, until, held) for (version, stage), held in self.playbooks.held.items()]

    def _until(self) -> date:
        """The latest of all next mornings and of today's date in any time zone."""
        return max((*self.mornings(), (self.now + FURTHEST_EAST).date()))

    def _limits(self, version: str, key: str, until: date, held: int) -> StageLimits:
        stage = self.playbooks.of(version).at(key)
        limits = (stage.quiet_days, stage.long_days, stage.contact_days)
        quiet, long, without_contact = (self._before(days, until) for days in limits)
        return StageLimits(version, key, quiet, long, without_contact, held)

    def _before(self, days: int, until: date) -> datetime:
        """The last moment that is `days` of the company's working days before a day; with 0 days there is no limit."""
        if not days:
            return NEVER
        day = self.day(until)
        last = days_ago(days, until, day.calendar) + timedelta(days=1)
        return personal_hours.moment(last, time(), self.tenant.zone_for()) - timedelta(microseconds=1)

    def mornings(self) -> dict[date, dict[str, Hours]]:
        """All people's hours, by the day of their next morning, then by person id."""
        found: dict[date, dict[str, Hours]] = {}
        for person in self.people.values():
            if person.colleague.active:
                theirs = personal_hours.of(self.tenant, person, self.now.year)
                found.setdefault(theirs.next_day(self.now), {})[person.id] = theirs
        return found

    def judges_by(self, mornings: dict[date, dict[str, Hours]]) -> object:
        """All that the judgement of a deal depends on, except the deal and its earlier nudges."""
        everybody = self.people.values()
        away = frozenset(one.id for one in everybody if one.colleague.away(self.now))
        return (
            self.tenant,
            tuple(everybody),
            away,
            {day: frozenset(awake) for day, awake in mornings.items()},
            self.playbooks.today,
            self.playbooks.rule_changes,
            self.awake_again(),
        )

    def awake_again(self) -> frozenset[tuple[str, str]]:
        """Whose snooze of which deal was undone, so that this deal is judged again."""
        undone = dues.said(self.tx, self.tenant.id, "snooze", self.now.date(), "void")
        return frozenset((one.subject, one.recipient) for one in undone)

    def due(self, stalled_deals: Sequence[Deal], mornings: dict[date, dict[str, Hours]]) -> list[Due]:
        """The dues of these deals for all people's next mornings."""
        notices = dues.sent_by_subject(
            self.tx, self.tenant.id, [deal.id for deal in stalled_deals], ("stall", "snooze")
        )
        when = {
            (person, day): (theirs.morning(day), theirs.evening(day))
            for day, awake in mornings.items()
            for person, theirs in awake.items()
        }
        days = [self.day(day) for day in mornings]
        return [
            Due(deal.id, "stall", person, day.today, *when[person, day.today])
            for deal in stalled_deals
            for day in days
            for person in self._recipients(deal, day, notices.get(deal.id, ()))
            if (person, day.today) in when
        ]

    def recipients(self, deal: Deal, today: date) -> dict[str, tuple[Stall, ...]]:
        """The stalls of a deal by person id, for those who get a nudge on a day; no one who snoozed it."""
        notices = dues.sent_by_subject(self.tx, self.tenant.id, [deal.id], ("stall", "snooze"))
        return self._recipients(deal, self.day(today), notices.get(deal.id, ()))

    def _recipients(self, deal: Deal, day: LocalDay, notices: Sequence[Due]) -> dict[str, tuple[Stall, ...]]:
        before = [one for one in notices if one.kind == "stall" and one.day < day.today and not self._missed(one)]
        earlier = [Notice(one.recipient, one.day, _severity(one)) for one in before]
        recipients = self.escalation.recipients(deal, self.playbooks.with_company_rules(deal.playbook), day, earlier)
        off = {one.recipient for one in notices if one.kind == "snooze" and one.day > day.today}
        return {person: found_stalls for person, found_stalls in recipients.items() if person not in off}

    def _missed(self, notice: Due) -> bool:
        """Whether it still waits although its day is over: no clock ran, and no one read it."""
        return notice.state == "waiting" and self.now >= notice.useless_after

    def day(self, today: date) -> LocalDay:
        """A local day, with the company's calendar."""
        return LocalDay(today, self.tenant.zone_for(), personal_hours.calendar_of(self.tenant.country, today.year))


def _severity(notice: Due) -> Severity:
    """How grave what was sent was; what still waits, for a reminder to be read, counts as the gravest."""
    return "stalled" if notice.state == "waiting" or notice.note.startswith("stalled") else "quiet"
