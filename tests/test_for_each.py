"""One test for many cases says of each what is wrong with it."""

import pytest

from tests.support.for_each import for_each


def test_every_case_that_fails_is_named_with_its_own_message() -> None:
    @for_each([2, 3, 4, 5])
    def even(number: int) -> None:
        """Numbers are even."""
        assert number % 2 == 0, f"{number} is odd"

    with pytest.raises(ExceptionGroup, match="2 of 4 fail: 3, 5") as raised:
        even()
    assert [str(fault).splitlines()[0] for fault in raised.value.exceptions] == ["3 is odd", "5 is odd"]
    assert (even.__name__, even.__doc__) == ("even", "Numbers are even.")


def test_a_test_without_cases_fails() -> None:
    with pytest.raises(AssertionError, match="nothing to check"):
        for_each([])(print)()
