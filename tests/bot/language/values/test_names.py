"""Names are saved in one form, and what can't be one is refused with its reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.values.names import LONGEST_NAME, name_fault, tidy


@pytest.mark.parametrize("name", ["Acme", "24/7 Support", "7", "München & Söhne", "Ca\u0301fe\u0301", "日本"])
def test_a_name_with_a_letter_or_a_digit_is_one(name: str) -> None:
    assert name_fault(tidy(name), "A deal") == ""


@pytest.mark.parametrize("name", ["", "–", "Acme\u202e", "<b>Acme", "#7", "@rob"])
def test_what_nobody_could_type_again_is_none(name: str) -> None:
    assert name_fault(name, "A deal").startswith("A deal")


def test_the_longest_name_fits_and_one_more_letter_does_not() -> None:
    assert name_fault("a" * LONGEST_NAME, "A deal") == ""
    assert "at most 80" in name_fault("a" * (LONGEST_NAME + 1), "A deal")


@given(st.text())
def test_a_tidy_name_is_tidy_and_any_name_is_judged(name: str) -> None:
    assert tidy(tidy(name)) == tidy(name)
    assert isinstance(name_fault(name, "A deal"), str)
