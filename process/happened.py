"""What must have happened: a day that is still to come proves nothing."""

from datetime import date

from process.evidence import Evidence
from process.playbook import Exit


def answered_too_early(item: Exit, value: str, today: date) -> date | None:
    """The day given for an exit that asks for what happened, if it is still to come; `today` is the asker's own day.

    `value` is in canonical words, "2026-05-03"; raises ValueError where it is no date.
    """
    return _to_come(date.fromisoformat(value), today) if item.past else None


def said_too_early(one: Evidence, today: date) -> date | None:
    """The day on which the buyer's words are given to have been said, if it is still to come."""
    return _to_come(one.on, today)


def _to_come(day: date | None, today: date) -> date | None:
    return day if day is not None and day > today else None
