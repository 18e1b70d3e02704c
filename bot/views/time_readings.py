"""Time readings: the sentences for a time of a day that can mean two, or that Stagecoach couldn't read."""

from datetime import time

from bot.language.values.answers import Question
from bot.views.dates import clock
from bot.views.words import cut, either

LONGEST_SHOWN = 60


def hour_question(words: str, question: Question[time]) -> str:
    """What a time can mean; the buttons show the same."""
    times = either([clock(choice.value) for choice in question.choices])
    return f"Does “{cut(words, LONGEST_SHOWN)}” mean {times}?"


def hour_unread(words: str) -> str:
    """Why a time couldn't be read, with an example."""
    return f"I couldn't read “{cut(words, LONGEST_SHOWN)}” as a time. Try 9:00 or 4 pm."
