"""Words of a known few are found however they are spelled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.values.words import one_of, same, yes_no

KNOWN = ("e-mail", "close date", "presented_on")


@pytest.mark.parametrize(
    ("words", "found"),
    [("E-Mail", "e-mail"), ("closedate", "close date"), ("presented on", "presented_on"), ("e", None)],
)
def test_case_dashes_and_blanks_make_no_difference(words: str, found: str | None) -> None:
    assert one_of(words, KNOWN) == found


@pytest.mark.parametrize(
    ("words", "read"), [("Yes.", "yes"), ("done!", "yes"), ("N", "no"), ("perhaps", None), ("", None)]
)
def test_yes_and_no_are_read_and_nothing_else(words: str, read: str | None) -> None:
    assert yes_no(words) == read


@given(st.text())
def test_no_words_are_too_odd_to_be_compared(words: str) -> None:
    assert same(same(words)) == same(words)
    assert one_of(words, KNOWN) in (*KNOWN, None)
    assert yes_no(words) in ("yes", "no", None)
