"""Days and times as the company of the reader writes them. The names of months and weekdays are English for all."""

from datetime import date, datetime, time

from babel.dates import format_date, format_time

from bot.locales.current import current

NAMES = "en"
EXAMPLE = date(2027, 5, 3)


def full_day(day: date) -> str:
    """A day with its weekday: "Friday 8 May 2026", "Friday, May 8, 2026"."""
    return _written(day, "EEEE", "MMMM", year=True)


def plain_day(day: date) -> str:
    """A day: "3 May 2027", "May 3, 2027"."""
    return _written(day, "", "MMMM", year=True)


def brief_day(day: date, *, year: bool = False) -> str:
    """A day in few letters: "22 Dec", "22 Dec 2027", "Dec 22", "Dec 22, 2027"."""
    return _written(day, "", "MMM", year=year)


def title_day(day: date) -> str:
    """A day in a title: "Tue 1 Dec", "Tue, Dec 1"."""
    return _written(day, "EEE", "MMM", year=False)


def weekday(day: date) -> str:
    """The weekday of a day in few letters: "Tue"."""
    return format_date(day, "EEE", NAMES)


def month_name(number: int) -> str:
    """The name of a month by its number, from 1."""
    return format_date(EXAMPLE.replace(month=number), "MMMM", NAMES)


def example_day() -> str:
    """A day to show how days can be typed."""
    return plain_day(EXAMPLE)


def clock(at: time | datetime) -> str:
    """A time of a day, as it stands in its own zone: "14:05", "2:05 PM"."""
    pattern = "h:mm\u00a0a" if current().half_days else "HH:mm"
    return format_time(at.replace(tzinfo=None), pattern, locale=NAMES)


def _written(day: date, week: str, month: str, *, year: bool) -> str:
    """By babel's patterns: a comma stands where the month comes first, as in every English that writes it so."""
    comma = ", " if current().month_first else " "
    pattern = f"{month} d" if current().month_first else f"d {month}"
    if week:
        pattern = week + comma + pattern
    if year:
        pattern += f"{comma}y"
    return format_date(day, pattern, NAMES)
