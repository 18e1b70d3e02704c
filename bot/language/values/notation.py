"""Notation: how the people of one company write amounts and days, for the readers of both."""

from dataclasses import dataclass

from bot.language.values.days import order_of
from bot.locales.locale import DayOrder, locale_of


@dataclass(frozen=True, slots=True)
class Notation:
    """The currency of amounts that name none, the sign between thousands, and the order of days in digits.

    `torn` says that the company's locale and its country write days in digits differently, so that both can be meant.
    """

    currency: str = "EUR"
    thousands: str = ","
    order: DayOrder = "DMY"
    torn: bool = False


USUAL = Notation()
"""That of a company which set nothing."""


def notation_of(currency: str, country: str, locale: str) -> Notation:
    """The notation of a company with this currency, country ("DE", "DE-BY" or "") and locale ("de_DE" or "")."""
    found = locale_of(locale)
    if found.order is None:
        return Notation(currency, found.group, order_of(country))
    torn = bool(country) and order_of(country) != found.order
    return Notation(currency, found.group, found.order, torn)
