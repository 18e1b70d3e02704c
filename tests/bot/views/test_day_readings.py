"""Day readings: what a person is asked about a day, and why one couldn't be read."""

from typing import get_args

import pytest

from bot.language.values.answers import Question, Unread
from bot.language.values.day_rules.frame import Doubt, Fault
from bot.language.values.days import read_day
from bot.views.day_readings import DOUBTS, FAULTS, day_question, day_unread
from tests.support.day_words import at


def sentence(words: str, past: bool = False) -> str:
    answer = read_day(words, at("2026-05-04"), past=past)
    if isinstance(answer, Question):
        return day_question(words, answer)
    assert isinstance(answer, Unread)
    return day_unread(words, answer, past=past)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("Thursday 8 May", "8 May 2026 is a Friday. Did you mean Friday 8 May 2026 or Thursday 7 May 2026?"),
        ("26-12-31", "“26-12-31” can be read in more than one order. Did you mean Friday 26 December 2031 or Thursday 31 December 2026?"),
        ("next Friday", "“next Friday” can mean more than one day. Did you mean Friday 8 May 2026 or Friday 15 May 2026?"),
        ("Q3", "“Q3” isn't a single day. Did you mean Wednesday 30 September 2026 or Wednesday 1 July 2026?"),
        ("2w", "“2w” is a length of time, not a day. Did you mean Monday 18 May 2026?"),
        ("3 May 2040", "“3 May 2040” is more than ten years away. Did you mean Thursday 3 May 2040?"),
        ("3/5/99", "The year in “3/5/99” isn't clear. Did you mean Sunday 3 May 2099 or Monday 3 May 1999?"),
        ("two", "I couldn't read “two” as a date. Try 3 May 2027 or “in 2 weeks”."),
        ("30 February", "The calendar has no “30 February”. Try 3 May 2027 or “in 2 weeks”."),
        ("in 999 years", "I couldn't use the year in “in 999 years”. Try 3 May 2027 or “in 2 weeks”."),
        ("02-23-04", "I couldn't tell the year in “02-23-04”. Write it with four digits. Try 3 May 2027 or “in 2 weeks”."),
    ],
)  # fmt: skip
def test_a_plan_that_is_not_clear_is_answered_in_a_sentence(words: str, read: str) -> None:
    assert sentence(words) == read


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("6 May", "6 May 2026 is still to come. Give the day it happened."),
        ("3 May 2021", "“3 May 2021” is more than two years ago. Did you mean Monday 3 May 2021?"),
        ("Thursday 8 May", "The weekday in “Thursday 8 May” doesn't fit its date. Did you mean Thursday 8 May 2025?"),
        ("soon", "I couldn't read “soon” as a date. Try “last Friday” or “3 days ago”."),
    ],
)
def test_a_fact_that_is_not_clear_is_answered_in_a_sentence(words: str, read: str) -> None:
    assert sentence(words, past=True) == read


def test_long_words_are_cut() -> None:
    assert len(sentence("x" * 5000)) < 140


def test_every_doubt_and_every_fault_has_its_sentence() -> None:
    assert set(DOUBTS) == set(get_args(Doubt))
    # The day itself is in the sentence for one that is still to come.
    assert set(FAULTS) == set(get_args(Fault)) - {"still to come"}
