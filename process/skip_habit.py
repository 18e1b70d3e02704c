"""Habits: a colleague tries to skip again and again, and their manager should know."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from process.figures import Attempt
from process.limits import Limits
from process.stall import LocalDay


@dataclass(frozen=True, slots=True)
class Habit:
    """One colleague's attempts to skip, of those that still count, oldest first."""

    by: str
    attempts: tuple[Attempt, ...]


def recent(attempts: Iterable[Attempt], by: str, limits: Limits, day: LocalDay) -> Habit:
    """A colleague's attempts within the working days that count."""
    return Habit(by, tuple(one for one in attempts if one.by == by and day.since(one.at) < limits.skip_days))


def is_habit(habit: Habit, limits: Limits, reported: date | None, day: LocalDay) -> bool:
    """Whether these attempts make a habit: enough of them since the day it was last reported, if it ever was."""
    fresh = [one for one in habit.attempts if reported is None or day.of(one.at) >= reported]
    return limits.watches("skips") and len(fresh) >= limits.skip_attempts
