"""Days of a period: end of June, EOM, next month, Q3, mid June, next week."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.language.values.day_rules.frame import Fault, Found, Frame, in_year, month_end, months_on
from bot.language.values.day_rules.months import MONTH, MONTHS, YEAR
from bot.language.values.day_rules.weekdays import WEEKDAY, WEEKDAYS, monday

Ends = tuple[date, date]
"""The first and the last day of a period."""

SHORT = {"eom": "month", "eoq": "quarter", "eoy": "year", "eow": "week"}
THIRDS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
PART = re.compile(
    r"^(?P<part>start|beginning|begin|first day|end|last day|mid|middle|early|late)[ -](?:of )?(?:the )?(?P<period>.+)$"
)
TAIL = re.compile(r"^(?P<period>.+)[ -]end$")
UNIT = re.compile(r"^(?:(?P<which>this|next|last|current|coming|previous) )?(?P<unit>week|month|quarter|year)$")
IN_MONTH = re.compile(f"^(?P<lead>(?:in|during|next|last|this) )?{MONTH}(?:[ ,./-]*(?:of )?{YEAR})?$")
IN_DIGITS = re.compile(
    r"^(?:(?P<month>[0-9]{1,2})[./-](?P<year>[0-9]{4})|(?P<year1>[0-9]{4})[./-](?P<month1>[0-9]{1,2}))$"
)
QUARTER = re.compile(f"^(?:in )?(?P<kind>q|h)(?P<number>[1-4])(?:[ ,./-]*(?:of )?{YEAR})?$")
YEAR_QUARTER = re.compile(r"^(?P<year>[0-9]{4})[ ./-]*(?P<kind>q|h)(?P<number>[1-4])$")
SPELLED = re.compile(
    f"^(?:in )?(?:the )?(?P<third>{'|'.join(THIRDS)}) (?P<kind>quarter|half)(?: of)?(?: the year| {YEAR})?$"
)
NTH = re.compile(f"^(?P<nth>last|{'|'.join(THIRDS)}) {WEEKDAY} (?:of|in) (?:the )?(?P<period>.*month|{MONTH}.*)$")
ONE_YEAR = re.compile(r"^(?:in |during )?(?P<year>[0-9]{4})$")
WHICH = {"next": 1, "coming": 1, "last": -1, "previous": -1}
VERBS = ("may", "march", "mar")


@dataclass(frozen=True, slots=True)
class Period:
    """The period's ends in a given year, and the year as written: nothing where it is left out."""

    ends: Callable[[int], Ends]
    year: str = ""
    week: bool = False


def part(words: str, frame: Frame) -> Found | Fault | None:
    """End of June, start of next month, EOM, month-end, mid June."""
    if words in SHORT:
        words = f"end of {SHORT[words]}"
    if tail := TAIL.match(words):
        words = f"end of {tail['period']}"
    found = PART.match(words)
    period = _period(found["period"], frame) if found else None
    if found is None or period is None:
        return None
    match found["part"]:
        case "start" | "beginning" | "begin" | "first day":
            return _day_of(period, lambda ends: ends[0], frame)
        case "end" | "last day":
            return _end(period, frame)
        case "mid" | "middle":
            return _span(_day_of(period, _middle, frame))
        case "early":
            return _span(_day_of(period, lambda ends: ends[0], frame))
        case _:
            return _span(_day_of(period, lambda ends: ends[1], frame))


def _span(found: Found | Fault) -> Found | Fault:
    """A day that stands for a span, so it is asked about."""
    return Found(found.days, "span") if isinstance(found, Found) else found


def nth_weekday(words: str, frame: Frame) -> Found | Fault | None:
    """The first Monday of June, the last Friday of the month."""
    found = NTH.match(words)
    period = _period(found["period"], frame) if found else None
    if found is None or period is None:
        return None
    weekday = WEEKDAYS[found["weekday"]]
    if found["nth"] == "last":
        return _day_of(period, lambda ends: ends[1] - timedelta(days=(ends[1].weekday() - weekday) % 7), frame)
    weeks = timedelta(weeks=THIRDS[found["nth"]] - 1)
    return _day_of(period, lambda ends: ends[0] + timedelta(days=(weekday - ends[0].weekday()) % 7) + weeks, frame)


