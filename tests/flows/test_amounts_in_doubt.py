"""An amount, a day or a time that can mean several things, in plain words: each is a button, and no yes picks one."""

from itertools import count

import pytest

from bot.sandbox.sandbox import Sandbox
from tests.support.card_text import all_buttons, buttons_of
from tests.support.sandbox_script import Say
from tests.support.talking import Talk, kinds, spoken

KEYS = count()


@pytest.fixture
def talk(sandbox: Sandbox) -> Talk:
    return lambda who, text: sandbox.answer(spoken(who, text, f"doubt-{next(KEYS)}")).card


def test_each_reading_of_an_amount_is_a_button_written_out(sandbox: Sandbox, talk: Talk, say: Say) -> None:
    card, before = talk("rob", "acme is worth 1.500"), kinds(sandbox)
    assert card.title == "Which amount do you mean for Acme?"
    assert list(buttons_of(card))[:2] == ["Acme: set amount to 1,500 EUR", "Acme: set amount to 1.50 EUR"]
    assert {button.style for button in all_buttons(card)} == {"plain"}
    say("rob", buttons_of(card)["Acme: set amount to 1,500 EUR"])
    assert (kinds(sandbox) - before)["Changed"] == 1


def test_each_reading_of_a_budget_opens_its_own_form(talk: Talk, say: Say) -> None:
    card = talk("rob", "acme's budget is 48500 won")
    assert list(buttons_of(card))[:2] == ["Acme: save budget 48,500 KRW", "Acme: save budget 48,500 EUR"]
    form = say("rob", buttons_of(card)["Acme: save budget 48,500 EUR"])
    assert "48500 EUR" in str(form.body)


def test_each_reading_of_a_day_is_a_button_written_out(talk: Talk) -> None:
    card = talk("rob", "acme closes next week")
    assert card.title == "Which day do you mean for Acme?"
    assert len([label for label in buttons_of(card) if label.startswith("Acme: set close date to ")]) > 1


def test_each_reading_of_a_time_is_a_button_written_out(talk: Talk) -> None:
    card = talk("rob", "call Carla at acme on 19 May at 2:30")
    assert card.title == "Which time do you mean for Acme?"
    assert [label[-5:] for label in buttons_of(card)][:2] == ["02:30", "14:30"]


def test_another_meeting_leaves_the_one_before_as_it_was(talk: Talk) -> None:
    talk("rob", "call Carla at acme on 19 May at 10:00")
    card = talk("rob", "meeting with Carla on 20 May at 11:00")
    assert next(iter(buttons_of(card))).startswith("Acme: plan “meeting with Carla”, 20 May")


def test_a_yes_picks_none_of_several_readings(sandbox: Sandbox, talk: Talk) -> None:
    talk("rob", "acme is worth 48500 won")
    before = kinds(sandbox)
    talk("rob", "yes")
    assert kinds(sandbox) == before


def test_the_amount_can_be_typed_again_after_the_question(talk: Talk) -> None:
    talk("rob", "acme is worth 1.500")
    assert "Acme: set amount to 1,500 EUR" in buttons_of(talk("rob", "no, 1500"))


def test_one_question_at_a_time_where_the_deal_is_in_doubt_too(talk: Talk) -> None:
    card = talk("rita", "set the amount to 1.500")
    assert card.title == "Which deal do you mean?"
    assert not any("1.500" in command or "1500" in command for command in buttons_of(card).values())
