"""Any typed words: no error, no other amount than was meant, and our own cards are read back as they are."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from babel.numbers import format_currency, format_decimal, get_currency_precision, list_currencies
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.values.amounts.currencies import sign_mention
from bot.language.values.answers import Question, Unread, Value
from bot.language.values.money import read_money, written
from bot.views import words
from process.money import Money
from tests.support.for_each import for_each

CODES = sorted(list_currencies())
AMOUNTS = st.decimals(min_value=0, max_value=Decimal(999999999999999), places=3, allow_nan=False)
USUAL = st.decimals(min_value=Decimal("0.001"), max_value=Decimal(999999999999), places=3)
TYPED = st.text(
    alphabet=st.one_of(st.sampled_from("0123456789.,'’ -+<>()$€£¥kKmMbn½٥٫٬\u00a0\u202e\x00"), st.characters()),
    max_size=60,
)
_TERMS = """
50 1.250 ,5 k m mil T a month / - to and half million fifty EUR $ kr K exactly between about + ½ of per Rs. dollars Cr
lakh CFA 0 point € year or hundred
"""
TERMS = st.lists(st.sampled_from(_TERMS.split()), max_size=9)
FIGURES = [Decimal(each) for each in ("0.25", "12", "999.99", "1250", "1250.5", "50000", "1234567.89", "98765432.1")]
TRADED = (
    "EUR",
    "USD",
    "GBP",
    "JPY",
    "KWD",
    "SEK",
    "CHF",
    "INR",
    "BRL",
    "MXN",
    "COP",
    "PLN",
    "XOF",
    "BND",
    "PKR",
    "HUF",
)


@for_each(CODES)
def test_every_code_that_babel_knows_is_a_code_and_no_scale(code: str) -> None:
    for typed in (f"500 {code}", f"{code} 500", f"500{code}", f"{code}500"):
        assert read_money(typed, "EUR") == Value(Money(Decimal(500), code))
    assert read_money(f"5k {code}", "EUR") == Value(Money(Decimal(5000), code))


@given(USUAL, st.sampled_from(CODES), st.sampled_from(["EUR", "USD", "KWD"]))
def test_what_our_cards_show_is_read_back_as_it_stands(amount: Decimal, code: str, company: str) -> None:
    money = Money(amount, code)
    assert read_money(words.money(money), company) == Value(money)
    assert read_money(str(money), company) == Value(money)


@given(AMOUNTS, st.sampled_from(CODES))
def test_what_a_button_types_is_read_as_its_amount(amount: Decimal, code: str) -> None:
    assert read_money(written(Money(amount, code)), "EUR") == Value(Money(amount, code))


def meant(typed: str, company: str) -> list[Money]:
    """Every amount that the reader takes the words for; nothing if it can't read them."""
    answer = read_money(typed, company)
    if isinstance(answer, Value):
        return [answer.it]
    return [choice.value for choice in answer.choices] if isinstance(answer, Question) else []


LANGUAGES = sorted({name.split("_")[0] for name in locale_identifiers()})


@for_each(LANGUAGES)
def test_amounts_that_babel_writes_are_never_read_as_others(language: str) -> None:
    """Each locale writes every figure once and every currency once."""
    for at, figure in enumerate(FIGURES):
        never_read_as_another(figure, language, TRADED[at :: len(FIGURES)])


@pytest.mark.ring
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_figure_in_any_currency_that_babel_writes_is_read_as_another(language: str) -> None:
    for figure in FIGURES:
        never_read_as_another(figure, language, TRADED)


def never_read_as_another(figure: Decimal, language: str, codes: Sequence[str]) -> None:
    for locale in (name for name in locale_identifiers() if name.split("_")[0] == language):
        for typed, money in spelled(figure, locale, codes):
            read = meant(typed, money.currency)
            assert not read or money in read, (locale, typed, read)


def spelled(figure: Decimal, locale: str, codes: Sequence[str]) -> list[tuple[str, Money]]:
    """A figure as a locale writes it: alone, and in these currencies."""
    found = [(format_decimal(figure, locale=locale), Money(figure, "EUR"))]
    for code in codes:
        exact = round(figure, get_currency_precision(code))
        found.append((format_currency(exact, code, locale=locale), Money(exact, code)))
    return found


@pytest.mark.parametrize(
    "locale", ["en", "en_IN", "de", "de_CH", "fr", "es", "pt_BR", "it", "nl", "pl", "sv", "ar_EG", "hi", "bn", "fa"]
)
def test_numbers_are_read_in_the_digits_and_groups_of_many_countries(locale: str) -> None:
    for figure in FIGURES:
        assert Money(figure, "EUR") in meant(format_decimal(figure, locale=locale), "EUR")


def test_signs_are_what_babel_takes_them_for_somewhere() -> None:
    """The signs of our own table don't contradict the locales, which are too heavy to load in the product."""
    for name in locale_identifiers():
        for code, sign in Locale.parse(name).currency_symbols.items():
            # One letter is a sign only in its own country, and babel's blank signs mean nothing.
            known = sign_mention(sign.replace(" ", "").rstrip(".")) if len(sign) > 1 else None
            if known and known.sure and code in TRADED:
                assert code in known.codes, (name, code, sign)


@settings(max_examples=4 * settings().max_examples)
@given(TYPED, st.sampled_from(["EUR", "USD", "INR", "KWD", "ZMW"]))
def test_nothing_typed_ends_in_an_error(typed: str, company: str) -> None:
    answer = read_money(typed, company)
    for money in meant(typed, company):
        assert money.sound()
    assert isinstance(answer, Value | Question | Unread)


@settings(max_examples=6 * settings().max_examples)
@given(TERMS)
def test_terms_in_any_order_are_read_soundly_and_choices_read_back(terms: list[str]) -> None:
    answer = read_money(" ".join(terms), "EUR")
    if isinstance(answer, Question):
        for choice in answer.choices:
            assert read_money(choice.words, "USD") == Value(choice.value)


@pytest.mark.parametrize("unit", ["1", "1,", "1 ", "a ", "fifty ", "$€", "-", "½", "per ", "x", "\x00", "٥", "1e9"])
def test_endless_words_are_refused(unit: str) -> None:
    assert read_money((unit * 4000)[:4000], "EUR") == Unread("not an amount")
