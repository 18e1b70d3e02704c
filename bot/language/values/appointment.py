"""Appointment: what to do and when, cut apart - "call Carla on Tuesday at 10:00 for @rob".

It says which words are a day, a time or a colleague; `days` and `times` read them.
"""

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.language.values.day_phrases import PLAN

LONGEST_PHRASE = 60
"""Characters that a day or a time has at most, so that a long text is looked at near its ends only."""

_DAY = rf"(?:{PLAN.pattern}|the [0-9]{{1,2}}(?:st|nd|rd|th)|tonight|this (?:morning|afternoon|evening))"
_PART = r"(?:[ ]+(?:in the )?(?P<part>morning|afternoon|evening))?"
_HOUR = r"(?:[0-9]{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_SURE = r"[0-9]{1,2}:[0-9]{2}(?: ?[ap]\.?m\.?)?|[0-9]{1,2}(?:\.[0-9]{2})? ?[ap]\.?m\.?|noon|midday|midnight"
_SPOKEN = rf"{_HOUR}(?: o'?clock|[.h][0-9]{{2}}|h)?|(?:half|(?:a )?quarter) (?:past|to) {_HOUR}|half {_HOUR}"
_SOON = r"half an hour|(?:[0-9]{1,3}|an?|one|two|three) (?:hours?|hrs?|minutes?|mins?)"
_ON = r"(?:(?:on|by|due|until|before|for|this coming|coming)[ ]+)?"
_BEFORE = r"(?:^|(?<!\bof)(?<!\bsince)(?<!\babout)(?<!\bfrom)(?<!\bthe)[ ,;:–-]+)"

DAY_AT_END = re.compile(rf"{_BEFORE}{_ON}(?P<day>{_DAY}){_PART}$", re.IGNORECASE)
TIME_AT_END = re.compile(
    rf"(?:^|[ ,;]+)(?:(?:at|@|around)[ ]+(?P<spoken>{_SURE}|{_SPOKEN})|(?P<time>{_SURE}))$", re.IGNORECASE
)
SOON_AT_END = re.compile(rf"(?:^|[ ,;]+)in (?P<soon>{_SOON})$", re.IGNORECASE)
WHO_AT_END = re.compile(r"(?:^|[ ,;]+)for (?P<who><@[\w-]+(?:\|[^>]*)?>|me)$", re.IGNORECASE)
DAY_AT_START = re.compile(rf"^{_ON}(?P<day>{_DAY}){_PART}[ ,:;–-]+(?=\S)", re.IGNORECASE)
TIME_AT_START = re.compile(
    rf"^(?:(?:at|@|around)[ ]+(?P<spoken>{_SURE}|{_SPOKEN})|(?P<time>{_SURE}))[ ,:;–-]+(?=\S)", re.IGNORECASE
)
TO = re.compile(r"^(?:to|and)\s+(?=\S)", re.IGNORECASE)
TODAY = frozenset({"tonight", "this morning", "this afternoon", "this evening"})


@dataclass(frozen=True, slots=True)
class Appointment:
    """What to do, with the words of its day, its time, "in 2 hours" (`soon`) and who does it; empty where not said.

    `day_at` and `time_at` are where these words begin in what was typed.
    """

    what: str
    day: str = ""
    time: str = ""
    soon: str = ""
    who: str = ""
    day_at: int = 0
    time_at: int = 0


_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}


def read_soon(words: str) -> timedelta:
    """How far off "2 hours", "an hour" or "30 minutes" is; the words are those that were cut off as `soon`."""
    number, _, unit = words.casefold().replace("half an hour", "30 minutes").rpartition(" ")
    many = _NUMBERS.get(number) or int(number)
    return timedelta(hours=many) if unit.startswith("h") else timedelta(minutes=many)


def cut_appointment(words: str) -> Appointment:
    """Cut a day, a time and a colleague off the end of a text, or a day and a time off its beginning."""
    found = Appointment(words.rstrip(" \t\r\n.,;!"))
    while (shorter := _shorter(found)) is not None:
        found = shorter
    begins = 0
    while (shorter := _later(found, begins)) is not None:
        begins += len(found.what) - len(shorter.what)
        found = shorter
    return replace(found, what=TO.sub("", found.what).strip(" ,;:–-"))


def _shorter(found: Appointment) -> Appointment | None:
    """The same with one more thing cut off the end of its text; None where nothing more is there."""
    text, start = found.what, max(0, len(found.what) - LONGEST_PHRASE)
    if not found.who and (who := WHO_AT_END.search(text, start)):
        return replace(found, what=text[: who.start()], who=who["who"])
    if not (found.soon or found.time or found.day) and (soon := SOON_AT_END.search(text, start)):
        return replace(found, what=text[: soon.start()], soon=soon["soon"])
    if not (found.soon or found.time) and (time := TIME_AT_END.search(text, start)):
        return replace(_timed(found, time, 0), what=text[: time.start()])
    if not (found.soon or found.day) and (day := DAY_AT_END.search(text, start)):
        return replace(_dated(found, day, 0), what=text[: day.start()] + _part(day))
    return None


def _later(found: Appointment, begins: int) -> Appointment | None:
    """The same with one more thing cut off the beginning of its text, which begins so far behind what was typed."""
    text = found.what
    if not (found.soon or found.day) and (day := DAY_AT_START.search(text[:LONGEST_PHRASE])):
        return replace(_dated(found, day, begins), what=text[day.end() :] + _part(day))
    time = TIME_AT_START.search(text[:LONGEST_PHRASE]) if not (found.soon or found.time) else None
    # "At one customer" begins like a time: it is one beside a day only.
    if time and (found.day or DAY_AT_START.search(text[time.end() :][:LONGEST_PHRASE])):
        return replace(_timed(found, time, begins), what=text[time.end() :])
    return None


def _timed(found: Appointment, time: re.Match[str], begins: int) -> Appointment:
    group = "spoken" if time["spoken"] else "time"
    return replace(found, time=time[group], time_at=begins + time.start(group))


def _dated(found: Appointment, day: re.Match[str], begins: int) -> Appointment:
    return replace(found, day=day["day"], day_at=begins + day.start("day"))


def _part(day: re.Match[str]) -> str:
    """The part of the day, which isn't a time: it stays in the text. The morning is when a reminder comes anyway."""
    part = (day["part"] or day["day"].partition("this ")[2] or "").casefold()
    return f", {part}" if part in ("afternoon", "evening") else ""
