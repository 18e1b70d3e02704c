"""Days: read from what people type, as a value, a question with the days it can mean, or unread.

The grammar is our own and strict (decision 51); `day_rules/` has one file for each way in which people write a day.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, get_date_format

from bot.language.values.answers import Choice, Question, Unread, Value
from bot.language.values.day_rules import months, numbers, periods, spans, weekdays
from bot.language.values.day_rules.frame import Doubt, Fault, Found, Frame, Rule, a_day
from bot.locales.locale import DayOrder, day_order

LONGEST = 60
OLD_YEARS, FAR_YEARS = 2, 10
"""What is longer ago, or a plan that is further away, is asked about."""
FIRST_YEAR, LAST_YEAR = 1900, 2199
MOST_CHOICES = 3
RULES: tuple[Rule, ...] = (
    *(spans.near, weekdays.alone, weekdays.of_week, weekdays.week_after, months.with_month, numbers.triple),
    *(numbers.pair, numbers.iso_week, numbers.compact, months.of_the_month, months.bare, spans.ahead, spans.ago),
    *(spans.working, spans.bare, periods.part, periods.nth_weekday, periods.whole),
)
LEAD = re.compile(r"^(?:(?:on|by|until|till|due|the)(?: |$))+")
CONFIRMED = re.compile(r"^exactly ")
CLOCK = r"(?:[01]?[0-9]|2[0-3])(?::[0-5][0-9]){1,2}(?: ?[ap]\.?m\.?)?|(?:1[0-2]|[1-9]) ?[ap]\.?m\.?|noon"
TIME = re.compile(f"(?:(?:,? at|,|(?<=[a-z0-9.]))) (?:{CLOCK})$|,? at (?:[01]?[0-9]|2[0-3])$")
PART_OF_DAY = re.compile(r"(?<=[a-z0-9]) (?:in the )?(?:morning|afternoon|evening|night)$")
CLOSE = r"(?:cob|eob|eod|close of (?:business|play)|end of (?:the )?(?:(?:business|working) )?day|end of business)"
AT_CLOSE = re.compile(rf"^{CLOSE}(?:,| on|, on)? (?=.)|(?<=.)(?:,| by| at)? {CLOSE}$")
# Cards show a day with its distance; copied back, the day counts.
DISTANCE = re.compile(r" \((?:today|tomorrow|yesterday|in [0-9]+ days?|[0-9]+ days? ago|overdue)\)$")
YEAR_WORD = re.compile(r"(?<=[a-z0-9.])(?:,| of)? (?P<which>this|next|last) year$")
BEFORE = re.compile(f"^{weekdays.WEEKDAY}(?:,| the|,? on)? (?P<rest>.+)$")
WEEK_FROM = re.compile(r"^(?:w/?c|(?:the )?week (?:of|commencing|starting|beginning))\.? (?P<day>.+)$")
AFTER = re.compile(rf"^(?P<rest>.+?)(?:,? \(|,? ){weekdays.WEEKDAY}\)?$")


@dataclass(frozen=True, slots=True)
class StillToCome(Unread):
    """What must have happened can't be on this day: it is still to come."""

    day: date = date.max


def read_day(
    words: str, now: datetime, *, past: bool = False, order: DayOrder = "DMY", torn: bool = False
) -> Value[date] | Question[date] | Unread:
    """Read "3 May", "8/5/26", "last Friday", "in 2 weeks" or "end of June".

    `now` is the reader's own moment, in their zone. `past` is for what must have happened. `order` is how the
    company writes a day in digits, and `torn` that its locale and its country disagree about it. A question's `why` is
    a Doubt, and what can't be read says a Fault.
    """
    frame = Frame(now, past, order, torn)
    typed = _plain(words)
    if not typed or len(typed) > LONGEST:
        return _unread("not a day")
    confirmed = bool(CONFIRMED.match(typed))
    typed = LEAD.sub("", CONFIRMED.sub("", typed))
    return _answer(_find(typed, frame), frame, confirmed)


def _plain(words: str) -> str:
    """Words in small letters, with plain digits, dashes, apostrophes and single blanks."""
    # Slicing first keeps the time bounded; composing can make one letter into several.
    folded = unicodedata.normalize("NFKC", words[: 4 * LONGEST]).casefold()
    # Arabic, Persian, Hindi and other digits.
    folded = re.sub(r"\d", lambda digit: str(unicodedata.decimal(digit[0])), folded)
    folded = re.sub(r"[‐‑‒–—−]", "-", folded)
    folded = re.sub(r"[’‘ʼ`]", "'", folded)
    # The marks that right-to-left locales put around a date show nothing.
    folded = re.sub(r"[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", "", folded)
    return " ".join(folded.split()).strip("\"“”'").rstrip(".,;! ")


def _find(typed: str, frame: Frame) -> Found | Fault | None:
    """The days that the words name, with or without a time, a weekday and a distance."""
    # First, since its time can move the day to another one.
    moment = numbers.iso_moment(typed, frame)
    if moment is not None:
        return moment
    typed = _year_in_digits(AT_CLOSE.sub("", DISTANCE.sub("", typed)), frame)
    # As written first: "last night", "Friday next week" and "Monday week" are rules of their own.
    for words in dict.fromkeys((typed, PART_OF_DAY.sub("", TIME.sub("", typed)))):
        found = _by_rule(words, frame) or _with_weekday(words, frame) or _week_from(words, frame)
        if found is not None:
            return found
    return None


