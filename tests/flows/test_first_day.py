"""A first day with the bot: what people type is answered or offered, and a press does what its label says."""

from itertools import count

import pytest

from bot.sandbox.sandbox import Sandbox
from tests.support.card_text import buttons_of, text_of
from tests.support.sandbox_script import Say
from tests.support.talking import Talk, kinds, spoken

KEYS = count()


@pytest.fixture
def talk(sandbox: Sandbox) -> Talk:
    return lambda who, text: sandbox.answer(spoken(who, text, f"first-{next(KEYS)}")).card


@pytest.mark.parametrize(
    ("who", "sentence", "title"),
    [
        ("rob", "how much money do i have closing in may?", "Your deals closing in May 2026"),
        ("mia", "who's lagging behind", "By rep: 10 deals"),
        ("mia", "what about last month", "Pipeline in April 2026"),
        ("leo", "why does sales need legal again?", "Leo · 1 deal waits for Legal"),
        ("ana", "what customers do i manage", "Your open deals"),
    ],
)
def test_a_question_about_a_day_or_numbers_is_answered(talk: Talk, who: str, sentence: str, title: str) -> None:
    assert talk(who, sentence).title.startswith(title)


def test_a_question_to_a_colleague_is_sent_with_a_press(sandbox: Sandbox, talk: Talk, say: Say) -> None:
    before = kinds(sandbox)
    card = talk("mia", "ask rob why stark hasn't been closed yet")
    label = next(iter(buttons_of(card)))
    assert label.startswith("Stark: ask Rob Reyes “why ")
    assert kinds(sandbox) == before
    assert "Rob" in text_of(say("mia", buttons_of(card)[label]))
    assert "why stark hasn't been closed yet" in text_of(say("rob", "home"))


def test_two_readings_of_a_small_number_are_two_buttons_and_a_yes_takes_none(talk: Talk, say: Say) -> None:
    talk("rob", "stark amount is 45k")
    offered = buttons_of(talk("rob", "no, 44"))
    assert list(offered)[:2] == ["Stark: set amount to 44,000 EUR", "Stark: set amount to 44 EUR"]
    talk("rob", "yes")
    assert "€40k" in say("rob", "show stark").title


def test_a_step_that_is_called_off_is_offered_to_be_dropped_where_one_is_planned(talk: Talk, say: Say) -> None:
    assert "Initech: log call" not in buttons_of(talk("rob", "scrap the call with Ingrid"))
    say("rob", "plan initech call Ingrid on Thursday")
    assert "drop" in next(iter(buttons_of(talk("rob", "scrap the call with Ingrid"))))


def test_an_absence_without_a_day_asks_who_stands_in(talk: Talk) -> None:
    assert "Choose who stands in for you" in buttons_of(talk("rob", "i'm out next week"))


def test_a_planned_call_is_put_to_another_time_in_words(talk: Talk, say: Say) -> None:
    assert not [
        label for label in buttons_of(talk("rob", "move the call with Ingrid to friday 11:00")) if "move" in label
    ]
    say("rob", "plan initech call Ingrid on Thursday")
    card = talk("rob", "move the call with Ingrid to friday 11:00")
    label = next(iter(buttons_of(card)))
    assert "8 May" in label
    say("rob", buttons_of(card)[label])
    assert "11:00" in text_of(say("rob", "show initech"))


def test_a_manager_plans_a_step_for_the_rep_they_want_to_remind(talk: Talk) -> None:
    assert next(iter(buttons_of(talk("mia", "remind rob about acme")))).startswith("Acme: plan “follow up”")
