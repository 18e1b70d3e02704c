"""Periods in words: weeks begin on Monday, and what lies beyond a year's end belongs to the next."""

from datetime import UTC, date, datetime

import pytest

from bot.language.values.periods import EARLIEST, LATEST, Period, read_period

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("this week", date(2026, 11, 23), date(2026, 11, 29)),
        ("next week", date(2026, 11, 30), date(2026, 12, 6)),
        ("this month", date(2026, 11, 1), date(2026, 11, 30)),
        ("in the next month", date(2026, 12, 1), date(2026, 12, 31)),
        ("last month", date(2026, 10, 1), date(2026, 10, 31)),
        ("this quarter", date(2026, 10, 1), date(2026, 12, 31)),
        ("next quarter", date(2027, 1, 1), date(2027, 3, 31)),
        ("last quarter", date(2026, 7, 1), date(2026, 9, 30)),
        ("this year", date(2026, 1, 1), date(2026, 12, 31)),
        ("Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("q3 2027", date(2027, 7, 1), date(2027, 9, 30)),
        ("in February", date(2026, 2, 1), date(2026, 2, 28)),
        ("Feb 2028", date(2028, 2, 1), date(2028, 2, 29)),
        ("by 4 December", EARLIEST, date(2026, 12, 4)),
        ("since Monday", date(2026, 11, 23), LATEST),
        ("tomorrow", date(2026, 11, 26), date(2026, 11, 26)),
    ],
)
def test_a_period_in_words(words: str, first: date, last: date) -> None:
    assert read_period(words, NOW) == Period(first, last)


@pytest.mark.parametrize("words", ["", "soon", "acme", "by the way", "next", "q5", "month"])
def test_what_names_no_period(words: str) -> None:
    assert read_period(words, NOW) is None


def test_a_month_before_january_is_last_year_s() -> None:
    january = datetime(2026, 1, 3, 9, tzinfo=UTC)
    assert read_period("last month", january) == Period(date(2025, 12, 1), date(2025, 12, 31))
    assert read_period("last quarter", january) == Period(date(2025, 10, 1), date(2025, 12, 31))