def whole(words: str, frame: Frame) -> Found | Fault | None:
    """June 2027, Q3, next month, next week: a period isn't a day, so its days are asked about."""
    if words in VERBS:
        return None
    period = _period(words, frame)
    # "week" or "2027" alone is a word or a number, not a day.
    if period is None or words in ("week", "month", "quarter", "year") or words.isdecimal():
        return None
    return _whole(period, frame)


def _end(period: Period, frame: Frame) -> Found | Fault:
    last = _day_of(period, lambda ends: ends[1], frame)
    if period.week and isinstance(last, Found):
        return Found((last.days[0], last.days[0] + timedelta(days=2)), "span")
    return last


def _middle(ends: Ends) -> date:
    first, last = ends
    # People mean the 15th, also in months of 31 days.
    if first.day == 1 and first.month == last.month:
        return first.replace(day=15)
    return first + (last - first) // 2


def _day_of(period: Period, pick: Callable[[Ends], date], frame: Frame) -> Found | Fault:
    return in_year(period.year, lambda year: pick(period.ends(year)), frame)


def _whole(period: Period, frame: Frame) -> Found | Fault:
    """Its last day and its first; of a plan only those still to come, if there are any."""
    if frame.past:
        return _both(_day_of(period, lambda ends: ends[0], frame), period)
    found = _both(_day_of(period, lambda ends: ends[1], frame), period)
    if not isinstance(found, Found):
        return found
    ahead = tuple(day for day in found.days if day >= frame.today)
    return Found(ahead or found.days, "span")


def _both(edge: Found | Fault, period: Period) -> Found | Fault:
    if not isinstance(edge, Found):
        return edge
    first, last = period.ends(edge.days[0].year)
    return Found((last, first), "span")


def _period(words: str, frame: Frame) -> Period | None:
    if unit := UNIT.match(words):
        ends = _unit(unit["unit"], WHICH.get(unit["which"] or "", 0), frame.today)
        return Period(lambda year: ends, f"{ends[0].year:04}", week=unit["unit"] == "week")
    if year := ONE_YEAR.match(words):
        return _named(1, 12, year["year"])
    return _month(words) or _digits(words) or _quarter(words)


def _unit(unit: str, away: int, today: date) -> Ends:
    """This (0), the next (1) or the last (-1) week, from Monday to Friday; month, quarter or year."""
    if unit == "week":
        first = monday(today) + timedelta(days=7 * away)
        return first, first + timedelta(days=4)
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    begin = today.replace(day=1, month=(today.month - 1) // months * months + 1)
    return _months(months_on(begin, months * away), months)


def _months(first: date, months: int) -> Ends:
    last = months_on(first, months - 1)
    return first, month_end(last.year, last.month)


def _month(words: str) -> Period | None:
    found = IN_MONTH.match(words)
    if not found:
        return None
    return _named(MONTHS[found["month"]], 1, found["year"])


def _digits(words: str) -> Period | None:
    found = IN_DIGITS.match(words)
    if not found:
        return None
    month, year = int(found["month"] or found["month1"]), found["year"] or found["year1"]
    return _named(month, 1, year) if 1 <= month <= 12 and int(year) else None


def _quarter(words: str) -> Period | None:
    found = QUARTER.match(words) or YEAR_QUARTER.match(words) or SPELLED.match(words)
    if not found:
        return None
    parts = found.groupdict()
    number = int(parts["number"]) if parts.get("number") else THIRDS[parts["third"]]
    months = 3 if found["kind"][0] == "q" else 6
    if number * months > 12:
        return None
    return _named((number - 1) * months + 1, months, found["year"])


def _named(month: int, months: int, year: str | None) -> Period:
    return Period(lambda in_it: _months(date(in_it, month, 1), months), (year or "").removeprefix("'"))
