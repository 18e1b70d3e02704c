"""What every rule for days works with: the reader's moment, and what a rule finds."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bot.locales.locale import DayOrder

Doubt = Literal[
    "order", "weekday", "old", "far", "time zone", "short year", "span", "length", "which one", "working days"
]
Fault = Literal["not a day", "no such day", "still to come", "year", "short year"]

SOON = 60
"""A fact without a year whose next such day is at most so many days away is a slip, not last year's."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The reader's own moment `now` in their zone, whether the day must be `past`, and the company's day order.

    `torn` says that the company has two orders, so that a day in digits which both can read is asked about.
    """

    now: datetime
    past: bool
    order: DayOrder
    torn: bool = False

    @property
    def today(self) -> date:
        """The reader's own day."""
        return self.now.date()


@dataclass(frozen=True, slots=True)
class Found:
    """The days that words name, the likeliest first. With a `why` even a single one is asked about.

    `others` are readings that count only where the words also name a weekday, and it fits none of `days`.
    """

    days: tuple[date, ...]
    why: Doubt | None = None
    others: tuple[date, ...] = ()


Rule = Callable[[str, Frame], Found | Fault | None]
"""Answers None where the words aren't written its way, and a fault where they are but name no day."""


def a_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    """The last day of a month; the year is within 1 to 9999."""
    return date(year, month, calendar.monthrange(year, month)[1])


def months_on(day: date, months: int) -> date:
    """The same day so many months later (earlier: below 0), or that month's last day where it is shorter.

    Raises ValueError beyond the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def without_year(on: Callable[[int], date | None], frame: Frame) -> Found | Fault:
    """The day of the year that is meant: for plans the next, today included; for facts the last.

    Where a fact's next such day is within 60 days it is that one, so that it is refused as still to come.
    """
    coming: date | None = None
    last: date | None = None
    # 29 February can be eight years away: 2100 isn't a leap year.
    for year in range(frame.today.year - 8, frame.today.year + 9):
        day = on(year)
        if day is not None and day <= frame.today:
            last = day
        if day is not None and coming is None and day >= frame.today:
            coming = day
    if coming is None or last is None:
        return "no such day"
    if not frame.past:
        return Found((coming,))
    if 0 < (coming - frame.today).days <= SOON:
        return Found((coming,), others=(last,))
    return Found((last,))


EARLIEST, LATEST = 10, 20
"""A year of two digits is read where it is at most so many years back, or ahead."""


def full_year(digits: str, frame: Frame) -> int | None:
    """The year meant by two or four digits; None where two could mean another century."""
    if len(digits) == 4:
        return int(digits)
    this = frame.today.year
    for year in centuries(digits, frame):
        if this - EARLIEST <= year <= this + LATEST:
            return year
    return None


def centuries(digits: str, frame: Frame) -> tuple[int, int]:
    """The two years that two digits can mean: in this century and in the one before, at its end in the next one."""
    this = frame.today.year
    year = this // 100 * 100 + int(digits)
    return (year + 100, year) if year + 100 <= this + LATEST else (year, year - 100)


def in_year(digits: str, on: Callable[[int], date | None], frame: Frame) -> Found | Fault:
    """The day of the year written with two or four digits; without digits that of the year that is meant."""
    if not digits:
        return without_year(on, frame)
    year = full_year(digits, frame)
    years = centuries(digits, frame) if year is None else (year,)
    if year == 0:
        return "year"
    days = tuple(day for day in map(on, years) if day is not None)
    if not days:
        return "no such day"
    return Found(days, None if year is not None else "short year")
