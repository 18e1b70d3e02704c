"""Habits: whoever tries to skip again and again, so that their manager can have a word."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from process.figures import Attempt
from process.limits import Limits
from process.stall import Day


@dataclass(frozen=True, slots=True)
class Habit:
    """One colleague's attempts to skip, of those that still count, oldest first."""

    by: str
    attempts: tuple[Attempt, ...]


def recent(attempts: Iterable[Attempt], by: str, limits: Limits, day: Day) -> Habit:
    """Somebody's attempts within the working days that count."""
    return Habit(by, tuple(one for one in attempts if one.by == by and day.since(one.at) < limits.skip_days))


def is_one(habit: Habit, limits: Limits, told: date | None, day: Day) -> bool:
    """Whether these attempts have made a habit: so many of them since it was last told of, if it ever was."""
    fresh = [one for one in habit.attempts if told is None or one.at.astimezone(day.zone).date() >= told]
    return limits.watches("skips") and len(fresh) >= limits.skip_attempts
