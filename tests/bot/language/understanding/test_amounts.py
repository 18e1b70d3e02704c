"""Amounts in a sentence have the currency and the scale that stand beside them, in a company of any locale."""

from decimal import Decimal

import pytest
from babel.localedata import locale_identifiers
from hypothesis import example, given
from hypothesis import strategies as st

from bot.language.understanding.amounts import amounts
from bot.language.values.notation import notation_of
from bot.locales.current import own_locale
from bot.locales.locale import find_locale
from bot.views import words
from process.money import Money

LOCALES = sorted({find_locale(one) for one in locale_identifiers()} - {""})
CURRENCIES = ["EUR", "USD", "GBP", "PLN", "INR", "KWD", "CHF", "AUD", "SEK", "BRL", "JPY", "ZAR"]
LARGE = st.decimals(min_value=Decimal(1000), max_value=Decimal(99999999), places=2)


def found(sentence: str, own: str = "EUR", locale: str = "") -> list[tuple[str, Money]]:
    """The words and the amount of each amount in a sentence."""
    spans = amounts(sentence, notation_of(own, "", locale))
    return [(sentence[one.start : one.end], one.value) for one in spans if isinstance(one.value, Money)]


@given(
    amount=LARGE, currency=st.sampled_from(CURRENCIES), own=st.sampled_from(CURRENCIES), key=st.sampled_from(LOCALES)
)
@example(amount=Decimal(48500), currency="SEK", own="EUR", key="sv_SE")
def test_an_amount_that_a_company_shows_is_the_same_in_a_sentence(
    amount: Decimal, currency: str, own: str, key: str
) -> None:
    money = Money(amount, currency)
    with own_locale(key, own):
        shown = words.money(money)
    for written in (shown, shown.replace("\u00a0", " ").replace("\u202f", " ")):
        assert found(f"Carla says the budget is {written} this time", own, key) == [(written, money)]


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        *(("48500 zł", "48500 PLN"), ("48500 SEK", "48500 SEK"), ("SEK 48500", "48500 SEK")),
        *(("R$ 48.500,50", "48500.50 BRL"), ("A$ 48500", "48500 AUD"), ("C$48,500.00", "48500.00 CAD")),
        *(("48500 yen", "48500 JPY"), ("48500 swiss francs", "48500 CHF"), ("Rs 3,50,000", "350000 INR")),
        *(("€48 500", "48500 EUR"), ("48 500 €", "48500 EUR"), ("1 234 567,50 zł", "1234567.50 PLN")),
        *(("1,2 Mio. CHF", "1200000 CHF"), ("48 Tsd. €", "48000 EUR"), ("48.5k zł", "48500 PLN")),
        *(("48'500.- CHF", "48500 CHF"), ("48500,- €", "48500 EUR"), ("48k€", "48000 EUR")),
        *(("half a million dollars", "500000 USD"), ("two hundred thousand zloty", "200000 PLN")),
    ],
)
def test_a_currency_and_a_scale_beside_the_figures_belong_to_the_amount(typed: str, amount: str) -> None:
    number, currency = amount.split()
    assert found(f"The budget is {typed}.") == [(typed, Money(Decimal(number), currency))]


@pytest.mark.parametrize("typed", ["$5k a month", "50k per user", "48500 EUR each", "48500 monthly", "48500 €/month"])
def test_an_amount_of_each_month_or_piece_is_not_taken_for_all_of_it(typed: str) -> None:
    assert found(f"The budget is {typed} for them") == []


@pytest.mark.parametrize("typed", ["call 49 170 123 456", "20 ft of cable", "CAD 3 users", "in 2026 we grew", "PHP 8"])
def test_an_unrelated_number_is_not_taken_for_an_amount(typed: str) -> None:
    assert found(f"We said {typed}") == []


def test_a_space_belongs_to_the_figures_only_between_groups_of_three() -> None:
    assert found("in 2026 500 EUR more") == [("500 EUR", Money(Decimal(500), "EUR"))]


@pytest.mark.parametrize("own", ["PLN", "SEK", "AUD"])
def test_a_small_amount_in_the_companys_own_currency_is_one(own: str) -> None:
    assert found(f"The budget is 950 {own}", own) == [(f"950 {own}", Money(Decimal(950), own))]
