"""Weekdays and hours: as people type them, and as they are told back."""

import re
from collections.abc import Sequence
from datetime import time

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
RANGES = {
    **dict.fromkeys(("weekdays", "working days", "workdays"), (0, 1, 2, 3, 4)),
    **dict.fromkeys(("every day", "daily", "all days", "all"), tuple(range(7))),
}
HOUR = re.compile(r"^(\d{1,2})(?::([0-5]\d))?\s*(am|pm)?$", re.IGNORECASE)


def hour(words: str) -> time | None:
    """Read "9", "09:30" or "4 pm"; None if it is no time of a day."""
    found = HOUR.match(words.strip())
    if not found:
        return None
    number, half = int(found[1]), (found[3] or "").lower()
    if half and not 1 <= number <= 12:
        return None
    number = number % 12 + (12 if half == "pm" else 0) if half else number
    return time(number, int(found[2] or 0)) if number < 24 else None


def weekdays(words: str) -> tuple[int, ...] | None:
    """Read "Mon, Wed and Fri", "Monday to Thursday" or "weekdays": Monday is 0. None if they are none."""
    words = " ".join(words.casefold().split())
    if words in RANGES:
        return RANGES[words]
    days: set[int] = set()
    for part in re.split(r"\s*,\s*|\s+and\s+|\s*&\s*", words):
        ends = [_day(end) for end in re.split(r"\s*(?:-|–|\sto\s)\s*", part)]
        if None in ends or len(ends) > 2:
            return None
        first, last = ends[0] or 0, ends[-1] or 0
        days |= {day % 7 for day in range(first, last + 1 if last >= first else last + 8)}
    return tuple(sorted(days))


def _day(word: str) -> int | None:
    short = word.strip().rstrip(".")
    return next((at for at, name in enumerate(NAMES) if len(short) > 1 and name.casefold().startswith(short)), None)


def told(days: Sequence[int]) -> str:
    """Days in words: "Monday to Friday", "Monday, Wednesday"."""
    if len(days) == len(NAMES):
        return "every day"
    if len(days) > 2 and tuple(days) == tuple(range(days[0], days[-1] + 1)):
        return f"{NAMES[days[0]]} to {NAMES[days[-1]]}"
    return ", ".join(NAMES[day] for day in days)
