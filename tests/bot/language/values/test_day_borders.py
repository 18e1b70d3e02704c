"""Days at the borders: the turn of the year, leap days, sixty days, two years, ten years, the century."""

import pytest

from bot.language.values.days import order_of
from tests.support.day_words import fact, plan


@pytest.mark.parametrize(
    ("words", "today", "read"),
    [
        ("1 January", "2027-01-01", "2027-01-01"),
        ("1 January", "2026-12-31", "2027-01-01"),
        ("31 December", "2026-12-31", "2026-12-31"),
        ("31 December", "2027-01-01", "2027-12-31"),
        ("29 February", "2028-02-29", "2028-02-29"),
        ("29 February", "2028-03-01", "2032-02-29"),
        ("29 February", "2096-03-01", "2104-02-29"),
        ("28 February", "2028-02-29", "2029-02-28"),
        ("end of February", "2028-02-01", "2028-02-29"),
        ("end of February", "2028-02-29", "2028-02-29"),
        ("end of February", "2028-03-01", "2029-02-28"),
        ("end of December", "2026-12-31", "2026-12-31"),
        ("end of next month", "2026-12-31", "2027-01-31"),
        ("end of next month", "2027-01-31", "2027-02-28"),
        ("EOM", "2026-05-31", "2026-05-31"),
        ("in a month", "2027-01-31", "2027-02-28"),
        ("in a year", "2028-02-29", "2029-02-28"),
        ("the 31st", "2026-06-01", "2026-07-31"),
        ("the 30th", "2027-01-31", "2027-03-30"),
        ("the 1st", "2026-12-02", "2027-01-01"),
        ("Friday", "2026-05-08", "2026-05-08"),
        ("this Friday", "2026-05-08", "2026-05-08"),
        ("this Friday", "2026-05-09", "which one: 2026-05-15 2026-05-08"),
        ("next Friday", "2026-05-08", "2026-05-15"),
        ("next Friday", "2026-05-09", "2026-05-15"),
        ("next Monday", "2026-05-10", "2026-05-11"),
        ("next Sunday", "2026-05-09", "which one: 2026-05-10 2026-05-17"),
        ("last Friday", "2026-05-08", "2026-05-01"),
        ("last Monday", "2026-05-06", "which one: 2026-05-04 2026-04-27"),
        ("Monday week", "2026-05-05", "2026-05-18"),
        ("Monday", "2026-12-31", "2027-01-04"),
        ("next quarter", "2026-12-31", "span: 2027-03-31 2027-01-01"),
        ("next week", "2026-12-31", "span: 2027-01-08 2027-01-04"),
        ("end of Q4", "2026-12-31", "2026-12-31"),
        ("end of Q4", "2027-01-01", "2027-12-31"),
        ("June", "2026-06-30", "span: 2026-06-30"),
        ("June", "2026-07-01", "span: 2027-06-30 2027-06-01"),
    ],
)
def test_a_plan_without_a_year_is_the_next_such_day_today_included(words: str, today: str, read: str) -> None:
    assert plan(words, today) == read


@pytest.mark.parametrize(
    ("words", "today", "read"),
    [
        ("1 January", "2027-01-01", "2027-01-01"),
        ("31 December", "2027-01-01", "2026-12-31"),
        ("1 January", "2026-12-31", "refused: still to come"),
        ("2 July", "2026-05-04", "refused: still to come"),
        ("3 July", "2026-05-04", "refused: still to come"),
        ("4 July", "2026-05-04", "2025-07-04"),
        ("4/7", "2026-05-04", "2025-07-04"),
        ("3/7", "2026-05-04", "refused: still to come"),
        ("28 February", "2026-12-30", "refused: still to come"),
        ("28 February", "2026-12-29", "2026-02-28"),
        ("29 February", "2028-02-29", "2028-02-29"),
        ("29 February", "2028-02-28", "refused: still to come"),
        ("29 February", "2027-12-31", "refused: still to come"),
        ("29 February", "2027-12-30", "old: 2024-02-29"),
        ("end of February", "2028-03-01", "2028-02-29"),
        ("end of last month", "2028-03-31", "2028-02-29"),
        ("a month ago", "2028-03-31", "2028-02-29"),
        ("EOM", "2026-05-31", "2026-05-31"),
        ("Friday", "2027-01-01", "which one: 2027-01-01 2026-12-25"),
        ("Thursday", "2027-01-01", "2026-12-31"),
        ("this Friday", "2026-05-09", "2026-05-08"),
        ("the 15th", "2026-05-15", "2026-05-15"),
        ("the 16th", "2026-05-15", "which one: 2026-04-16"),
        ("the 30th", "2026-05-15", "2026-04-30"),
        ("the 30th", "2026-05-16", "which one: 2026-04-30"),
        ("the 29th", "2026-05-14", "2026-04-29"),
        ("the 31st", "2027-03-01", "2027-01-31"),
    ],
)
def test_a_fact_without_a_year_is_the_last_unless_the_next_is_within_sixty_days(
    words: str, today: str, read: str
) -> None:
    assert fact(words, today) == read


