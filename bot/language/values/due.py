"""Due: a text and the day it is due, cut off its end only where the words can be nothing but a day.

"support on 24/7", "host on Windows 11" and "approved by 2/3" keep everything; "training by 1 June" ends on a day.
"""

import re
from dataclasses import dataclass

from bot.language.values.day_phrases import CALENDAR_DAY, ON_A_DAY, PLAN

MARK = re.compile(r"(?<=\S)[\s,;]+(due\s+by|due\s+on|due|by|on|until)\s+(?=\S)", re.IGNORECASE)
BLANK = re.compile(r"(?<=\S)\s+(?=\S)")
LONGEST_PHRASE = 40
"""Characters a day has at most, so that a long text is looked at near its end only."""


@dataclass(frozen=True, slots=True)
class Due:
    """A text, and the words of the day it is due; `day` is empty where there is none.

    `start` is where the day begins in what was typed. A `certain` day names a day of the calendar: it is wrong, rather
    than a part of the text, where it can't be read ("31 June").
    """

    text: str
    day: str = ""
    start: int = -1
    certain: bool = False


def cut_bare_day(words: str) -> Due:
    """Cut a day off the end of a text with or without "by" before it: "security review 12 May"."""
    if (due := cut_due(words)).day:
        return due
    ends = len(words.rstrip(" \t\r\n.!"))
    for blank in BLANK.finditer(words, max(0, ends - LONGEST_PHRASE)):
        day = words[blank.end() : ends]
        if PLAN.fullmatch(day):
            return Due(words[: blank.start()], day, blank.end(), CALENDAR_DAY.fullmatch(day) is not None)
    return Due(words)


def cut_due(words: str) -> Due:
    """Cut "by 1 June", "on Friday", "due in 2 weeks" or "until end of June" off the end of a text."""
    ends = len(words.rstrip(" \t\r\n.!"))
    for mark in MARK.finditer(words, max(0, ends - LONGEST_PHRASE)):
        day = words[mark.end() : ends]
        # "on" joins far more than days ("runs on Q3 figures"), so that only a weekday or a date counts after it
        known = ON_A_DAY if mark[1].casefold().endswith("on") else PLAN
        if known.fullmatch(day):
            return Due(words[: mark.start()], day, mark.end(), CALENDAR_DAY.fullmatch(day) is not None)
    return Due(words)
