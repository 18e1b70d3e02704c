"""Numbers as the company of the reader writes them; every number that people read goes through here."""

from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_decimal, format_percent

from bot.locales.current import current
from bot.locales.locale import locale_of


def grouped(count: int) -> str:
    """A whole number with its thousands grouped: "1,234", "1.234"."""
    return str(count) if abs(count) < 1000 else decimal(Decimal(count))


def decimal(value: Decimal, places: str = "") -> str:
    """A number, its thousands grouped. `places` is babel's pattern for decimals: ".00", ".##", none as a rule."""
    return _written(value, places, current().key)


@lru_cache(maxsize=10_000)
def _written(value: Decimal, places: str, key: str) -> str:
    """The same in the locale of a key; a list of deals writes few numbers that weren't written before."""
    locale = locale_of(key)
    return format_decimal(value, f"{locale.whole}{places}", locale.numbers)


def plain_number(value: Decimal) -> str:
    """A number as it stands in a file: its thousands grouped, and cents only where it has some."""
    cents = round(value, 2)
    return decimal(cents, "" if cents == cents.to_integral_value() else ".00")


def percent(share: float) -> str:
    """A share of one in whole percent: "45%", "45 %" where a space belongs between them."""
    # Python rounds here, so that a share reads the same in every company.
    whole = Decimal(f"{share:.0%}".removesuffix("%"))
    return format_percent(whole / 100, locale=current().numbers)