@pytest.mark.parametrize(
    ("words", "today", "read"),
    [
        ("4 May 2024", "2026-05-04", "2024-05-04"),
        ("3 May 2024", "2026-05-04", "old: 2024-05-03"),
        ("exactly 3 May 2024", "2026-05-04", "2024-05-03"),
        ("exactly 2024-05-03", "2026-05-04", "2024-05-03"),
        ("28 February 2026", "2028-02-29", "2026-02-28"),
        ("27 February 2026", "2028-02-29", "old: 2026-02-27"),
        ("2 years ago", "2026-05-04", "2024-05-04"),
        ("3 years ago", "2026-05-04", "old: 2023-05-04"),
        ("1 January 1900", "2026-05-04", "old: 1900-01-01"),
        ("exactly 31 December 1899", "2026-05-04", "refused: year"),
    ],
)
def test_a_fact_older_than_two_years_is_asked_about(words: str, today: str, read: str) -> None:
    assert fact(words, today) == read


@pytest.mark.parametrize(
    ("words", "today", "read"),
    [
        ("4 May 2036", "2026-05-04", "2036-05-04"),
        ("5 May 2036", "2026-05-04", "far: 2036-05-05"),
        ("exactly 5 May 2036", "2026-05-04", "2036-05-05"),
        ("in 10 years", "2026-05-04", "2036-05-04"),
        ("28 February 2038", "2028-02-29", "2038-02-28"),
        ("1 March 2038", "2028-02-29", "far: 2038-03-01"),
        ("5/5/36", "2026-05-04", "far: 2036-05-05"),
        ("31 December 2199", "2026-05-04", "far: 2199-12-31"),
        ("1 January 2200", "2026-05-04", "refused: year"),
        ("1 May 2016", "2026-05-04", "old: 2016-05-01"),
    ],
)
def test_a_plan_beyond_ten_years_is_asked_about(words: str, today: str, read: str) -> None:
    assert plan(words, today) == read


@pytest.mark.parametrize(
    ("words", "today", "read"),
    [
        ("3 May 16", "2026-05-04", "old: 2016-05-03"),
        ("3 May 15", "2026-05-04", "short year: 2015-05-03 1915-05-03"),
        ("3 May 46", "2026-05-04", "far: 2046-05-03"),
        ("3 May 47", "2026-05-04", "short year: 2047-05-03 1947-05-03"),
        ("3/5/16", "2026-05-04", "old: 2016-05-03"),
        ("3/5/47", "2026-05-04", "short year: 2047-05-03 1947-05-03"),
        ("29/2/47", "2026-05-04", "refused: no such day"),
    ],
)
def test_two_digits_are_a_year_from_ten_back_to_twenty_ahead(words: str, today: str, read: str) -> None:
    assert plan(words, today) == read


@pytest.mark.parametrize(
    ("country", "order"),
    [
        ("DE", "DMY"),
        ("GB", "DMY"),
        ("AU", "DMY"),
        ("IN", "DMY"),
        ("BR", "DMY"),
        ("US", "MDY"),
        ("US-CA", "MDY"),
        ("PH", "MDY"),
        ("us", "MDY"),
        ("DE-BY", "DMY"),
        ("CN", "YMD"),
        ("JP", "YMD"),
        ("KR", "YMD"),
        ("HU", "YMD"),
        ("SE", "YMD"),
        ("LT", "YMD"),
        ("CA", "YMD"),
        ("", "DMY"),
        ("XX", "DMY"),
        ("ZZ", "DMY"),
        ("Germany", "DMY"),
        ("?", "DMY"),
    ],
)
def test_the_order_of_a_country(country: str, order: str) -> None:
    assert order_of(country) == order
