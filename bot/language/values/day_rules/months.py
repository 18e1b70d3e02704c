"""Days with a month in words: 3 May, May 3rd 2027, the first of June; and the 1st, the 15th of next month."""

import re
from datetime import date

from babel.dates import get_month_names

from bot.language.values.day_rules.frame import Fault, Found, Frame, a_day, in_year, months_on

ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
    *("twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth"),
    *("twenty-sixth", "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first"),
)


def _month_words() -> dict[str, int]:
    words = {"sept": 9}
    for number in range(1, 13):
        words[get_month_names("wide", locale="en")[number].casefold()] = number
        words[get_month_names("abbreviated", locale="en")[number].casefold()] = number
    return words


MONTHS = _month_words()
"""English names and short names of the months, with their numbers."""

# Long names first: "june" is not "jun" with an e behind it.
MONTH = f"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\\.?"
ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
DAY = f"(?P<day>[0-9]{{1,2}}(?:st|nd|rd|th)?\\.?|{ORDINAL})"
YEAR = "(?P<year>[0-9]{4}|'?[0-9]{2})"
# "3-May-27" has a year of two digits, but "May 3-27" and "3 May-27" are ranges.
DAY_MONTH = re.compile(f"^{DAY}(?: of)?(?P<gap>[ .,/-]*){MONTH}(?:(?:[ ,.]*|(?P=gap)|[/-](?=[0-9]{{4}})){YEAR})?$")
MONTH_DAY = re.compile(f"^{MONTH}[ ./-]*(?:the )?{DAY}(?:(?:[ ,.]+|[/-](?=[0-9]{{4}})){YEAR})?$")
YEAR_FIRST = re.compile(f"^(?P<year>[0-9]{{4}})[ ,./-]*{MONTH}[ ./-]*{DAY}$")
OF_THE_MONTH = re.compile(f"^{DAY}(?: day)? of (?P<which>the|this|next|last|the next|the last) month$")
BARE = re.compile(r"^(?P<day>[0-9]{1,2})(?:st|nd|rd|th)$")


def with_month(words: str, frame: Frame) -> Found | Fault | None:
    """3 May, 3rd of May 2027, May 3, 3-May-27, 2027 May 3."""
    found = DAY_MONTH.match(words) or MONTH_DAY.match(words) or YEAR_FIRST.match(words)
    if not found:
        return None
    day, month = day_number(found["day"]), MONTHS[found["month"]]
    year = (found["year"] or "").removeprefix("'")
    return in_year(year, lambda in_it: a_day(in_it, month, day), frame)


def day_number(words: str) -> int:
    """The number of a day of a month: 3, 3rd or third."""
    if words in ORDINALS:
        return ORDINALS.index(words) + 1
    return int(re.sub(r"[^0-9]", "", words))


def of_the_month(words: str, frame: Frame) -> Found | Fault | None:
    """The 15th of next month."""
    found = OF_THE_MONTH.match(words)
    if not found:
        return None
    which = found["which"].removeprefix("the ")
    first = months_on(frame.today.replace(day=1), {"next": 1, "last": -1}.get(which, 0))
    day = a_day(first.year, first.month, day_number(found["day"]))
    return Found((day,)) if day else "no such day"


def bare(words: str, frame: Frame) -> Found | Fault | None:
    """The 1st: for plans the next, today included; for facts the last, asked about where the next one is nearer."""
    found = BARE.match(words)
    if not found:
        return None
    coming, last = _around(int(found["day"]), frame)
    if coming is None or last is None:
        return "no such day"
    if not frame.past:
        return Found((coming,))
    nearer = coming - frame.today < frame.today - last
    return Found((last,), "which one" if nearer else None, (coming,))


def _around(number: int, frame: Frame) -> tuple[date | None, date | None]:
    """The next such day of a month, and the last one, today included in both."""
    coming: date | None = None
    last: date | None = None
    first = frame.today.replace(day=1)
    for away in range(-2, 3):
        month = months_on(first, away)
        day = a_day(month.year, month.month, number)
        if day is not None and day <= frame.today:
            last = day
        if day is not None and coming is None and day >= frame.today:
            coming = day
    return coming, last
