"""Hours: when a person may be written to, by their own zone, their quiet hours and their country's holidays."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from bot.store.people import Person, Tenant
from process.calendar import next_working_day, works
from process.stall import Day

MORNING = time(9)
EVENING = time(18)


@dataclass(frozen=True, slots=True)
class Hours:
    """A person's working hours: from nine, or the end of their quiet hours, to six, on days that are worked on."""

    zone: ZoneInfo
    free: AbstractSet[date]
    opens: time = MORNING

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
        return max(moment(day, EVENING, self.zone), self.morning(day) + timedelta(hours=1))


def moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """A local time in UTC: the first of the two where it comes twice, and the later where it is skipped."""
    return datetime.combine(day, at, zone).astimezone(UTC)


def of(tenant: Tenant, person: Person, year: int) -> Hours:
    """The hours of a person around a year."""
    zone = ZoneInfo(person.zone or tenant.zone)
    return Hours(zone, free_days(tenant.country, year), _opens(person.quiet))


@lru_cache(maxsize=256)
def free_days(country: str, year: int) -> frozenset[date]:
    """The public holidays of a country in a year and those beside it; none for a country that is not known."""
    if country not in holidays.list_supported_countries(include_aliases=True):
        return frozenset()
    return frozenset(holidays.country_holidays(country, years=(year - 1, year, year + 1)))


def _opens(quiet: str) -> time:
    """When the quiet hours ("20:00-08:00") are over, and never before nine."""
    ends = quiet.partition("-")[2].strip()
    try:
        return min(max(time.fromisoformat(ends), MORNING), time(17)) if ends else MORNING
    except ValueError:
        return MORNING
