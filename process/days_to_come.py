"""What must have happened: a day that is still to come proves nothing."""

from datetime import date


def to_come(day: date | None, today: date) -> bool:
    """Whether a day is still to come; `today` is the asker's own day. No day is none to come."""
    return day is not None and day > today
