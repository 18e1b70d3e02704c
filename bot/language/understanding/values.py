"""Values in a sentence: amounts, days and addresses with their places; the readers of values decide what they mean."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from bot.language.understanding.marked import Span
from bot.language.values.answers import Question, Value
from bot.language.values.days import read_day
from bot.language.values.reading import money
from process.money import Money

URL = re.compile(r"https?://[^\s<>()]+[^\s<>().,;:!?]")
SIGN = r"(?:€|\$|£|¥|₹|EUR|USD|GBP|CHF|euros?|dollars?|pounds?)"
FIGURES = re.compile(
    rf"(?<![\w.,#/-])(?P<before>{SIGN} ?)?(?P<figures>\d[\d.,'’]*)(?P<scale> ?(?:k|m|mn|mio|bn|million|thousand)\b)?"
    rf"(?P<after> ?{SIGN}(?![A-Za-z]))?(?![\w%:/-])",
    re.IGNORECASE,
)
SCALES = {"million": "m", "mio": "m", "thousand": "k"}
NAMED_SIGNS = {"euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "pound": "GBP", "pounds": "GBP"}
LEAST_BARE = 1000
"""A bare number below it is no amount, unless a word before it speaks of one."""

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
PERIOD = r"(?:week|month|quarter|year)"
NUMBER = r"(?:\d{1,2}|an?|one|two|three|four|five|six)"
DAYS = tuple(
    re.compile(rf"(?<![\w/.-]){words}(?![\w/-])", re.IGNORECASE)
    for words in (
        r"\d{4}-\d{2}-\d{2}",
        r"\d{1,2}[./]\d{1,2}[./]\d{2,4}",
        rf"(?:the )?\d{{1,2}}(?:st|nd|rd|th)?\.? (?:of )?{MONTH}(?:,? \d{{4}})?",
        rf"{MONTH} (?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?",
        rf"(?:the )?end of (?:the |this |next )?(?:{PERIOD}|{MONTH})(?: \d{{4}})?",
        rf"(?:the )?(?:beginning|start|middle) of (?:the |this |next )?(?:{PERIOD}|{MONTH})",
        rf"in {NUMBER} (?:days?|weeks?|months?)",
        rf"{NUMBER} (?:days?|weeks?|months?) ago",
        rf"(?:next|this|last|coming) (?:{WEEKDAY}|{PERIOD})",
        r"(?:today|tomorrow|yesterday|tonight|eom|eoq|eoy|eow|this morning|this afternoon|last night)",
        r"the \d{1,2}(?:st|nd|rd|th)",
        rf"{WEEKDAY}",
        r"\d{1,2}(?:st|nd|rd|th)",
        r"Q[1-4](?: \d{4})?",
        rf"(?:early|mid|late|end)[ -]{MONTH}",
    )
)
BARE_MONTH = re.compile(rf"(?:in|until|till|by|for|to|of) ({MONTH})(?! ?\d)(?!\w)", re.IGNORECASE)
SHORT_DAYS = {"eom": "end of month", "eoq": "end of quarter", "eoy": "end of year", "eow": "Friday"}
SAID_DAYS = {"tonight": "today", "this morning": "today", "this afternoon": "today", "last night": "yesterday"}


def urls(text: str) -> Iterator[Span]:
    """Addresses of pages."""
    for found in URL.finditer(text):
        yield Span("u", *found.span(), found[0])


def amounts(text: str, currency: str) -> Iterator[Span]:
    """Amounts of money; a bare small number is left to be something else."""
    for found in FIGURES.finditer(text):
        read = _amount(found, currency)
        if read is not None:
            yield Span("m", *found.span(), read)


def _amount(found: re.Match[str], currency: str) -> Money | None:
    named = bool(found["before"] or found["after"] or found["scale"])
    figures = found["figures"].rstrip(".,'’")
    if not named and (len(re.sub(r"\D", "", figures)) < 4 or re.fullmatch(r"(?:19|20)\d\d", figures)):
        return None
    scale = (found["scale"] or "").strip().lower()
    sign = (found["before"] or found["after"] or "").strip()
    sign = NAMED_SIGNS.get(sign.lower(), sign)
    # The reader takes the sign where a person would write it: behind, for a code, and in front, for a sign.
    words = f"{sign}{figures}{SCALES.get(scale, scale)}" if len(sign) == 1 else f"{figures}{SCALES.get(scale, scale)} {sign}"
    return money(words.strip(), currency)


def bare_amount(words: str, currency: str) -> Money | None:
    """A number without anything around it, where the sentence says that it is an amount."""
    return money(words, currency)


def days(text: str, now: datetime) -> Iterator[Span]:
    """Days; one that reads in several ways comes with all of them."""
    for pattern in DAYS:
        for found in pattern.finditer(text):
            if read := _days(found[0], now):
                yield Span("t", *found.span(), read)
    for found in BARE_MONTH.finditer(text):
        if read := _days(f"end of {found[1]}", now):
            yield Span("t", *found.span(1), read)


def _days(words: str, now: datetime) -> tuple[date, ...]:
    """The days that words can mean, the likeliest first."""
    said = words.casefold()
    answer = read_day(SHORT_DAYS.get(said, SAID_DAYS.get(said, words)), now)
    if isinstance(answer, Value):
        return (answer.it,)
    if isinstance(answer, Question):
        return tuple(choice.value for choice in answer.choices)
    return ()


def past_days(words: str, now: datetime) -> tuple[date, ...]:
    """The days that words can mean for what has happened."""
    said = words.casefold()
    answer = read_day(SHORT_DAYS.get(said, SAID_DAYS.get(said, words)), now, past=True)
    if isinstance(answer, Value):
        return (answer.it,)
    return tuple(choice.value for choice in answer.choices) if isinstance(answer, Question) else ()
