"""Working days are counted as a person with a wall calendar would."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from process.working_days import Calendar, days_ago, next_working_day, working_days, works

FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2027, 3, day) for day in (5, 6, 7, 8))
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
CALENDARS = st.builds(
    Calendar,
    weekend=st.frozensets(st.integers(0, 6), max_size=3),
    holidays=st.frozensets(DAYS, max_size=5),
    made_up=st.frozensets(DAYS, max_size=5),
)


def without(*days: date) -> Calendar:
    return Calendar(holidays=frozenset(days))


def test_from_friday_to_monday_is_one_working_day() -> None:
    assert working_days(FRIDAY, MONDAY) == 1


def test_a_holiday_is_not_counted_but_one_at_a_weekend_takes_nothing_away() -> None:
    assert working_days(FRIDAY, date(2027, 3, 12), without(date(2027, 3, 9))) == 4
    assert working_days(FRIDAY, date(2027, 3, 12), without(SATURDAY)) == 5


def test_a_weekend_on_friday_and_saturday_leaves_sunday_a_working_day() -> None:
    there = Calendar(weekend=frozenset((4, 5)))
    assert [works(day, there) for day in (FRIDAY, SATURDAY, SUNDAY, MONDAY)] == [False, False, True, True]
    assert working_days(FRIDAY, MONDAY, there) == 2


def test_a_weekend_day_that_makes_up_for_a_holiday_is_worked_on() -> None:
    there = Calendar(made_up=frozenset((SUNDAY, MONDAY)))
    assert [works(day, there) for day in (SATURDAY, SUNDAY, MONDAY)] == [False, True, True]
    assert working_days(FRIDAY, MONDAY, there) == 2


def test_a_message_due_at_a_weekend_waits_for_the_next_day_worked_on() -> None:
    assert next_working_day(SATURDAY, without(MONDAY)) == date(2027, 3, 9)
    assert next_working_day(FRIDAY) == FRIDAY


@given(since=DAYS, length=st.integers(-10, 90), there=CALENDARS)
def test_the_count_agrees_with_ticking_off_day_by_day(since: date, length: int, there: Calendar) -> None:
    days = [since + timedelta(days=step) for step in range(1, length + 1)]
    assert working_days(since, since + timedelta(days=length), there) == sum(works(day, there) for day in days)


@given(until=DAYS, days=st.integers(0, 60), there=CALENDARS)
def test_days_ago_is_the_latest_day_from_which_so_many_are_counted(until: date, days: int, there: Calendar) -> None:
    since = days_ago(days, until, there)
    assert working_days(since, until, there) >= days
    assert working_days(since + timedelta(days=1), until, there) < max(days, 1)
