"""Day phrases: which words at the end of a text can only be a day. They aren't read here; `days` does that."""

import re
from calendar import month_abbr, month_name

_MONTHS = "|".join([*month_name[1:], "sept", *month_abbr[1:]])
MONTH = rf"(?:{_MONTHS})\.?"
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thu|thurs?|fri)\.?"
"""Sat and Sun are left out: alone they are a verb and a company. Beside a date they count, see `DATE`."""

_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+|[-./])(?:\d{4}|['’]?\d{2})"
_DAY_MONTH = rf"(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of\s+|[\s./-]*){MONTH}(?:{_YEAR})?"
_MONTH_DAY = rf"{MONTH}\s*(?:the\s+)?{_NUMBER}(?:{_YEAR})?"
_ISO = r"\d{4}-\d{2}-\d{2}"
_FULL = r"\d{1,2}(?P<dot>[./-])\d{1,2}(?P=dot)\d{4}"
DATE = rf"(?:(?:{WEEKDAY}|sat\.?|sun\.?),?\s+)?(?:{_DAY_MONTH}|{_MONTH_DAY}|{_ISO}|{_FULL})"

_SOME = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a\s+couple\s+of|a\s+few)"
_SPAN = r"(?:(?:working|business)\s+)?(?:day|week|fortnight|month|quarter|year)s?"
_PERIOD = rf"(?:(?:the|this|next)\s+)?(?:week|month|quarter|year)|(?:{MONTH}|Q[1-4])(?:\s+\d{{4}})?"
_EDGE = rf"(?:the\s+)?(?:end|middle|start|beginning)\s+of\s+(?:{_PERIOD})|(?:mid|early|late)[\s-]+{MONTH}|EO[WMQY]"
_NEAR = r"today|(?:the\s+day\s+after\s+)?tomorrow"
AHEAD = rf"in\s+{_SOME}\s+{_SPAN}|next\s+(?:week|month|quarter|year)|{_EDGE}|{_NEAR}|{MONTH}\s+\d{{4}}"
AGO = rf"yesterday|today|(?:the\s+)?day\s+before\s+yesterday|{_SOME}\s+{_SPAN}\s+ago|last\s+(?:week|month)"
NAMED = rf"(?:(?:this|next|last|coming)\s+)?{WEEKDAY}"


def phrase(words: str) -> re.Pattern[str]:
    """A pattern for phrases that must be the whole of what is matched, in any case."""
    return re.compile(rf"(?:{words})", re.IGNORECASE)


CALENDAR_DAY = phrase(DATE)
PLAN = phrase(f"{DATE}|{NAMED}|{AHEAD}")
ON_A_DAY = phrase(f"{DATE}|{NAMED}|{_NEAR}")
PAST = phrase(f"{DATE}|{AGO}|last\\s+{WEEKDAY}")