def _year_in_digits(typed: str, frame: Frame) -> str:
    """3 May next year, end of last year: with the year as a number."""
    found = YEAR_WORD.search(typed)
    if not found:
        return typed
    year = frame.today.year + {"this": 0, "next": 1, "last": -1}[found["which"]]
    return f"{typed[: found.start()]} {year}"


def _by_rule(typed: str, frame: Frame) -> Found | Fault | None:
    for rule in RULES:
        found = rule(typed, frame)
        if found is not None:
            return found
    return None


def _with_weekday(typed: str, frame: Frame) -> Found | Fault | None:
    """Thursday 8 May; 8 May (Thursday)."""
    found = BEFORE.match(typed) or AFTER.match(typed)
    if not found:
        return None
    rest = _by_rule(LEAD.sub("", found["rest"]), frame)
    return _fitting(rest, weekdays.WEEKDAYS[found["weekday"]], frame) if isinstance(rest, Found) else rest


def _week_from(typed: str, frame: Frame) -> Found | Fault | None:
    """W/c 11 May, the week of 11 May: five days of which one is meant, so that the first and the last are asked."""
    found = WEEK_FROM.match(typed)
    if not found:
        return None
    first = _by_rule(found["day"], frame)
    if not isinstance(first, Found) or first.why or len(first.days) > 1:
        return first
    monday = weekdays.monday(first.days[0])
    return Found((monday, monday + timedelta(days=4)), "span")


def _fitting(found: Found, weekday: int, frame: Frame) -> Found:
    """The days of that weekday; where there are none, the first as written and what else can be meant."""
    fits = tuple(day for day in found.days if day.weekday() == weekday)
    if fits:
        return Found(fits, found.why if len(fits) > 1 else None)
    written = found.days[0]
    others = tuple(day for day in found.others if day.weekday() == weekday)
    # "Friday the 8th" of what happened is this Friday, and still to come, rather than the 8th of last month.
    if others and frame.past and all(day > frame.today for day in others):
        return Found(others)
    if not others:
        others = tuple(day for day in _around(written) if day.weekday() == weekday)
    return Found((written, *others), "weekday")


def _around(day: date) -> list[date]:
    """The days up to three days away, of which each weekday comes once."""
    around: list[date] = []
    for away in range(-3, 4):
        try:
            around.append(day + timedelta(days=away))
        except OverflowError:
            continue
    return around


def _answer(found: Found | Fault | None, frame: Frame, confirmed: bool) -> Value[date] | Question[date] | Unread:
    """A single likely day is the value; doubts are asked about, and what can't have happened is refused."""
    if not isinstance(found, Found):
        return _unread(found or "not a day")
    days = found.days
    if frame.past:
        days = tuple(day for day in days if day <= frame.today)
        if not days:
            return StillToCome("still to come", found.days[0])
    days = tuple(day for day in dict.fromkeys(days) if FIRST_YEAR <= day.year <= LAST_YEAR)
    if not days:
        return _unread("year")
    unusual = _unusual(days[0], frame)
    if found.why or len(days) > 1:
        return _question(found.why or "which one", days, frame)
    if unusual and not confirmed:
        return _question(unusual, days, frame)
    return Value(days[0])


def _unusual(day: date, frame: Frame) -> Doubt | None:
    """Whether it is more than two years ago, or a plan more than ten years away."""
    if day < _years_on(frame.today, -OLD_YEARS):
        return "old"
    return "far" if day > _years_on(frame.today, FAR_YEARS) else None


def _years_on(day: date, years: int) -> date:
    # A year without 29 February has its 28th instead.
    return a_day(day.year + years, day.month, day.day) or date(day.year + years, day.month, 28)


def _question(why: Doubt, days: tuple[date, ...], frame: Frame) -> Question[date]:
    choices: list[Choice[date]] = []
    for day in days[:MOST_CHOICES]:
        words = written_day(day)
        choices.append(Choice(day, f"exactly {words}" if _unusual(day, frame) else words))
    return Question(why, tuple(choices))


def written_day(day: date) -> str:
    """Words that `read_day` reads as this day without a question, in a company of any locale: "Friday 8 May 2026"."""
    return format_date(day, "EEEE d MMMM y", "en")


def _unread(fault: Fault) -> Unread:
    return Unread(fault)


@lru_cache(maxsize=512)
def order_of(country: str) -> DayOrder:
    """How a country ("DE", "US", "DE-BY") writes a day in digits, by Unicode's locale data; DMY if it is unknown."""
    territory = country.strip().partition("-")[0].upper()
    # babel takes ZZ, an unknown country, for the United States.
    if not re.match(r"^[A-Z]{2}$", territory) or territory == "ZZ":
        return "DMY"
    try:
        pattern = get_date_format("short", Locale.parse(f"und_{territory}")).pattern
    except (UnknownLocaleError, ValueError):
        return "DMY"
    return day_order(pattern)
