"""Day readings: the sentences for a day that needs a second look, or that Stagecoach couldn't read."""

from datetime import date

from bot.language.values.answers import Question, Unread
from bot.language.values.days import StillToCome
from bot.views.dates import example_day, full_day, plain_day
from bot.views.words import cut, either

LONGEST_SHOWN = 60
FACT = "Try “last Friday” or “3 days ago”."

DOUBTS: dict[str, str] = {
    "order": "“{words}” can be read in more than one order.",
    "weekday": "The weekday in “{words}” doesn't fit its date.",
    "old": "“{words}” is more than two years ago.",
    "far": "“{words}” is more than ten years away.",
    "time zone": "“{words}” is another day in your time zone.",
    "short year": "The year in “{words}” isn't clear.",
    "span": "“{words}” isn't a single day.",
    "length": "“{words}” is a length of time, not a day.",
    "working days": "“{words}” skips weekends here, but not your holidays.",
    "which one": "“{words}” can mean more than one day.",
}
FAULTS: dict[str, str] = {
    "not a day": "I couldn't read “{words}” as a date.",
    "no such day": "The calendar has no “{words}”.",
    "year": "I couldn't use the year in “{words}”.",
    "short year": "I couldn't tell the year in “{words}”. Write it with four digits.",
}


def day_question(words: str, question: Question[date]) -> str:
    """What is unclear about the day someone typed, and the days it can mean; the buttons show the same days."""
    doubt = DOUBTS.get(question.why, DOUBTS["which one"]).format(words=cut(words, LONGEST_SHOWN))
    days = [choice.value for choice in question.choices]
    # The reader puts the date as written first, and beside it the days its weekday can mean.
    if question.why == "weekday" and len(days) > 1:
        doubt = f"{plain_day(days[0])} is a {days[0]:%A}."
    return f"{doubt} Did you mean {either([full_day(day) for day in days])}?"


def day_unread(words: str, unread: Unread, *, past: bool = False) -> str:
    """Why a day couldn't be read or used, with an example that fits; `past` is for what must have happened."""
    if isinstance(unread, StillToCome):
        return f"{plain_day(unread.day)} is still to come. Give the day it happened."
    fault = FAULTS.get(unread.why, FAULTS["not a day"])
    return f"{fault.format(words=cut(words, LONGEST_SHOWN))} {FACT if past else _plan()}"


def _plan() -> str:
    return f"Try {example_day()} or “in 2 weeks”."
