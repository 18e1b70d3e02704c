"""Values in a sentence: amounts, days and addresses with their places; the readers of values decide what they mean."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from bot.language.understanding.marked import Span
from bot.language.values.answers import Question, Unread, Value
from bot.language.values.days import read_day
from bot.language.values.money import read_money
from bot.language.values.notation import Notation
from process.money import Money

URL = re.compile(r"https?://[^\s<>()]+[^\s<>().,;:!?]")
SIGN = r"(?:€|\$|£|¥|₹|EUR|USD|GBP|CHF|euros?|dollars?|pounds?)"
FIGURES = re.compile(
    rf"(?<![\w.,#/-])(?P<before>{SIGN} ?)?(?P<figures>\d[\d.,'’]*)(?P<scale> ?(?:k|m|mn|mio|bn|million|thousand)\b)?"
    rf"(?P<after> ?{SIGN}(?![A-Za-z]))?(?![\w%:/-])",
    re.IGNORECASE,
)
NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|million|half|and|a)"
)
SPELT = re.compile(rf"\b{NUMBER_WORD}(?:[ -]{NUMBER_WORD})+(?: {SIGN})?\b", re.IGNORECASE)
"""Two number words or more; whether they are an amount is the reader's to say."""

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
BARE_MONTH = re.compile(rf"(?:in|until|till|by|for|to|of) ({MONTH})(?! ?\d)(?!\w)", re.IGNORECASE)
SHORT_DAYS = {"eom": "end of month", "eoq": "end of quarter", "eoy": "end of year", "eow": "Friday"}
SAID_DAYS = {"tonight": "today", "this morning": "today", "this afternoon": "today", "last night": "yesterday"}


def urls(text: str) -> Iterator[Span]:
    """Addresses of pages."""
    for found in URL.finditer(text):
        yield Span("u", *found.span(), found[0])


def amounts(text: str, notation: Notation) -> Iterator[Span]:
    """Amounts of money; a bare small number is left to be something else."""
    for found in SPELT.finditer(text):
        if re.search(r"hundred|thousand|million", found[0], re.IGNORECASE) and (read := _read(found[0], notation)):
            yield Span("m", *found.span(), read)
    for found in FIGURES.finditer(text):
        named = bool(found["before"] or found["after"] or found["scale"])
        figures = found["figures"].rstrip(".,'’")
        if named or _large(figures):
            end = found.start() + len(found[0].rstrip(".,'’"))
            if read := _read(text[found.start() : end], notation):
                yield Span("m", found.start(), end, read)


def _large(figures: str) -> bool:
    """Whether a number without a currency can only be an amount: four digits or more, and no year."""
    return len(re.sub(r"\D", "", figures)) >= 4 and not re.fullmatch(r"(?:19|20)\d\d", figures)


def _read(words: str, notation: Notation) -> Money | None:
    """The amount, or the likeliest reading of one that can mean two; the button shows it, and only a press saves it."""
    answer = read_money(words, notation.currency, notation.thousands)
    if isinstance(answer, Question):
        return answer.choices[0].value
    return answer.it if isinstance(answer, Value) else None


def days(text: str, now: datetime, notation: Notation) -> Iterator[Span]:
    """Days; one that reads in several ways comes with all of them."""
    for pattern in DAYS:
        for found in pattern.finditer(text):
            if read := _days(found[0], now, notation):
                yield Span("t", *found.span(), read)
    for found in BARE_MONTH.finditer(text):
        # "Until September" ends where September begins; "in September" can be as late as its end.
        part = "1" if found[0].casefold().startswith(("until", "till")) else "end of"
        if read := _days(f"{part} {found[1]}", now, notation):
            yield Span("t", *found.span(1), read)


def _days(words: str, now: datetime, notation: Notation) -> tuple[date, ...]:
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
