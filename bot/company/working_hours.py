"""Hours: when a person may be written to, by their own zone, their quiet hours and their country's holidays."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from bot.language import times
from bot.language.values.answers import Value
from bot.store.people import Person
from bot.store.tenants import Tenant
from process.calendar import next_working_day, works
from process.stall import Day

MORNING = time(9)
EVENING = time(18)


@dataclass(frozen=True, slots=True)
class Hours:
    """A person's working hours, on days that are worked on: from nine to six, and none of their quiet hours."""

    zone: ZoneInfo
    free: AbstractSet[date]
    opens: time = MORNING
    closes: time = EVENING

    def day(self, today: date) -> Day:
        """A day of theirs, as the sales process counts it."""
        return Day(today, self.zone, self.free)

    def next_day(self, now: datetime) -> date:
        """The day whose morning comes next."""
        local = now.astimezone(self.zone)
        today = local.date()
        if works(today, self.free) and now < self.morning(today):
            return today
        return next_working_day(today + timedelta(days=1), self.free)

    def morning(self, day: date) -> datetime:
        """When they are written to on a day, in UTC; where the clocks skip that time, as soon after as there is one."""
        return moment(day, self.opens, self.zone)

    def evening(self, day: date) -> datetime:
        """From when on a message of that day is of no use any more."""
        return max(moment(day, self.closes, self.zone), self.morning(day) + timedelta(hours=1))


def moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """A local time in UTC: the first of the two where it comes twice, and the later where it is skipped."""
    return datetime.combine(day, at, zone).astimezone(UTC)


def of(tenant: Tenant, person: Person, year: int) -> Hours:
    """The hours of a person around a year."""
    return Hours(tenant.zone_for(person.zone), free_days(tenant.country, year), *_open(person.quiet))


@lru_cache(maxsize=256)
def free_days(country: str, year: int) -> frozenset[date]:
    """The public holidays of a country in a year and those beside it; none for a country that is not known."""
    if country not in holidays.list_supported_countries(include_aliases=True):
        return frozenset()
    return frozenset(holidays.country_holidays(country, years=(year - 1, year, year + 1)))


def quiet_hours(words: str) -> tuple[time, time] | None:
    """Read quiet hours such as "20:00-08:30" or "20-8": when they begin and when they end. None if they are none."""
    answer = times.read_hours(words)
    return answer.it if isinstance(answer, Value) else None


LATEST_MORNING = time(17)


def _open(quiet: str) -> tuple[time, time]:
    """When messages may come: not before nine nor after six, and for an hour at least."""
    read = quiet_hours(quiet)
    if read is None:
        return MORNING, EVENING
    begin, end = read
    overnight = end < begin or begin <= MORNING
    opens = min(max(end, MORNING), LATEST_MORNING) if overnight else MORNING
    return opens, min(max(begin, opens), EVENING) if begin > opens else EVENING
