"""Weekdays and hours: read from what people type, and written for people."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import time

from bot.language.values.answers import Choice, Question, Unread, Value
from bot.language.values.day_rules.spans import TO_TWENTY
from bot.language.values.day_rules.weekdays import WEEKDAYS

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EVERY_DAY = tuple(range(7))
RANGES = {
    **dict.fromkeys(("weekdays", "every weekday", "working days", "workdays"), (0, 1, 2, 3, 4)),
    **dict.fromkeys(("every day", "everyday", "daily", "all days", "all", "all week"), EVERY_DAY),
    **dict.fromkeys(("weekends", "weekend", "the weekend"), (5, 6)),
}
LONGEST = 80
HOURS = {word: number for number, word in enumerate(TO_TWENTY[:12], 1)}
NAMED = {"noon": time(12), "midday": time(12), "midnight": time(0)}
NUMBER = f"(?P<hour>[0-9]{{1,2}}|{'|'.join(HOURS)})"
HALF_OF_DAY = r"(?: ?(?P<half>[ap]) ?\.?m\.?)?"
CLOCK = re.compile(f"^{NUMBER}(?:[:.h](?P<minute>[0-5][0-9])(?::00)?)?(?: ?h| o'?clock| hours)?{HALF_OF_DAY}$")
MILITARY = re.compile(r"^(?P<hour>[0-9]{2})(?P<minute>[0-5][0-9])(?: ?h| hours)?$")
RELATIVE = re.compile(f"^(?P<part>half|quarter|a quarter) (?P<side>past|to) {NUMBER}{HALF_OF_DAY}$")
HALF_NINE = re.compile(f"^half {NUMBER}$")
EARLIEST_MORNING = 7
"""An hour before it can be one of the afternoon just as well, unless it is written by 24 hours or with am or pm."""

SURE = re.compile(r"^[0-9]{2}|[ap] ?\.?m")
"""Written by 24 hours, or with am or pm: "09:30" is in the morning, and "2:30" rarely at night."""

BETWEEN = re.compile(r"\s*(?:-|\bto\b|\buntil\b|\btill\b|\band\b)\s*")


def read_hour(words: str) -> Value[time] | Question[time] | Unread:
    """Read "9", "09:30", "4 pm", "noon" or "half past nine"; "5" is asked about, since it can be 17:00.

    A question's `why` is "morning or evening" or "half", and what can't be read is "not a time".
    """
    typed = _plain(words).removeprefix("at ")
    if half := HALF_NINE.match(typed):
        return _half(_number(half["hour"]))
    at = _clock(typed)
    if at is None:
        return Unread("not a time")
    if not SURE.search(typed) and 1 <= at.hour < EARLIEST_MORNING:
        return Question("morning or evening", _choices(at, at.replace(hour=at.hour + 12)))
    return Value(at)


def _half(hour: int) -> Question[time] | Unread:
    """Half nine is 9:30 in Britain, and 8:30 to who thinks in German."""
    if not 1 <= hour <= 12:
        return Unread("not a time")
    return Question("half", _choices(time(hour % 12, 30), time((hour - 1) % 12, 30)))


def _choices(*times: time) -> tuple[Choice[time], ...]:
    return tuple(Choice(at, at.isoformat("minutes")) for at in times)


def _plain(words: str) -> str:
    folded = unicodedata.normalize("NFKC", words[:LONGEST]).casefold()
    folded = re.sub(r"\d", lambda digit: str(unicodedata.decimal(digit[0])), folded)
    folded = re.sub(r"[‐‑‒–—−]", "-", folded).replace("’", "'")
    return " ".join(folded.split()).rstrip(",;! ")


def _clock(typed: str) -> time | None:
    """A time of a day that means one thing; a bare number counts by 24 hours."""
    if typed in NAMED:
        return NAMED[typed]
    if relative := RELATIVE.match(typed):
        return _relative(relative)
    found = CLOCK.match(typed) or MILITARY.match(typed)
    if not found:
        return None
    parts = found.groupdict()
    hour = _hour_of_day(_number(found["hour"]), parts.get("half") or "")
    return time(hour, int(found["minute"] or 0)) if hour is not None else None


def _number(words: str) -> int:
    return HOURS.get(words) or int(words)


def _hour_of_day(number: int, half: str) -> int | None:
    """The hour from 0 to 23; 24:00 is none, since no one can be sure of which day it is."""
    if not half:
        return number if number < 24 else None
    if not 1 <= number <= 12:
        return None
    return number % 12 + (12 if half == "p" else 0)


def _relative(found: re.Match[str]) -> time | None:
    """Half past nine, quarter to ten; "half to" isn't a time."""
    hour = _hour_of_day(_number(found["hour"]), found["half"] or "")
    is_half = found["part"] == "half"
    if hour is None or (is_half and found["side"] == "to"):
        return None
    if found["side"] == "to":
        return time((hour - 1) % 24, 45)
    return time(hour, 30 if is_half else 15)


