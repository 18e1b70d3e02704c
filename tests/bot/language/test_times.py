"""Times and weekdays: what people type for a digest and for quiet hours, read, asked about or refused."""

from datetime import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.company.personal_hours import quiet_hours
from bot.language.times import NAMES, hour, read_hour, read_hours, read_weekdays, weekday_words, weekdays
from bot.language.values.answers import Question, Unread, Value

HOURS = {
    "9": "09:00",
    "7": "07:00",
    "0": "00:00",
    "05": "05:00",
    "05:00": "05:00",
    "09:30": "09:30",
    "9:30:00": "09:30",
    "9.30": "09:30",
    "9h30": "09:30",
    "0930": "09:30",
    "23:59": "23:59",
    "at 9": "09:00",
    "9am": "09:00",
    "9 a.m.": "09:00",
    "4 pm": "16:00",
    "4:15 PM": "16:15",
    "12am": "00:00",
    "12 pm": "12:00",
    "12:30 am": "00:30",
    "noon": "12:00",
    "Midday": "12:00",
    "midnight": "00:00",
    "nine": "09:00",
    "nine o'clock": "09:00",
    "9 o’clock": "09:00",
    "four pm": "16:00",
    "half past nine": "09:30",
    "a quarter past nine": "09:15",
    "quarter to ten": "09:45",
    "quarter past 9 pm": "21:15",
    "half past five pm": "17:30",
    "٩": "09:00",
}
HOURS_ASKED = {
    "5": "05:00 17:00",
    "5:00": "05:00 17:00",
    "2:30": "02:30 14:30",
    "at 6": "06:00 18:00",
    "1": "01:00 13:00",
    "five": "05:00 17:00",
    "4 o'clock": "04:00 16:00",
    "half past five": "05:30 17:30",
    "quarter to seven": "06:45 18:45",
    "half nine": "09:30 08:30",
    "half one": "01:30 00:30",
}
NOT_HOURS = (
    *(
        "",
        " ",
        "24",
        "24:00",
        "25",
        "9:60",
        "9:75",
        "9:5",
        "930",
        "13 pm",
        "0 am",
        "-1",
        "9-10",
        "half to nine",
        "half",
    ),
    *(
        "half 13",
        "quarter to 24",
        "noonish",
        "later",
        "in the morning",
        "9 9",
        "9:00:30",
        "1e1",
        "x" * 5000,
        "9" * 5000,
    ),
)

DAYS = {
    "Mon, Wed and Fri": (0, 2, 4),
    "mon, tue, and wed": (0, 1, 2),
    "mon wed fri": (0, 2, 4),
    "Tue & Thu": (1, 3),
    "Mon/Wed": (0, 2),
    "Monday to Thursday": (0, 1, 2, 3),
    "Tuesday through Thursday": (1, 2, 3),
    "Mondays to Fridays": (0, 1, 2, 3, 4),
    "Mon – Fri": (0, 1, 2, 3, 4),
    "Fri-Mon": (0, 4, 5, 6),
    "sunday - thursday": (0, 1, 2, 3, 6),
    "Mon-Wed, Fri": (0, 1, 2, 4),
    "Weds": (2,),
    "thurs.": (3,),
    "Fridays": (4,),
    "on Fridays": (4,),
    "every Friday": (4,),
    "every Tuesday and Thursday": (1, 3),
    "weekdays": (0, 1, 2, 3, 4),
    "weekdays and Sunday": (0, 1, 2, 3, 4, 6),
    "Weekends": (5, 6),
    "every day": (0, 1, 2, 3, 4, 5, 6),
    "daily": (0, 1, 2, 3, 4, 5, 6),
    "every day except Friday": (0, 1, 2, 3, 5, 6),
    "weekdays but not Monday": (1, 2, 3, 4),
}
NOT_WEEKDAYS = (
    *("", " ", "to", "Mon to", "Mon and", "Mon,, Tue", "m", "t", "s", "Monday to Noday", "Mon-Tue-Wed", "someday", "9"),
    *("Friday except Friday", "every day except Noday", "every", "week", "x" * 5000, "Mon " * 2000),
)


