"""Statement: a typed value with who at the customer's attested it, where and on which day."""

import re
from dataclasses import dataclass
from datetime import date

from bot.language.values.day_phrases import AGO, DATE, MONTH, NAMED, PAST, WEEKDAY, phrase
from process.evidence import PLACES

SAME_PLACE = {
    **dict.fromkeys(("email", "mail"), "e-mail"),
    **dict.fromkeys(("phone", "telephone", "phone call", "video call", "conference call"), "call"),
}
SAID_BY = re.compile(r"(?:^|\s+)said\s+by(?=\s|$)\s*", re.IGNORECASE)
_NAMES = "|".join(re.escape(one) for one in sorted((*PLACES, *SAME_PLACE), key=len, reverse=True))
_WAYS = r"(?:in|by|at|over|on|via|during)\s+"
_KIND = rf"(?:(?!{_WAYS})[\w-]+\s+){{0,2}}?"
"""What kind of place it was, after "the" only: in the last board meeting."""
_PLACE = rf"{_WAYS}(?:(?:an?|the|our|their|this|that|his|her)\s+{_KIND})?(?P<place>{_NAMES})"
PLACE = re.compile(rf"(?:^|(?<=\s)|(?<=,)){_PLACE}(?![\w-])", re.IGNORECASE)
ON = re.compile(r"on\s+", re.IGNORECASE)
AFTER_ON = phrase(rf"{DATE}|{AGO}|{NAMED}|(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th|[./-]\d{{1,2}}\.?)")
MEANT = phrase(rf"(?:the\s+)?\d|(?:{MONTH}|{WEEKDAY})(?!\w)")
"""How what follows a place begins where a day is meant, even one that there isn't ("in call 32 May")."""
MOST_DAY_WORDS = 6


@dataclass(frozen=True, slots=True)
class Statement:
    """A value with its `contact` at the customer's, the place (`where`, one of PLACES) and the day."""

    value: str
    contact: str = ""
    where: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class StatementWords:
    """The same before the day is read: `day` is its words, and `start` where they begin in what was typed."""

    value: str
    contact: str = ""
    where: str = ""
    day: str = ""
    start: int = -1


def cut_statement(words: str) -> StatementWords:
    """Cut "50000 EUR said by Head of IT in Berlin in call 3 May" into its parts; each but the value can be missing.

    The day stands before or after the place. What is neither belongs to the contact, so that names keep their "in",
    "by", "at" and "over".
    """
    marks = list(SAID_BY.finditer(words))
    if not marks:
        return StatementWords(words.strip())
    value, begin = words[: marks[-1].start()].strip(), marks[-1].end()
    for place in reversed(list(PLACE.finditer(words, begin))):
        after = _after_place(words, place.end())
        if after is None:
            continue
        contact, day, start = _before(words, begin, place.start())
        if after.day and day:  # two days: the one before the place is a part of the name
            contact, day = _trimmed(words[begin : place.start()]), ""
        where = place_of(place["place"]) or ""
        if after.day:
            return StatementWords(value, contact, where, after.day, after.start)
        return StatementWords(value, contact, where, day, start)
    contact, day, start = _before(words, begin, len(words))
    return StatementWords(value, contact, "", day, start)


@dataclass(frozen=True, slots=True)
class _Day:
    day: str
    start: int


def _after_place(words: str, begin: int) -> _Day | None:
    """What follows a place: nothing or a day; None where it is neither, so that the place was a part of the name."""
    rest = words[begin:]
    lead = len(rest) - len(rest.lstrip(" \t\r\n,.;"))
    on = ON.match(rest, lead)
    start = on.end() if on else lead
    day = _trimmed(rest[start:])
    if not day:
        return _Day("", -1)
    daylike = AFTER_ON.fullmatch(day) or PAST.fullmatch(day) or MEANT.match(day)
    return _Day(day, begin + start) if daylike and len(day.split()) <= MOST_DAY_WORDS else None


def _before(words: str, begin: int, end: int) -> tuple[str, str, int]:
    """The contact, and the words of a day that ends it with their start; a name is cut for an unmistakable day only."""
    said = words[begin:end]
    tokens = list(re.finditer(r"\S+", said))
    for token in tokens[-MOST_DAY_WORDS:]:
        day, contact = _trimmed(said[token.start() :]), said[: token.start()]
        on = re.search(r"(?:^|(?<=\s))on\s+$", contact, re.IGNORECASE)
        if on and AFTER_ON.fullmatch(day):
            return _trimmed(contact[: on.start()]), day, begin + token.start()
        if PAST.fullmatch(day):
            return _trimmed(contact), day, begin + token.start()
    return _trimmed(said), "", -1


def _trimmed(words: str) -> str:
    return words.strip(" \t\r\n,;").removesuffix(".").rstrip()


def place_of(words: str) -> str | None:
    """Read the place where a buyer said something: call, e-mail, meeting... or None."""
    word = " ".join(words.strip().rstrip(".,").casefold().split())
    known = {place.casefold(): place for place in PLACES}
    return known.get(SAME_PLACE.get(word, word))
