"""Hours: when a person can get messages, by their zone, their quiet hours and their country's calendar."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from holidays.registry import EntityLoader

from bot.language import times
from bot.language.values.answers import Value
from bot.store.people import Person
from bot.store.tenants import Tenant
from process.stall import LocalDay
from process.working_days import Calendar, next_working_day, works

MORNING = time(9)
EVENING = time(18)


@dataclass(frozen=True, slots=True)
class Hours:
    """A person's working hours on working days: from nine to six, without their quiet hours."""

    zone: ZoneInfo
    calendar: Calendar
    opens: time = MORNING
    closes: time = EVENING

    def day(self, today: date) -> LocalDay:
        """A local day of this person, as the sales process counts days."""
        return LocalDay(today, self.zone, self.calendar)

    def next_day(self, now: datetime) -> date:
        """The working day with this person's next morning."""
        local = now.astimezone(self.zone)
        today = local.date()
        if works(today, self.calendar) and now < self.morning(today):
            return today
        return next_working_day(today + timedelta(days=1), self.calendar)

    def morning(self, day: date) -> datetime:
        """When they get their nudge on a day, in UTC. If the clocks skip that time, the first time after it."""
        return moment(day, self.opens, self.zone)

    def takes(self, at: datetime) -> bool:
        """Whether a message can come at a moment: on a working day, between morning and evening."""
        day = at.astimezone(self.zone).date()
        return works(day, self.calendar) and self.morning(day) <= at <= self.evening(day)

    def evening(self, day: date) -> datetime:
        """When a message of that day becomes useless, in UTC."""
        return max(moment(day, self.closes, self.zone), self.morning(day) + timedelta(hours=1))


def moment(day: date, at: time, zone: tzinfo) -> datetime:
    """A local time in UTC: the first of two if it comes twice, the later one if the clocks skip it."""
    return datetime.combine(day, at, zone).astimezone(UTC)


def of(tenant: Tenant, person: Person, year: int) -> Hours:
    """The hours of a person, with the calendar of that year and those beside it."""
    return Hours(tenant.zone_for(person.zone), calendar_of(tenant.country, year), *_open(person.quiet))


@lru_cache(maxsize=256)
def calendar_of(country: str, year: int) -> Calendar:
    """The calendar of a country ("DE") or a region of it ("DE-BY") for a year and those beside it.

    Without a known country it is Monday to Friday. An unknown region has its country's calendar.
    """
    code, _, region = country.partition("-")
    # `holidays.list_supported_countries` would load every country there is: a second of the first request.
    if code not in EntityLoader.get_country_codes(include_aliases=True):
        return Calendar()
    regions = holidays.country_holidays(code).subdivisions
    years = (year - 1, year, year + 1)
    known = holidays.country_holidays(code, subdiv=region if region in regions else None, years=years)
    # The library adds make-up days of other years to its own set while it counts; we never ask for those.
    return Calendar(frozenset(known.weekend), frozenset(known), frozenset(known.weekend_workdays))


def quiet_hours(words: str) -> tuple[time, time] | None:
    """Read quiet hours, for example "20:00-08:30" or "20-8": their beginning and end, or None if these aren't any."""
    answer = times.read_hours(words)
    return answer.it if isinstance(answer, Value) else None


LATEST_MORNING = time(17)


def _open(quiet: str) -> tuple[time, time]:
    """When messages can come: not before nine or after six, and for at least an hour."""
    read = quiet_hours(quiet)
    if read is None:
        return MORNING, EVENING
    begin, end = read
    overnight = end < begin or begin <= MORNING
    opens = min(max(end, MORNING), LATEST_MORNING) if overnight else MORNING
    return opens, min(max(begin, opens), EVENING) if begin > opens else EVENING
