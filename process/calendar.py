"""The calendar: which days are worked on, and how many of them are between two days."""

from bisect import bisect_right
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from functools import lru_cache

SATURDAY = 5
NO_HOLIDAYS: frozenset[date] = frozenset()


def works(day: date, holidays: AbstractSet[date] = NO_HOLIDAYS) -> bool:
    """Whether a day is worked on: neither at a weekend nor among the holidays."""
    return day.weekday() < SATURDAY and day not in holidays


def working_days(since: date, until: date, holidays: AbstractSet[date] = NO_HOLIDAYS) -> int:
    """How many days were worked on after `since`, up to `until` and including it; 0 where `until` is not later."""
    return _between(since, until, frozenset(holidays)) if since < until else 0


@lru_cache(maxsize=4096)
def _between(since: date, until: date, holidays: frozenset[date]) -> int:
    free = _in_order(holidays)
    return _weekdays(until) - _weekdays(since) - bisect_right(free, until) + bisect_right(free, since)


@lru_cache(maxsize=256)
def _in_order(holidays: frozenset[date]) -> list[date]:
    """The holidays from Monday to Friday, earliest first."""
    return sorted(day for day in holidays if day.weekday() < SATURDAY)


def days_ago(days: int, until: date, holidays: AbstractSet[date] = NO_HOLIDAYS) -> date:
    """The latest day since which at least so many days were worked on, up to `until` and including it."""
    day = until
    while days > 0:
        days -= works(day, holidays)
        day -= timedelta(days=1)
    return day


def _weekdays(day: date) -> int:
    """Mondays to Fridays from the first day there is, which was a Monday, up to this one."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)


def next_working_day(day: date, holidays: AbstractSet[date] = NO_HOLIDAYS) -> date:
    """The first day worked on from `day` on, itself included."""
    while not works(day, holidays):
        day += timedelta(days=1)
    return day
