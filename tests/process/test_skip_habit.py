"""Skip attempts become a habit by their number within the days that count, and are reported again only if they go on."""

from datetime import UTC, date, timedelta

from process import skip_habit
from process.figures import Attempt
from process.limits import Limits
from process.skip_habit import Habit
from process.stall import LocalDay
from tests.support.people_and_deal import MONDAY

LIMITS = Limits(skip_attempts=3, skip_days=10)


def tried(*days: int, by: str = "rob") -> list[Attempt]:
    return [Attempt("acme", by, MONDAY + timedelta(days=day), "closing", "qualification", ("budget",)) for day in days]


def after(days: int) -> LocalDay:
    return LocalDay((MONDAY + timedelta(days=days)).date(), UTC)


def recent(days: int, *attempts: Attempt) -> Habit:
    return skip_habit.recent(attempts, "rob", LIMITS, after(days))


def test_the_third_attempt_makes_a_habit_and_anothers_attempts_do_not() -> None:
    assert not skip_habit.is_habit(recent(2, *tried(0, 1), *tried(1, 2, by="rita")), LIMITS, None, after(2))
    assert skip_habit.is_habit(recent(2, *tried(0, 1, 2)), LIMITS, None, after(2))


def test_attempts_of_long_ago_do_not_count() -> None:
    assert len(recent(14, *tried(0, 7, 14)).attempts) == 2


def test_a_reported_habit_is_reported_again_after_as_many_attempts() -> None:
    last_notice = date(2026, 5, 6)
    assert not skip_habit.is_habit(recent(4, *tried(0, 1, 2, 3)), LIMITS, last_notice, after(4))
    assert skip_habit.is_habit(recent(5, *tried(0, 1, 2, 3, 4)), LIMITS, last_notice, after(5))


def test_the_rule_can_be_off() -> None:
    assert not skip_habit.is_habit(
        recent(2, *tried(0, 1, 2)), LIMITS.model_copy(update={"off": ("skips",)}), None, after(2)
    )