def read_hours(words: str) -> Value[tuple[time, time]] | Unread:
    """Read "20:00-08:30", "20-8" or "8 pm to 8 am": when the hours begin and end; they can go over midnight.

    A bare number counts by 24 hours. What can't be read, or begins when it ends, is "not hours".
    """
    typed = _plain(words).removeprefix("from ").removeprefix("between ")
    ends = [_clock(end.removeprefix("at ")) for end in BETWEEN.split(typed)]
    if len(ends) != 2 or ends[0] is None or ends[1] is None or ends[0] == ends[1]:
        return Unread("not hours")
    return Value((ends[0], ends[1]))


def read_weekdays(words: str) -> Value[tuple[int, ...]] | Unread:
    """Read "Mon, Wed and Fri", "Fridays", "Monday to Thursday", "weekdays" or "every day except Friday".

    Monday is 0, and the days are in order. What can't be read is "not weekdays".
    """
    if len(words) > LONGEST:
        return Unread("not weekdays")
    typed = _plain(words).removeprefix("on ")
    named, *without = re.split(r" (?:except|but not|but) (?:on )?", typed)
    days = _days(named)
    for part in without:
        left_out = _days(part)
        # An exception that isn't a weekday makes the whole unreadable.
        if not left_out:
            return Unread("not weekdays")
        days -= left_out
    return Value(tuple(sorted(days))) if days else Unread("not weekdays")


def _days(typed: str) -> set[int]:
    """The weekdays of a list; none at all if a part of it isn't a weekday."""
    days: set[int] = set()
    for part in re.split(r"\s*(?:,\s*and|,|\band\b|&|/|\+)\s*", typed):
        found = RANGES.get(part) or _range(part.removeprefix("every "))
        if not found:
            return set()
        days.update(found)
    return days


def _range(part: str) -> tuple[int, ...]:
    """Monday to Thursday, also over the week's end; or the days that stand one after another."""
    ends = re.split(r"\s*(?:-|\bto\b|\bthrough\b|\btill\b|\buntil\b)\s*", part)
    if len(ends) == 2:
        first, last = _day(ends[0]), _day(ends[1])
        if first is None or last is None:
            return ()
        # From Friday to Monday goes over Sunday.
        return tuple((first + away) % 7 for away in range((last - first) % 7 + 1))
    days: list[int] = []
    for word in part.split():
        day = _day(word)
        if day is None:
            return ()
        days.append(day)
    return tuple(days)


def _day(words: str) -> int | None:
    short = words.rstrip(".")
    if short not in WEEKDAYS:
        short = short.removesuffix("s")
    if short in WEEKDAYS:
        return WEEKDAYS[short]
    if len(short) < 2:
        return None
    for number, name in enumerate(NAMES):
        if name.casefold().startswith(short):
            return number
    return None


def hour(words: str) -> time | None:
    """The same as `read_hour`, for those who can't ask: None if it isn't a time of day, or can be two."""
    answer = read_hour(words)
    return answer.it if isinstance(answer, Value) else None


def weekdays(words: str) -> tuple[int, ...] | None:
    """The same as `read_weekdays`, None if they are none."""
    answer = read_weekdays(words)
    return answer.it if isinstance(answer, Value) else None


def weekday_words(days: Sequence[int]) -> str:
    """Days in words: "Monday to Friday", "Monday, Wednesday"."""
    if len(days) == len(NAMES):
        return "every day"
    if len(days) > 2 and tuple(days) == tuple(range(days[0], days[-1] + 1)):
        return f"{NAMES[days[0]]} to {NAMES[days[-1]]}"
    return ", ".join(NAMES[day] for day in days)
