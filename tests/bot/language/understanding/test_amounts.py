"""Amounts in a sentence have the currency and the scale that stand beside them, in a company of any locale."""

from decimal import Decimal

import pytest
from babel.localedata import locale_identifiers
from hypothesis import example, given
from hypothesis import strategies as st

from bot.language.understanding.amounts import amounts
from bot.language.understanding.phrases import phrases_of
from bot.language.values.notation import notation_of
from bot.locales.current import own_locale
from bot.locales.locale import find_locale
from bot.views import words
from process.money import Money

EVERYDAY = phrases_of("en", ()).everyday_money
LOCALES = sorted({find_locale(one) for one in locale_identifiers()} - {""})
CURRENCIES = ["EUR", "USD", "GBP", "PLN", "INR", "KWD", "CHF", "AUD", "SEK", "BRL", "JPY", "ZAR"]
LARGE = st.decimals(min_value=Decimal(1000), max_value=Decimal(99999999), places=2)


def found(sentence: str, own: str = "EUR", locale: str = "") -> list[tuple[str, Money]]:
    """The words and the amount of each amount in a sentence that means one thing."""
    return [(words, values[0]) for words, values in readings(sentence, own, locale) if len(values) == 1]


def readings(sentence: str, own: str = "EUR", locale: str = "") -> list[tuple[str, tuple[Money, ...]]]:
    """The words of each amount in a sentence, and everything that they can mean."""
    spans = amounts(sentence, notation_of(own, "", locale), EVERYDAY)
    return [(sentence[one.start : one.end], one.value) for one in spans if isinstance(one.value, tuple)]


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
        *(("48500 yen", "48500 JPY"), ("48500 swiss francs", "48500 CHF")),
        *(("€48 500", "48500 EUR"), ("48 500 €", "48500 EUR"), ("1 234 567,50 zł", "1234567.50 PLN")),
        *(("1,2 Mio. CHF", "1200000 CHF"), ("48 Tsd. €", "48000 EUR"), ("48.5k zł", "48500 PLN")),
        *(("48'500.- CHF", "48500 CHF"), ("48500,- €", "48500 EUR"), ("48k€", "48000 EUR")),
        *(("half a million dollars", "500000 USD"), ("two hundred thousand zloty", "200000 PLN")),
        *(("55 grand", "55000 EUR"), ("fifty-five grand", "55000 EUR")),
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


def amount(words: str) -> Money:
    number, currency = words.split()
    return Money(Decimal(number), currency)


@pytest.mark.parametrize(
    ("sentence", "own", "locale", "meant"),
    [
        ("Acme is worth 1,500 EUR", "EUR", "de_DE", ("1500 EUR", "1.5 EUR")),
        ("the budget is 1.500", "USD", "en_US", ("1500 USD", "1.5 USD")),
        ("it grew to 2.750 €", "EUR", "en_IE", ("2750 EUR", "2.75 EUR")),
        ("Gus has Rs 3,50,000", "EUR", "", ("350000 INR", "350000 PKR", "350000 LKR")),
        ("Gus has kr 48500", "EUR", "", ("48500 SEK", "48500 NOK", "48500 DKK")),
    ],
)
def test_an_amount_keeps_everything_it_can_mean(sentence: str, own: str, locale: str, meant: tuple[str, ...]) -> None:
    [(_, values)] = readings(sentence, own, locale)
    assert set(values) == {amount(one) for one in meant}


@pytest.mark.parametrize(
    "sentence",
    [
        *("48500 won by Carla", "48500 all in, she says", "48500 real quick", "48500 top priority", "48500 TRY AGAIN"),
        *("48500 mad people", "48500 pen and paper", "48500 Mark said", "48500 ft of cable"),
        *("48500 cup of tea", "WE HAVE 48500 ALL IN", "48500 bob told me", "48500 sit down with Gus", "48500 Ron said"),
    ],
)
def test_an_everyday_word_behind_an_amount_is_not_a_currency(sentence: str) -> None:
    assert [values for _, values in readings(sentence)] == [(amount("48500 EUR"),)]


@pytest.mark.parametrize(
    ("sentence", "currency"),
    [
        *(("48500 won for this", "KRW"), ("they have 48500 rand.", "ZAR"), ("48500 try, she says", "TRY")),
        *(("budget: 48500 Real", "BRL"), ("TRY 48500 is the offer", "TRY"), ("48500 mad", "MAD")),
    ],
)
def test_an_everyday_word_that_can_be_a_currency_is_asked_about(sentence: str, currency: str) -> None:
    assert [values for _, values in readings(sentence)] == [(amount(f"48500 {currency}"), amount("48500 EUR"))]


@pytest.mark.parametrize(
    ("sentence", "own", "money"),
    [
        *(("48500 TRY by Friday", "EUR", "48500 TRY"), ("we said 48500 MAD", "EUR", "48500 MAD")),
        *(("48500 won by Friday", "KRW", "48500 KRW"), ("48500 rand, says Gus", "ZAR", "48500 ZAR")),
        *(("48500 turkish lira", "EUR", "48500 TRY"), ("48500 south korean won by May", "EUR", "48500 KRW")),
        *(("48500 sek by Friday", "EUR", "48500 SEK"), ("pln 48500 it is", "EUR", "48500 PLN")),
    ],
)
def test_a_currency_that_the_rest_makes_sure_is_one(sentence: str, own: str, money: str) -> None:
    assert [values for _, values in readings(sentence, own)] == [(amount(money),)]
