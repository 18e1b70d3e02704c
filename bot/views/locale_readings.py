"""The company's locale in words, and what is answered where one can't be read."""

from datetime import date, time
from decimal import Decimal

from adapters.card import Card
from bot.language.values.locales import near_locales
from bot.views import replies
from bot.views.dates import clock, plain_day
from bot.views.words import cut, either, money
from process.money import Money

EXAMPLES = ("de_DE", "en_US", "pl_PL")


def locale_words(key: str, currency: str) -> str:
    """How the company writes dates and numbers: "de_DE, for example 1 December 2026, 14:05, 1.234.567,50 EUR"."""
    amount = money(Money(Decimal("1234567.5"), currency or "EUR"))
    named = key or "not set"
    return f"{named}, for example {plain_day(date(2026, 12, 1))}, {clock(time(14, 5))}, {amount}"


def locale_unread(words: str) -> Card:
    """There is no such locale; with those of the country that was typed, or with examples."""
    tries = either(near_locales(words) or list(EXAMPLES))
    said = f"I don't know the locale “{cut(words, 60)}”. Give a language and a country, for example {tries}."
    return replies.plain_no(said)
