"""People are written to in their own morning, on days they work."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.company import personal_hours
from bot.store.people import Person
from bot.store.tenants import Tenant
from process.colleague import Colleague

ZONES = (
    *("Australia/Lord_Howe", "Africa/Cairo", "America/Santiago", "Asia/Beirut", "America/New_York", "Europe/Berlin"),
    *("Asia/Kathmandu", "Pacific/Apia", "Pacific/Chatham", "America/St_Johns", "Africa/Casablanca", "UTC"),
)


def of(zone: str = "", quiet: str = "", country: str = "DE") -> personal_hours.Hours:
    tenant = Tenant("us", "us", zone="Europe/Berlin", country=country)
    return personal_hours.of(tenant, Person(Colleague("rob", "Rob"), "", zone, quiet), 2026)


def test_the_morning_is_the_persons_own() -> None:
    assert of("America/New_York").morning(date(2026, 5, 4)) == datetime(2026, 5, 4, 13, tzinfo=UTC)
    assert of(quiet="19:00-10:30").morning(date(2026, 5, 4)) == datetime(2026, 5, 4, 8, 30, tzinfo=UTC)
    assert of(quiet="never mind").opens == time(9)


def test_no_one_is_written_to_at_a_weekend_or_on_a_holiday() -> None:
    assert of().next_day(datetime(2026, 4, 30, 12, tzinfo=UTC)) == date(2026, 5, 4)
    assert of(country="").next_day(datetime(2026, 4, 30, 12, tzinfo=UTC)) == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("country", "noon", "next_day"),
    [
        ("DE", date(2026, 6, 3), date(2026, 6, 4)),
        ("DE-BY", date(2026, 6, 3), date(2026, 6, 5)),  # Corpus Christi
        ("SA", date(2026, 5, 7), date(2026, 5, 10)),  # Friday and Saturday are free
        ("IL", date(2026, 5, 7), date(2026, 5, 10)),
        ("EG", date(2026, 5, 14), date(2026, 5, 17)),
        ("CN", date(2026, 5, 8), date(2026, 5, 9)),  # a Saturday that makes up for the days after 1 May
        ("DEU", date(2026, 4, 30), date(2026, 5, 4)),
        ("DE-QQ", date(2026, 4, 30), date(2026, 5, 4)),  # a region in an old database that is no longer known
        ("XX", date(2026, 4, 30), date(2026, 5, 1)),
    ],
)
def test_the_country_and_its_region_say_which_days_are_worked_on(country: str, noon: date, next_day: date) -> None:
    moment = datetime.combine(noon, time(12), UTC)
    assert of(country=country).next_day(moment) == next_day


def test_before_nine_the_morning_is_still_todays() -> None:
    assert of().next_day(datetime(2026, 5, 4, 6, 59, tzinfo=UTC)) == date(2026, 5, 4)
    assert of().next_day(datetime(2026, 5, 4, 7, tzinfo=UTC)) == date(2026, 5, 5)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("at", [time(0), time(1, 30), time(2, 30), time(9)])
def test_a_year_has_one_due_moment_for_each_local_day_in_every_zone(zone: str, at: time) -> None:
    there = ZoneInfo(zone)
    days = [date(2026, 1, 1) + timedelta(days=step) for step in range(365)]
    moments = [personal_hours.moment(day, at, there) for day in days]
    assert moments == sorted(set(moments))
    assert [one.astimezone(there).date() for one in moments] == days
