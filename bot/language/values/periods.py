"""Periods: a stretch of days in words, "this month", "next quarter", "Q3", "June", "by 15 May"."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.language.values.answers import Value
from bot.language.values.days import read_day
from bot.language.values.notation import USUAL, Notation

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NAMED = re.compile(
    r"^(?:in |within |for )?(?:the )?(?P<which>this|next|last|current|coming|past) (?P<unit>week|month|quarter|year)$"
)
QUARTER = re.compile(r"^(?:in )?q(?P<number>[1-4])(?: (?P<year>20\d\d))?$")
MONTH = re.compile(rf"^(?:in )?(?P<name>{'|'.join(MONTHS)})[a-z]*\.?(?: (?P<year>20\d\d))?$")
UNTIL = re.compile(r"^(?:by|before|until|till|up to) (?P<day>.+)$")
SINCE = re.compile(r"^(?:since|from|after) (?P<day>.+)$")
STEPS = {"last": -1, "past": -1, "next": 1, "coming": 1}
EARLIEST, LATEST = date(1970, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Period:
    """From the day `first` to the day `last`, both in it."""

    first: date
    last: date


def read_period(words: str, now: datetime, notation: Notation = USUAL) -> Period | None:
    """The period that words mean on a person's own day, or None. A week begins on Monday."""
    said, today = " ".join(words.casefold().split()).strip(" ?.!"), now.date()
    if found := NAMED.match(said):
        return _unit(found["unit"], STEPS.get(found["which"], 0), today)
    if found := QUARTER.match(said):
        return _months(int(found["year"] or today.year), int(found["number"]) * 3 - 2, 3)
    if found := MONTH.match(said):
        return _months(int(found["year"] or today.year), MONTHS.index(found["name"]) + 1, 1)
    if found := UNTIL.match(said):
        day = _day(found["day"], now, notation)
        return Period(EARLIEST, day) if day else None
    if found := SINCE.match(said):
        day = _day(found["day"], now, notation, past=True)
        return Period(day, LATEST) if day else None
    if said in ("today", "tomorrow"):
        day = today + timedelta(days=said == "tomorrow")
        return Period(day, day)
    return None


def _unit(unit: str, step: int, today: date) -> Period:
    match unit:
        case "week":
            monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
            return Period(monday, monday + timedelta(days=6))
        case "month":
            return _months(today.year, today.month + step, 1)
        case "quarter":
            return _months(today.year, (today.month - 1) // 3 * 3 + 1 + 3 * step, 3)
        case _:
            return _months(today.year + step, 1, 12)


def _months(year: int, month: int, many: int) -> Period:
    """So many months from one on; a month beyond the year belongs to the one before or after."""
    begin, end = _first(year, month), _first(year, month + many)
    return Period(begin, end - timedelta(days=1))


def _first(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _day(words: str, now: datetime, notation: Notation, *, past: bool = False) -> date | None:
    read = read_day(words, now, past=past, order=notation.order, torn=notation.torn)
    return read.it if isinstance(read, Value) else None
