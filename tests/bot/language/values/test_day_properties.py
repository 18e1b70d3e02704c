"""Days, by any input: nothing raises, and a day that was written in full comes back as itself or as a question."""

from datetime import date, datetime, timedelta

import pytest
from babel import Locale
from babel.dates import format_date, get_date_format
from hypothesis import example, given
from hypothesis import strategies as st

from bot.language.values.answers import Question, Unread, Value
from bot.language.values.day_rules.months import MONTHS, ORDINALS
from bot.language.values.day_rules.spans import NEAR, NUMBERS
from bot.language.values.day_rules.weekdays import WEEKDAYS
from bot.language.values.days import order_of, read_day, written_day
from bot.locales.locale import DayOrder
from bot.views.dates import plain_day
from tests.support.day_words import BERLIN

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
TODAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
ORDERS: st.SearchStrategy[DayOrder] = st.sampled_from(("DMY", "MDY", "YMD"))
PIECES = st.sampled_from(
    (
        *(*MONTHS, *WEEKDAYS, *NEAR, *NUMBERS, *ORDINALS[:3], "next", "last", "this", "end", "of", "in", "ago", "the"),
        *(
            "week",
            "weeks",
            "month",
            "quarter",
            "year",
            "fortnight",
            "q3",
            "eom",
            "mid",
            "exactly",
            "on",
            "by",
            "from now",
        ),
        *(
            "1st",
            "3rd",
            "8",
            "31",
            "2026",
            "26",
            "'27",
            "8/5",
            "8.5.",
            "2026-05-08",
            "12/31/26",
            "14:05",
            "at",
            ",",
            "-",
        ),
    )
)
SENTENCES = st.lists(PIECES, max_size=6).map(" ".join)
DIGITS = st.from_regex(r"\A[0-9]{1,4}[./ -][0-9]{1,3}([./ -][0-9]{1,4})?\Z")
COUNTRIES = ("DE", "US", "GB", "FR", "JP", "CN", "KR", "HU", "SE", "LT", "CA", "ZA", "IN", "BR", "PL", "CZ", "NL", "FI")


def noon(today: date) -> datetime:
    return datetime(today.year, today.month, today.day, 12, tzinfo=BERLIN)


def meant(answer: Value[date] | Question[date] | Unread) -> set[date]:
    """The days an answer leaves open."""
    match answer:
        case Value(day):
            return {day}
        case Question(_, choices):
            return {choice.value for choice in choices}
        case Unread():
            return set()


@given(words=st.one_of(st.text(), SENTENCES, DIGITS), today=TODAYS, past=st.booleans(), order=ORDERS)
@example(words="9" * 100_000, today=date(2026, 5, 4), past=False, order="DMY")
@example(words="1/" * 50_000, today=date(2026, 5, 4), past=False, order="DMY")
@example(words="Friday " * 20_000, today=date(2026, 5, 4), past=False, order="DMY")
@example(words="\ufdfa" * 60, today=date(2026, 5, 4), past=True, order="YMD")
@example(words="0001-01-01T00:00+14:00", today=date(2026, 5, 4), past=True, order="DMY")
def test_no_input_raises_and_each_choice_reads_back_as_itself(
    words: str, today: date, past: bool, order: DayOrder
) -> None:
    answer = read_day(words, noon(today), past=past, order=order)
    if isinstance(answer, Question):
        assert 1 <= len(answer.choices) <= 3
        for choice in answer.choices:
            assert read_day(choice.words, noon(today), past=past, order=order) == Value(choice.value)
    if past:
        assert all(day <= today for day in meant(answer))


@given(day=DAYS, today=TODAYS, past=st.booleans(), order=ORDERS)
def test_a_day_written_in_full_comes_back(day: date, today: date, past: bool, order: DayOrder) -> None:
    moment = f"{day.isoformat()}T14:05"
    for words in (plain_day(day), written_day(day), day.isoformat(), moment, f"{plain_day(day)}, 14:05"):
        answer = read_day(words, noon(today), past=past, order=order)
        if past and day > today:
            assert isinstance(answer, Unread)
            assert answer.why == "still to come"
        else:
            assert meant(answer) == {day}


@given(day=DAYS, today=TODAYS, past=st.booleans(), order=ORDERS)
def test_a_confirmed_day_is_never_asked_about(day: date, today: date, past: bool, order: DayOrder) -> None:
    answer = read_day(f"exactly {written_day(day)}", noon(today), past=past, order=order)
    assert answer == Value(day) or (past and day > today)


@given(away=st.integers(-3000, 3000), today=TODAYS, country=st.sampled_from(COUNTRIES), long=st.booleans())
def test_a_day_as_its_country_writes_it_comes_back_or_is_asked_about(
    away: int, today: date, country: str, long: bool
) -> None:
    """In digits, with the locale's own order and signs, and a year of two or of four digits."""
    day = today + timedelta(days=away)
    locale = Locale.parse(f"und_{country}")
    pattern = get_date_format("short", locale).pattern.replace("yyyy", "y").replace("yy", "y")
    written = format_date(day, pattern if long else "short", locale)
    assert day in meant(read_day(written, noon(today), order=order_of(country))), written


@given(day=DAYS, today=TODAYS, order=ORDERS, style=st.sampled_from(("medium", "long", "full")))
@pytest.mark.parametrize("english", ["en", "en_GB", "en_US", "en_AU", "en_CA", "en_IN", "en_ZA", "en_SE", "en_IE"])
def test_a_day_in_any_english_comes_back(english: str, day: date, today: date, order: DayOrder, style: str) -> None:
    written = format_date(day, style, english)
    assert meant(read_day(written, noon(today), order=order)) == {day}, written


@given(day=st.dates(date(2026, 5, 4), date(2027, 5, 3)))
def test_a_plan_without_a_year_is_within_the_coming_year(day: date) -> None:
    today = datetime(2026, 5, 4, 12, tzinfo=BERLIN)
    for words in (f"{day.day} {day:%B}", f"{day:%b} {day.day}", f"{day.day}/{day.month}", f"{day.day}.{day.month}."):
        assert read_day(words, today) == Value(day)
