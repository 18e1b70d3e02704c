"""Values in a sentence: days and addresses with their places; the reader of days decides what they mean."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from bot.language.understanding.marked import Span
from bot.language.values.answers import Question, Unread, Value
from bot.language.values.days import read_day
from bot.language.values.notation import Notation

URL = re.compile(r"https?://[^\s<>()]+[^\s<>().,;:!?]")
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
PERIOD = r"(?:week|month|quarter|year)"
WEEKDAY_OR_MONTH = re.compile(f"{WEEKDAY}|{MONTH}", re.IGNORECASE)
NUMBER = r"(?:\d{1,2}|an?|one|two|three|four|five|six)"
IN_DIGITS = (r"\d{4}-\d{2}-\d{2}", r"\d{1,2}[./]\d{1,2}[./]\d{2,4}")
DAYS = tuple(
    re.compile(rf"(?<![\w/.-]){words}(?![\w/-])", re.IGNORECASE)
    for words in (
        *IN_DIGITS,
        rf"(?:the )?\d{{1,2}}(?:st|nd|rd|th)?\.? (?:of )?{MONTH}(?:,? \d{{4}})?",
        rf"{MONTH} (?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?",
        rf"(?:the )?end of (?:the |this |next )?(?:{PERIOD}|{MONTH})(?: \d{{4}})?",
        rf"(?:the )?(?:beginning|start|middle) of (?:the |this |next )?(?:{PERIOD}|{MONTH})",
        rf"in {NUMBER} (?:days?|weeks?|months?)",
        rf"{NUMBER} (?:days?|weeks?|months?) ago",
        rf"for (?:the next )?{NUMBER} (?:days?|weeks?|months?)",
        rf"(?:next|this|last|coming) (?:{WEEKDAY}|{PERIOD})",
        r"(?:today|tomorrow|yesterday|tonight|eom|eoq|eoy|eow|this morning|this afternoon|last night)",
        r"the \d{1,2}(?:st|nd|rd|th)",
        rf"{WEEKDAY}",
        r"\d{1,2}(?:st|nd|rd|th)",
        r"Q[1-4](?: \d{4})?",
        rf"(?:early|mid|late|end)[ -]{MONTH}",
    )
)
BARE_MONTH = re.compile(rf"(?:in|until|till|before|by|for|to|of) ({MONTH})(?! ?\d)(?!\w)", re.IGNORECASE)
BEFORE_A_DAY = r"(?:on|until|till|by|to|date|is|from|before|after|closes|signs|:)"
NO_YEAR = re.compile(
    rf"{BEFORE_A_DAY} ((?:0?[1-9]|[12]\d|3[01])(?:/\d{{1,2}}|\.\d{{1,2}}\.))(?![\w/,%-]|\.\d)", re.IGNORECASE
)
"""A day in digits without its year, where a word before it says that it is one: "until 15.6.", "closes 1/6"."""
SHORT_DAYS = {"eom": "end of month", "eoq": "end of quarter", "eoy": "end of year", "eow": "Friday"}
SAID_DAYS = {"tonight": "today", "this morning": "today", "this afternoon": "today", "last night": "yesterday"}


def urls(text: str) -> Iterator[Span]:
    """Addresses of pages."""
    for found in URL.finditer(text):
        yield Span("u", *found.span(), found[0])


def days(text: str, now: datetime, notation: Notation) -> Iterator[Span]:
    """Days; one that reads in several ways comes with all of them."""
    yield from _days_by(DAYS, text, now, notation)
    for found in NO_YEAR.finditer(text):
        if read := read_days(found[1], now, notation):
            yield Span("t", *found.span(1), read)
    for found in BARE_MONTH.finditer(text):
        # "Until September", "before September" end where September begins; "in September" can be as late as its end.
        part = "1" if found[0].casefold().startswith(("until", "till", "before")) else "end of"
        if read := read_days(f"{part} {found[1]}", now, notation):
            yield Span("t", *found.span(1), read)


def days_in_digits(text: str, now: datetime, notation: Notation) -> Iterator[Span]:
    """Days that are written in digits, with their year: the same in every language."""
    yield from _days_by(DAYS[: len(IN_DIGITS)], text, now, notation)


def _days_by(patterns: Sequence[re.Pattern[str]], text: str, now: datetime, notation: Notation) -> Iterator[Span]:
    for pattern in patterns:
        for found in pattern.finditer(text):
            if read := read_days(found[0], now, notation):
                yield Span("t", *found.span(), read)


def read_days(words: str, now: datetime, notation: Notation) -> tuple[date, ...]:
    """The days that words can mean, the likeliest first."""
    said = words.casefold()
    if said.startswith("for "):
        words = "in " + re.sub(r"^for (?:the next )?", "", said)
    answer = _read_day(words, now, notation)
    if isinstance(answer, Value):
        return (answer.it,)
    if isinstance(answer, Question):
        return tuple(choice.value for choice in answer.choices)
    return ()


def past_days(words: str, now: datetime, notation: Notation) -> tuple[date, ...]:
    """The days that words can mean for what has happened."""
    answer = _read_day(words, now, notation, past=True)
    if isinstance(answer, Value):
        return (answer.it,)
    return tuple(choice.value for choice in answer.choices) if isinstance(answer, Question) else ()


def _read_day(
    words: str, now: datetime, notation: Notation, *, past: bool = False
) -> Value[date] | Question[date] | Unread:
    said = words.casefold()
    words = SHORT_DAYS.get(said, SAID_DAYS.get(said, words))
    return read_day(words, now, past=past, order=notation.order, torn=notation.torn)
