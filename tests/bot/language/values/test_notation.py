"""Amounts and days as a company of any locale shows them are read back as the same."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from bot.language.times import read_hour
from bot.language.values.answers import Question, Value
from bot.language.values.days import read_day
from bot.language.values.locales import near_locales, read_locale
from bot.language.values.money import read_money
from bot.language.values.notation import Notation, notation_of
from bot.locales.current import own_locale
from bot.locales.locale import find_locale
from bot.views import dates, short_words, words
from process.money import Money

LOCALES = sorted({find_locale(one) for one in locale_identifiers()} - {""})
AMOUNTS = st.decimals(min_value=Decimal("0.001"), max_value=Decimal(999999999999), places=3)
CURRENCIES = st.sampled_from(["EUR", "USD", "GBP", "PLN", "INR", "KWD", "CHF", "AUD", "SEK"])
KEYS = st.sampled_from(LOCALES)
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


@given(amount=AMOUNTS, currency=CURRENCIES, own=CURRENCIES, key=KEYS)
def test_an_amount_that_a_company_shows_is_read_as_the_same(amount: Decimal, currency: str, own: str, key: str) -> None:
    money, thousands = Money(amount, currency), notation_of(own, "", key).thousands
    with own_locale(key, own):
        for shown in (words.money(money), words.entered(money), str(money)):
            assert read_money(shown, own, thousands) == Value(money), shown


@given(amount=AMOUNTS.filter(lambda amount: amount < short_words.EXACT_BELOW), currency=CURRENCIES, key=KEYS)
def test_an_exact_short_amount_is_never_read_as_another(amount: Decimal, currency: str, key: str) -> None:
    money, own = Money(amount, currency), "EUR"
    with own_locale(key, own):
        read = read_money(short_words.short_money(money), own, notation_of(own, "", key).thousands)
    assert isinstance(read, Question) or read == Value(money)


@given(day=st.dates(date(2025, 1, 1), date(2035, 12, 31)), key=KEYS, at=st.times())
def test_a_day_and_a_time_that_a_company_shows_are_read_as_the_same(day: date, key: str, at: time) -> None:
    minute = at.replace(second=0, microsecond=0)
    with own_locale(key):
        for shown in (dates.full_day(day), dates.plain_day(day), dates.brief_day(day, year=True)):
            for words_ in (shown, f"{shown}, {dates.clock(minute)}"):
                assert read_day(words_, NOW, order=notation_of("EUR", "", key).order) == Value(day), words_
        assert read_hour(dates.clock(minute)) == Value(minute)


@pytest.mark.parametrize(
    ("key", "typed", "amounts"),
    [
        ("de_DE", "48.000 €", ("48000",)),
        ("de_DE", "1.500", ("1500",)),
        ("de_DE", "1.500,5", ("1500.5",)),
        ("de_DE", "1,5", ("1.5",)),
        ("de_DE", "1,500", ("1500", "1.500")),
        ("de_DE", "1.25m", ("1250000",)),
        ("de_DE", "1,250.00", ("1250",)),
        ("en_US", "1,500", ("1500",)),
        ("en_US", "1.500", ("1500", "1.500")),
        ("pl_PL", "1\u00a0500 €", ("1500",)),
        ("pl_PL", "1.500", ("1500", "1.500")),
        ("pl_PL", "1,500", ("1500", "1.500")),
        ("de_CH", "1’500", ("1500",)),
        ("de_CH", "1,500", ("1500", "1.500")),
        ("en_IN", "1,50,000", ("150000",)),
        ("", "1,500", ("1500",)),
        ("", "1.500", ("1500", "1.500")),
    ],
)
def test_a_sign_between_thousands_is_read_as_the_company_writes_it_and_any_other_is_asked_about(
    key: str, typed: str, amounts: tuple[str, ...]
) -> None:
    read = read_money(typed, "EUR", notation_of("EUR", "", key).thousands)
    found = [read.it] if isinstance(read, Value) else []
    if isinstance(read, Question):
        found = [choice.value for choice in read.choices]
    assert [one.amount for one in found] == [Decimal(one) for one in amounts]


@pytest.mark.parametrize(
    ("country", "locale", "notation"),
    [
        ("DE", "", Notation("EUR", ",", "DMY")),
        ("US", "", Notation("EUR", ",", "MDY")),
        ("", "en_US", Notation("EUR", ",", "MDY")),
        ("DE-BY", "de_DE", Notation("EUR", ".", "DMY")),
        ("DE", "en_US", Notation("EUR", ",", "MDY", torn=True)),
        ("US", "de_DE", Notation("EUR", ".", "DMY", torn=True)),
    ],
)
def test_the_locale_says_the_order_of_days_and_a_country_that_disagrees_makes_it_doubtful(
    country: str, locale: str, notation: Notation
) -> None:
    assert notation_of("EUR", country, locale) == notation


@pytest.mark.parametrize("typed", ["05/06/2027", "5/6", "5/6/27", "05.06.2027"])
@pytest.mark.parametrize("order", ["DMY", "MDY"])
def test_a_day_in_digits_is_asked_about_where_locale_and_country_disagree(typed: str, order: str) -> None:
    torn = notation_of("EUR", "US" if order == "DMY" else "DE", "de_DE" if order == "DMY" else "en_US")
    read = read_day(typed, NOW, order=torn.order, torn=torn.torn)
    assert isinstance(read, Question)
    assert {(one.value.day, one.value.month) for one in read.choices} == {(5, 6), (6, 5)}


def test_a_day_that_only_one_order_has_is_not_asked_about() -> None:
    assert read_day("25/06/2027", NOW, order="MDY", torn=True) == Value(date(2027, 6, 25))


def test_a_locale_is_read_and_turned_off() -> None:
    assert read_locale(" DE-de ") == Value("de_DE")
    assert read_locale("Off") == Value("")
    assert near_locales("Switzerland")[0] == "de_CH"
    assert near_locales("DE-BY") == ["de_DE", "en_DE"]
    assert near_locales("gibberish") == []
