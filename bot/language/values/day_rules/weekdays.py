"""Days by their weekday: Friday, last Friday, Friday next week, Monday week."""

import re
from datetime import date, timedelta

from babel.dates import get_day_names

from bot.language.values.day_rules.frame import Fault, Found, Frame


def _weekday_words() -> dict[str, int]:
    words = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
    for number in range(7):
        words[get_day_names("wide", locale="en")[number].casefold()] = number
        words[get_day_names("abbreviated", locale="en")[number].casefold()] = number
    return words


WEEKDAYS = _weekday_words()
"""English names and short names of the weekdays; Monday is 0."""

WEEKDAY = f"(?P<weekday>{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})\\.?"
ALONE = re.compile(f"^(?:(?P<which>this|next|last|coming|this coming|past|this past) )?{WEEKDAY}$")
OF_WEEK = re.compile(f"^{WEEKDAY},? (?:of )?(?:the )?(?P<which>this|next|last) week$")
WEEK_OF = re.compile(f"^(?P<which>this|next|last) week(?:,| on|'s)? {WEEKDAY}$")
WEEK_AFTER = re.compile(f"^(?:{WEEKDAY} (?P<far>week|fortnight)|a (?P<on>week|fortnight) (?:on|from) (?P<day>[a-z]+))$")
A_WEEK = timedelta(days=7)


def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def alone(words: str, frame: Frame) -> Found | Fault | None:
    """Friday, this Friday, next Friday, last Friday."""
    found = ALONE.match(words)
    if not found:
        return None
    weekday = WEEKDAYS[found["weekday"]]
    match found["which"]:
        case "next":
            return _distinct(_coming(weekday, frame), monday(frame.today) + A_WEEK + timedelta(days=weekday))
        case "last":
            return _distinct(_gone(weekday, frame), monday(frame.today) - A_WEEK + timedelta(days=weekday))
        case "coming" | "this coming":
            return Found((_coming(weekday, frame),))
        case "past" | "this past":
            return Found((_gone(weekday, frame),))
        case "this":
            return _this(weekday, frame)
        case _:
            return _named(weekday, frame)


def _coming(weekday: int, frame: Frame) -> date:
    """The next such day after today."""
    return frame.today + timedelta(days=(weekday - frame.today.weekday() - 1) % 7 + 1)


def _gone(weekday: int, frame: Frame) -> date:
    """The last such day before today."""
    return frame.today - timedelta(days=(frame.today.weekday() - weekday - 1) % 7 + 1)


def _distinct(nearest: date, in_that_week: date) -> Found:
    """On a Monday "next Friday" is this week's to some and next week's to others."""
    if nearest == in_that_week:
        return Found((nearest,))
    return Found((nearest, in_that_week), "which one")


def _this(weekday: int, frame: Frame) -> Found:
    """This week's; on a Saturday "this Friday" can also be the one to come."""
    day = monday(frame.today) + timedelta(days=weekday)
    if frame.past or day >= frame.today:
        return Found((day,))
    return Found((day + A_WEEK, day), "which one")


def _named(weekday: int, frame: Frame) -> Found:
    """For plans the next such day, today included. A fact of today's weekday can be today's or a week old."""
    is_today = weekday == frame.today.weekday()
    if not frame.past:
        return Found((frame.today if is_today else _coming(weekday, frame),))
    gone = _gone(weekday, frame)
    return Found((frame.today, gone), "which one") if is_today else Found((gone,))


def of_week(words: str, frame: Frame) -> Found | Fault | None:
    """Friday next week, next week Friday."""
    found = OF_WEEK.match(words) or WEEK_OF.match(words)
    if not found:
        return None
    weeks = {"this": 0, "next": 1, "last": -1}[found["which"]]
    return Found((monday(frame.today) + weeks * A_WEEK + timedelta(days=WEEKDAYS[found["weekday"]]),))


def week_after(words: str, frame: Frame) -> Found | Fault | None:
    """Monday week, a week on Monday: a week after the coming Monday."""
    found = WEEK_AFTER.match(words)
    weekday = WEEKDAYS.get(found["weekday"] or found["day"]) if found else None
    if found is None or weekday is None:
        return None
    weeks = 2 if "fortnight" in (found["far"], found["on"]) else 1
    later = _coming(weekday, frame) + weeks * A_WEEK
    if weekday == frame.today.weekday():
        return Found((later - A_WEEK, later), "which one")
    return Found((later,))