@pytest.mark.parametrize(("words", "at"), HOURS.items())
def test_an_hour_is_read(words: str, at: str) -> None:
    assert read_hour(words) == Value(time.fromisoformat(at))
    assert hour(words) == time.fromisoformat(at)


@pytest.mark.parametrize(("words", "choices"), HOURS_ASKED.items())
def test_an_hour_that_can_be_two_is_asked_about(words: str, choices: str) -> None:
    answer = read_hour(words)
    assert isinstance(answer, Question)
    assert " ".join(choice.words for choice in answer.choices) == choices
    for choice in answer.choices:
        assert read_hour(choice.words) == Value(choice.value)
    assert hour(words) is None


@pytest.mark.parametrize("words", NOT_HOURS)
def test_words_that_are_not_an_hour_are_refused(words: str) -> None:
    assert read_hour(words) == Unread("not a time")
    assert hour(words) is None


@pytest.mark.parametrize(("words", "days"), DAYS.items())
def test_weekdays_are_read(words: str, days: tuple[int, ...]) -> None:
    assert read_weekdays(words) == Value(days)
    assert weekdays(words) == days


@pytest.mark.parametrize("words", NOT_WEEKDAYS)
def test_words_that_are_not_weekdays_are_refused(words: str) -> None:
    assert read_weekdays(words) == Unread("not weekdays")
    assert weekdays(words) is None


@pytest.mark.parametrize(
    ("words", "begin", "end"),
    [
        ("20:00-08:30", "20:00", "08:30"),
        ("20-8", "20:00", "08:00"),
        ("20 - 08:30", "20:00", "08:30"),
        ("17:00–10:00", "17:00", "10:00"),
        ("20 until 8", "20:00", "08:00"),
        ("from 8 pm to 8 am", "20:00", "08:00"),
        ("between noon and 1 pm", "12:00", "13:00"),
        ("midnight to noon", "00:00", "12:00"),
        ("23:59-0:00", "23:59", "00:00"),
    ],
)
def test_quiet_hours_begin_and_end(words: str, begin: str, end: str) -> None:
    assert quiet_hours(words) == (time.fromisoformat(begin), time.fromisoformat(end))


@pytest.mark.parametrize(
    "words", ["", "20", "8-8", "24-8", "20:00-24:00", "20-8-9", "20:60-8", "never mind", "-", "to"]
)
def test_words_that_are_not_quiet_hours_are_refused(words: str) -> None:
    assert read_hours(words) == Unread("not hours")
    assert quiet_hours(words) is None


@given(st.sets(st.integers(0, 6), min_size=1))
def test_weekdays_come_back_from_their_own_words(days: set[int]) -> None:
    named = tuple(sorted(days))
    assert read_weekdays(weekday_words(named)) == Value(named)


@given(st.times())
def test_an_hour_comes_back_from_its_own_words(at: time) -> None:
    minute = at.replace(second=0, microsecond=0)
    for words in (minute.isoformat("minutes"), f"{minute:%I:%M %p}", f"{minute:%H%M}"):
        assert read_hour(words) == Value(minute)
    assert read_hours(f"{minute:%H:%M}-{minute.replace(minute=(minute.minute + 1) % 60):%H:%M}") != Unread("not hours")


PIECES = st.lists(st.sampled_from((*NAMES, "9", "24", ":30", "pm", "half", "past", "to", "-", "and", "except", "noon")))


@given(st.one_of(st.text(), PIECES.map(" ".join)))
@example("9" * 100_000)
@example("Monday " * 20_000)
@example("\ufdfa" * 80)
def test_no_input_raises(words: str) -> None:
    read_hour(words)
    read_hours(words)
    read_weekdays(words)
