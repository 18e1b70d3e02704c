"""The calendar: which days are worked on, and how many of them are between two days."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

DAYS_OF_A_WEEK = 7
SATURDAY_AND_SUNDAY = frozenset((5, 6))


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a company works: its `weekend` (Monday is 0), its `holidays`, and the weekend days it works to make up."""

    weekend: frozenset[int] = SATURDAY_AND_SUNDAY
    holidays: frozenset[date] = frozenset()
    made_up: frozenset[date] = frozenset()


EVERY_WEEKDAY = Calendar()
"""Monday to Friday, without any holiday."""


def works(day: date, calendar: Calendar = EVERY_WEEKDAY) -> bool:
    """Whether a day is worked on: no holiday, and not at a weekend unless it makes up for one."""
    if day in calendar.holidays:
        return False
    return day.weekday() not in calendar.weekend or day in calendar.made_up


def working_days(since: date, until: date, calendar: Calendar = EVERY_WEEKDAY) -> int:
    """How many days were worked on after `since`, up to `until` and including it; 0 where `until` is not later."""
    return _between(since, until, calendar) if since < until else 0


@lru_cache(maxsize=4096)
def _between(since: date, until: date, calendar: Calendar) -> int:
    free, made_up = _exceptions(calendar)
    weekdays = _weekdays(until, calendar.weekend) - _weekdays(since, calendar.weekend)
    return weekdays - _within(free, since, until) + _within(made_up, since, until)


@lru_cache(maxsize=256)
def _exceptions(calendar: Calendar) -> tuple[list[date], list[date]]:
    """The holidays that would be worked on otherwise, and the weekend days that are; earliest first."""
    free = sorted(day for day in calendar.holidays if day.weekday() not in calendar.weekend)
    made_up = calendar.made_up - calendar.holidays
    return free, sorted(day for day in made_up if day.weekday() in calendar.weekend)


def _within(days: list[date], since: date, until: date) -> int:
    """How many of these days are after `since`, up to `until` and including it."""
    return bisect_right(days, until) - bisect_right(days, since)


def _weekdays(day: date, weekend: frozenset[int]) -> int:
    """Days outside the weekend from the first day there is, which was a Monday, up to this one."""
    weeks, rest = divmod(day.toordinal(), DAYS_OF_A_WEEK)
    free = sum(1 for weekday in weekend if weekday < rest)
    return weeks * (DAYS_OF_A_WEEK - len(weekend)) + rest - free


@lru_cache(maxsize=4096)
def days_ago(days: int, until: date, calendar: Calendar = EVERY_WEEKDAY) -> date:
    """The latest day since which at least so many days were worked on, up to `until` and including it."""
    day = until
    while days > 0:
        days -= works(day, calendar)
        day -= timedelta(days=1)
    return day


def working_day_before(day: date, calendar: Calendar = EVERY_WEEKDAY) -> date:
    """The last day worked on before `day`."""
    day -= timedelta(days=1)
    while not works(day, calendar):
        day -= timedelta(days=1)
    return day


def next_working_day(day: date, calendar: Calendar = EVERY_WEEKDAY) -> date:
    """The first day worked on from `day` on, itself included."""
    while not works(day, calendar):
        day += timedelta(days=1)
    return day
