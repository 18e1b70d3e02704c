"""Locales: which there are, and what each says about numbers and dates."""

import pytest

from bot.locales.current import current, own_currency, own_locale, write_by
from bot.locales.locale import find_locale, locale_of

USUAL = locale_of("")


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("de_DE", "de_DE"),
        ("DE-de", "de_DE"),
        (" en_us ", "en_US"),
        ("zh_hans_cn", "zh_Hans_CN"),
        ("en_JP", "en_JP"),
    ],
)
def test_a_language_and_a_country_are_a_locale(typed: str, key: str) -> None:
    assert find_locale(typed) == key
    assert locale_of(key).key == key


@pytest.mark.parametrize(
    "typed", ["", "de", "Germany", "xx_DE", "de_US", "en_ZZ", "de_DE_DE", "de_DE; drop", "ff_Adlm_GN", "d\u00e9_DE"]
)
def test_other_words_and_signs_that_amounts_are_not_read_with_make_no_locale(typed: str) -> None:
    assert not find_locale(typed)
    assert locale_of(typed) == USUAL


@pytest.mark.parametrize(
    ("key", "signs", "sign_first", "gap"),
    [
        ("de_DE", ("#,##0", ",", "."), False, "\u00a0"),
        ("en_US", ("#,##0", ".", ","), True, ""),
        ("en_IN", ("#,##,##0", ".", ","), True, ""),
        ("de_CH", ("#,##0", ".", "’"), True, "\u00a0"),
        ("pl_PL", ("#,##0", ",", "\u00a0"), False, "\u00a0"),
        ("fr_FR", ("#,##0", ",", "\u202f"), False, "\u00a0"),
        ("ar_EG", ("#,##0", ".", ","), False, "\u00a0"),
    ],
)
def test_signs_and_groups_are_those_of_the_country(
    key: str, signs: tuple[str, str, str], sign_first: bool, gap: str
) -> None:
    found = locale_of(key)
    assert (found.whole, found.decimal, found.group) == signs
    assert (found.sign_first, found.gap) == (sign_first, gap)


@pytest.mark.parametrize(
    ("key", "month_first", "half_days", "order"),
    [
        ("de_DE", False, False, "DMY"),
        ("en_US", True, True, "MDY"),
        ("en_GB", False, False, "DMY"),
        ("en_IN", False, True, "DMY"),
        ("fr_CA", True, False, "YMD"),
        ("ja_JP", False, False, "YMD"),
    ],
)
def test_dates_in_words_follow_the_english_of_the_country_and_dates_in_digits_its_own(
    key: str, month_first: bool, half_days: bool, order: str
) -> None:
    found = locale_of(key)
    assert (found.month_first, found.half_days, found.order) == (month_first, half_days, order)


def test_english_where_it_has_no_data_takes_the_numbers_of_the_country() -> None:
    assert locale_of("en_BR").numbers == locale_of("pt_BR").numbers


def test_a_locale_holds_inside_alone_and_the_one_before_holds_again_after_an_error() -> None:
    with own_locale("de_DE", "EUR"):
        with pytest.raises(LookupError), own_locale():
            write_by("en_US", "USD")
            assert (current().key, own_currency()) == ("en_US", "USD")
            raise LookupError
        assert (current().key, own_currency()) == ("de_DE", "EUR")
    assert (current().key, own_currency()) == ("", "")
