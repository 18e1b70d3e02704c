"""Working days are counted as a person with a wall calendar would."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from process.calendar import days_ago, next_working_day, working_days, works

FRIDAY, MONDAY = date(2027, 3, 5), date(2027, 3, 8)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def test_from_friday_to_monday_is_one_working_day() -> None:
    assert working_days(FRIDAY, MONDAY) == 1


def test_a_holiday_is_not_counted_but_one_at_a_weekend_takes_nothing_away() -> None:
    assert working_days(FRIDAY, date(2027, 3, 12), {date(2027, 3, 9)}) == 4
    assert working_days(FRIDAY, date(2027, 3, 12), {date(2027, 3, 6)}) == 5


def test_a_message_due_at_a_weekend_waits_for_the_next_day_worked_on() -> None:
    assert next_working_day(date(2027, 3, 6), {MONDAY}) == date(2027, 3, 9)
    assert next_working_day(FRIDAY) == FRIDAY


@given(since=DAYS, length=st.integers(-10, 90), free=st.frozensets(DAYS, max_size=5))
def test_the_count_agrees_with_ticking_off_day_by_day(since: date, length: int, free: frozenset[date]) -> None:
    days = [since + timedelta(days=step) for step in range(1, length + 1)]
    assert working_days(since, since + timedelta(days=length), free) == sum(works(day, free) for day in days)


@given(until=DAYS, days=st.integers(0, 60), free=st.frozensets(DAYS, max_size=5))
def test_days_ago_is_the_latest_day_from_which_so_many_are_counted(
    until: date, days: int, free: frozenset[date]
) -> None:
    since = days_ago(days, until, free)
    assert working_days(since, until, free) >= days
    assert working_days(since + timedelta(days=1), until, free) < max(days, 1)
