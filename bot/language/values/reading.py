"""Reading: what people type, turned into the values the process works with."""

import re
from datetime import date, datetime, time
from decimal import Decimal

import dateparser
from babel.numbers import list_currencies
from price_parser import Price

from bot.language.values.answers import Choice, Question, Unread, Value
from process.money import Money

THOUSANDS = {"k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9}
SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR", "zł": "PLN", "Fr.": "CHF"}
CURRENCIES = frozenset(list_currencies())
DAY_WORDS = re.compile(r"^[\w\s.,/:-]{2,40}$")
WEEKDAY = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*$", re.IGNORECASE)
AMOUNT = re.compile(r"^[^\d\-+]{0,6}\d[\d\s.,'’]*\s*(k|m|mn|b|bn)?[^\d]{0,6}$", re.IGNORECASE)


def money(words: str, currency: str) -> Money | None:
    """Read "50000 EUR", "€50,000", "50k" or "1.2m USD"; without a currency it is in `currency`. None if it is none."""
    words = words.strip()
    found = AMOUNT.match(words)
    if not found:
        return None
    price = Price.fromstring(words)
    code = _currency(words, price.currency, currency)
    if price.amount is None or code is None:
        return None
    amount = Decimal(price.amount) * THOUSANDS.get((found[1] or "").lower(), 1)
    read = Money(amount, code)
    return read if read.sound() else None


def _currency(words: str, sign: str | None, otherwise: str) -> str | None:
    letters = re.sub(r"[\d\s.,'’]|(?<=\d)\s*(?:k|mn|m|bn|b)\b", "", words, flags=re.IGNORECASE)
    if not letters:
        return otherwise
    code = SIGNS.get(letters) or letters.upper()
    return code if code in CURRENCIES else SIGNS.get(sign or "")


def day(words: str, now: datetime, past: bool = False) -> date | None:
    """Read "3 May", "2027-05-03", "Friday", "in 2 weeks"; without a year it is the next one (`past`: the last).

    `now` is the reader's own moment, in their zone. None where it is no day.
    """
    words = words.strip()
    try:
        return date.fromisoformat(words)
    except ValueError:
        pass
    if not DAY_WORDS.match(words) or words.isdigit():
        return None
    words = re.sub(r"^(?:on|by|next|last|the)\s+", "", words, flags=re.IGNORECASE)
    settings = {
        "RELATIVE_BASE": datetime.combine(now.date(), time(12)),
        "PREFER_DATES_FROM": "past" if past else "future",
        "DATE_ORDER": "DMY",
        "REQUIRE_PARTS": [] if WEEKDAY.match(words) else ["day"],
    }
    read = dateparser.parse(words, languages=["en"], settings=settings)
    return read.date() if read else None


def read_money(words: str, currency: str) -> Value[Money] | Question[Money] | Unread:
    """The same as `money`, with a question where three digits follow a single separator."""
    if re.fullmatch(r"\d{1,3}[.,]\d{3}", words.strip()):
        amounts = Decimal(re.sub(r"[.,]", "", words)), Decimal(words.strip().replace(",", "."))
        choices = tuple(Choice(Money(one, currency), str(Money(one, currency))) for one in amounts)
        return Question("thousands or decimals", choices)
    found = money(words, currency)
    return Value(found) if found else Unread()
