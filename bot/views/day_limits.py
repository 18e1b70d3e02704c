"""Day limits: sentences for a day that was read well, and is too early or too late for what it is for."""

from datetime import date

from bot.views.dates import full_day


def still_to_come(day: date) -> str:
    """A day has to come, and has been or is today."""
    return f"{full_day(day)} has passed or is today. Give a day after today, for example “in 2 weeks”."


def within_a_year(day: date) -> str:
    """A day has to be one of the next 366, today included."""
    return f"{full_day(day)} is not within a year from today. Give an earlier or later day, for example “in 2 weeks”."
