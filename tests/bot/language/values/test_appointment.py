"""Appointments: a day, a time and a colleague cut off a text, and nothing that only looks like one."""

from datetime import timedelta

import pytest

from bot.language.values.appointment import cut_appointment, read_soon
from bot.language.vocabulary import planned_activity


@pytest.mark.parametrize(
    ("words", "what", "day", "time"),
    [
        ("call Carla on Tuesday 10:00", "call Carla", "Tuesday", "10:00"),
        ("call Carla Tuesday at 10", "call Carla", "Tuesday", "10"),
        ("call Carla at 10 on Tuesday", "call Carla", "Tuesday", "10"),
        ("call Carla tomorrow, 10am", "call Carla", "tomorrow", "10am"),
        ("tomorrow: call Carla.", "call Carla", "tomorrow", ""),
        ("on Tuesday at 10:00 call Carla", "call Carla", "Tuesday", "10:00"),
        ("to send the offer by Friday", "send the offer", "Friday", ""),
        ("review the figures for next week", "review the figures", "next week", ""),
        ("lunch with Gus on the 15th at noon", "lunch with Gus", "the 15th", "noon"),
        ("meet them 12 May 2026, 14:30", "meet them", "12 May 2026", "14:30"),
        ("call at half past nine on 3 May", "call", "3 May", "half past nine"),
        ("call Carla at 17.30 on Monday", "call Carla", "Monday", "17.30"),
        ("call Carla on 2026-05-12 at 10:00", "call Carla", "2026-05-12", "10:00"),
        ("Friday 15:00", "", "Friday", "15:00"),
        ("call Carla tomorrow afternoon", "call Carla, afternoon", "tomorrow", ""),
        ("call Carla tomorrow morning", "call Carla", "tomorrow", ""),
        ("send it this evening", "send it, evening", "this evening", ""),
    ],
)
def test_a_day_and_a_time_are_cut_off_wherever_they_stand(words: str, what: str, day: str, time: str) -> None:
    found = cut_appointment(words)
    assert (found.what, found.day, found.time) == (what, day, time)


@pytest.mark.parametrize("words", ["call Carla on Tuesday 10:00", "at 10 on Tuesday call Carla", "Tuesday 10:00: call"])
def test_a_question_about_a_day_or_a_time_knows_where_it_was_typed(words: str) -> None:
    found = cut_appointment(words)
    assert words[found.day_at :].startswith("Tuesday")
    assert words[found.time_at :].startswith("10")


@pytest.mark.parametrize(
    "words",
    [
        "install version 2.10",
        "prepare slides for the pitch of Tuesday",
        "talk about the end of May",
        "ask for 10",
        "at one customer ask for the plan",
        "agree on 3 seats",
        "call Carla",
    ],
)
def test_what_only_looks_like_a_time_stays_in_the_text(words: str) -> None:
    found = cut_appointment(words)
    assert (found.what, found.day, found.time, found.soon) == (words, "", "", "")


def test_a_colleague_stands_at_the_end() -> None:
    assert cut_appointment("check it on Monday for <@U1>").who == "<@U1>"
    assert cut_appointment("check it for me on Monday").who == "me"
    assert cut_appointment("check it for <@U1> on Monday 9:00").who == "<@U1>"
    assert cut_appointment("a demo for Carla").who == ""


@pytest.mark.parametrize(
    ("words", "away"),
    [
        ("call Carla in 2 hours", timedelta(hours=2)),
        ("call Carla in an hour", timedelta(hours=1)),
        ("call Carla in half an hour", timedelta(minutes=30)),
        ("call Carla in 45 minutes", timedelta(minutes=45)),
    ],
)
def test_soon_is_so_far_from_now(words: str, away: timedelta) -> None:
    found = cut_appointment(words)
    assert (found.what, read_soon(found.soon)) == ("call Carla", away)


@pytest.mark.parametrize(
    ("note", "activity"),
    [
        ("call Carla", "call"),
        ("new meeting", "meeting"),
        ("a quick call with Carla", "call"),
        ("e-mail them the offer", "e-mail"),
        ("meet Carla", "meeting"),
        ("prepare the call with Carla", None),
        ("send the offer", None),
        ("", None),
    ],
)
def test_what_is_planned_is_an_activity_where_it_begins_with_one(note: str, activity: str | None) -> None:
    assert planned_activity(note) == activity


def test_a_long_text_is_cut_quickly() -> None:
    words = "call Carla and " * 300 + "on Tuesday 10:00"
    assert cut_appointment(words).day == "Tuesday"
    assert cut_appointment("on " * 1300).day == ""
