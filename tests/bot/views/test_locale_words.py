"""Amounts, numbers, dates and times in companies of several locales."""

from datetime import date, time
from decimal import Decimal

import pytest

from bot.locales.current import own_locale
from bot.views import dates, numbers, short_words, words
from process.money import Money

N, NN = "\u00a0", "\u202f"
DAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("key", "amount", "currency", "full", "short"),
    [
        ("de_DE", "48000", "EUR", f"48.000{N}EUR", f"48k{N}€"),
        ("de_DE", "1234567.5", "EUR", f"1.234.567,50{N}EUR", f"1,23m{N}€"),
        ("de_DE", "9500", "CHF", f"9.500{N}CHF", f"9.500{N}CHF"),
        ("en_US", "1234567.5", "USD", f"USD{N}1,234,567.50", "$1.23m"),
        ("en_US", "950", "CHF", f"CHF{N}950", f"CHF{N}950"),
        ("pl_PL", "1234567", "PLN", f"1{N}234{N}567{N}PLN", f"1,23m{N}zł"),
        ("en_IN", "1234567", "INR", f"INR{N}12,34,567", "₹1.23m"),
        ("de_CH", "9999", "CHF", f"CHF{N}9’999", f"CHF{N}9’999"),
        ("fr_FR", "9999", "EUR", f"9{NN}999{N}EUR", f"9{NN}999{N}€"),
        ("nl_NL", "48000", "EUR", f"EUR{N}48.000", f"€{N}48k"),
        ("de_DE", "1.125", "EUR", f"1,1250{N}EUR", f"1,1250{N}€"),
        ("de_DE", "1250", "KWD", f"1.250,000{N}KWD", f"1.250,000{N}KWD"),
    ],
)
def test_money_has_the_signs_and_the_place_of_the_currency(
    key: str, amount: str, currency: str, full: str, short: str
) -> None:
    with own_locale(key, currency):
        assert words.money(Money(Decimal(amount), currency)) == full
        assert short_words.short_money(Money(Decimal(amount), currency)) == short


@pytest.mark.parametrize("key", ["", "en_AU"])
def test_a_sign_that_the_company_reads_as_its_own_currency_gives_way_to_the_code(key: str) -> None:
    dollars = Money(Decimal(950), "USD")
    with own_locale(key, "AUD"):
        assert short_words.short_money(dollars).replace(N, " ") == "USD 950"
    with own_locale("", "EUR"):
        assert short_words.short_money(dollars) == "$950"


@pytest.mark.parametrize(
    ("key", "count", "share"),
    [
        ("", "1,234,567", "45%"),
        ("de_DE", "1.234.567", f"45{N}%"),
        ("en_IN", "12,34,567", "45%"),
        ("pl_PL", f"1{N}234{N}567", "45%"),
    ],
)
def test_counts_and_shares_are_written_as_in_the_country(key: str, count: str, share: str) -> None:
    with own_locale(key):
        assert numbers.grouped(1234567) == count
        assert numbers.grouped(999) == "999"
        assert numbers.percent(0.449) == share


@pytest.mark.parametrize(("key", "cents", "whole"), [("", "1,234.50", "1,234"), ("de_DE", "1.234,50", "1.234")])
def test_a_number_of_a_file_has_cents_only_where_it_has_some(key: str, cents: str, whole: str) -> None:
    with own_locale(key):
        assert numbers.plain_number(Decimal("1234.499999")) == cents
        assert numbers.plain_number(Decimal("1234.001")) == whole


@pytest.mark.parametrize(
    ("key", "full", "plain", "brief", "title"),
    [
        ("", "Tuesday 1 December 2026", "1 December 2026", "1 Dec", "Tue 1 Dec"),
        ("de_DE", "Tuesday 1 December 2026", "1 December 2026", "1 Dec", "Tue 1 Dec"),
        ("en_US", "Tuesday, December 1, 2026", "December 1, 2026", "Dec 1", "Tue, Dec 1"),
    ],
)
def test_a_day_has_english_names_in_the_order_of_the_country(
    key: str, full: str, plain: str, brief: str, title: str
) -> None:
    with own_locale(key):
        assert (dates.full_day(DAY), dates.plain_day(DAY)) == (full, plain)
        assert (dates.brief_day(DAY), dates.title_day(DAY)) == (brief, title)


def test_a_brief_day_can_have_its_year() -> None:
    assert dates.brief_day(DAY, year=True) == "1 Dec 2026"
    with own_locale("en_US"):
        assert dates.brief_day(DAY, year=True) == "Dec 1, 2026"


@pytest.mark.parametrize(
    ("key", "afternoon", "night"),
    [("", "14:05", "00:30"), ("de_DE", "14:05", "00:30"), ("en_US", f"2:05{N}PM", f"12:30{N}AM")],
)
def test_a_time_has_twelve_or_twenty_four_hours(key: str, afternoon: str, night: str) -> None:
    with own_locale(key):
        assert (dates.clock(time(14, 5)), dates.clock(time(0, 30))) == (afternoon, night)
