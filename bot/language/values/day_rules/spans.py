"""Days by their distance: today, in 2 weeks, 3 days ago, 3m."""

import re
from datetime import date, timedelta

from bot.language.values.day_rules.frame import Fault, Found, Frame, months_on

NEAR = {
    **dict.fromkeys(
        ("today", "now", "tonight", "eod", "cob", "end of day", "this morning", "this afternoon", "this evening"), 0
    ),
    **dict.fromkeys(("eob", "end of the day", "end of business", "close of business", "close of play"), 0),
    **dict.fromkeys(("tomorrow", "tmrw"), 1),
    **dict.fromkeys(("yesterday", "last night"), -1),
    **dict.fromkeys(("day after tomorrow", "overmorrow"), 2),
    "day before yesterday": -2,
    **dict.fromkeys(("today week", "a week today", "a week from today"), 7),
    **dict.fromkeys(("tomorrow week", "a week tomorrow", "a week from tomorrow"), 8),
}
TO_TWENTY = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
HALF = "half a"
NUMBERS = {word: number for number, word in enumerate(TO_TWENTY, 1)} | TENS | {"a": 1, "an": 1, HALF: 0}
DAYS = {"day": 1, "week": 7, "fortnight": 14}
MONTHS = {"month": 1, "quarter": 3, "year": 12}
SHORT = {"d": "day", "w": "week", "wk": "week", "m": "month", "mo": "month", "q": "quarter", "y": "year", "yr": "year"}
NUMBER = f"(?P<number>[0-9]{{1,4}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
LONG_UNIT = r"(?P<unit>day|week|fortnight|month|quarter|year)s?'?"
SHORT_UNIT = f"(?P<short>{'|'.join(sorted(SHORT, key=len, reverse=True))})s?"
LENGTH = f"{NUMBER}[ -]?(?:{LONG_UNIT}|{SHORT_UNIT})"
AHEAD = re.compile(f"^(?:(?:with)?in {LENGTH}(?: time| from (?:now|today))?)$")
FROM_NOW = re.compile(f"^{LENGTH} (?:from (?:now|today)|hence|time|later)$")
AGO = re.compile(f"^{LENGTH} (?:ago|back|earlier)$")
BARE = re.compile(f"^(?P<sign>[+-])?{LENGTH}$")
WORKING = re.compile(
    f"^(?:(?:with)?in )?{NUMBER} (?:business|working|work) days?'?(?P<ago> ago)?(?: time| from (?:now|today))?$"
)
MOST_WORKING = 500
HALF_A_YEAR = 6
SATURDAY = 5


def near(words: str, frame: Frame) -> Found | Fault | None:
    """Today, tomorrow, the day before yesterday."""
    if words not in NEAR:
        return None
    return Found((frame.today + timedelta(days=NEAR[words]),))


def ahead(words: str, frame: Frame) -> Found | Fault | None:
    """In 2 weeks, a month from now."""
    found = AHEAD.match(words) or FROM_NOW.match(words)
    return _found(found, 1, frame) if found else None


def ago(words: str, frame: Frame) -> Found | Fault | None:
    """3 days ago."""
    found = AGO.match(words)
    return _found(found, -1, frame) if found else None


def bare(words: str, frame: Frame) -> Found | Fault | None:
    """3m, 2 weeks, a fortnight: how long, but not from when, so it is asked about."""
    found = BARE.match(words)
    if not found:
        return None
    back = found["sign"] == "-" or (frame.past and found["sign"] is None)
    answer = _found(found, -1 if back else 1, frame)
    return Found(answer.days, "length") if isinstance(answer, Found) else answer


def working(words: str, frame: Frame) -> Found | Fault | None:
    """In 5 business days: without weekends, and asked about, since holidays aren't known here."""
    found = WORKING.match(words)
    if not found or found["number"] == HALF:
        return None
    left = NUMBERS.get(found["number"]) or int(found["number"])
    if left > MOST_WORKING:
        return "not a day"
    step = timedelta(days=-1 if found["ago"] else 1)
    day = frame.today
    while left:
        day += step
        left -= day.weekday() < SATURDAY
    return Found((day,), "working days")


def _found(found: re.Match[str], sign: int, frame: Frame) -> Found | Fault | None:
    unit = found["unit"] or SHORT[found["short"]]
    number = NUMBERS.get(found["number"])
    if found["number"] == HALF:
        # "half a week" names no day.
        return Found((months_on(frame.today, sign * HALF_A_YEAR),)) if unit == "year" else None
    if number is None:
        number = int(found["number"])
    try:
        return Found((_moved(frame.today, sign * number, unit),))
    except (ValueError, OverflowError):
        return "year"


def _moved(today: date, number: int, unit: str) -> date:
    if unit in DAYS:
        return today + timedelta(days=number * DAYS[unit])
    return months_on(today, number * MONTHS[unit])
