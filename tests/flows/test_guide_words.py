"""The guide in plain words: how people say yes and where, and what they type while the draft is shown."""

import pytest

from bot.sandbox.sandbox import Sandbox
from tests.support.card_text import buttons_of, text_of
from tests.support.sandbox_script import Say
from tests.support.talking import Talk, kinds

PROBLEM = "Every order is typed in twice by hand"


@pytest.fixture
def draft(talk: Talk, say: Say) -> None:
    """Rob's draft on Acme is shown, with one answer in it."""
    talk("rob", "ask me about acme")
    talk("rob", PROBLEM)
    for _ in range(4):
        talk("rob", "skip")


@pytest.mark.parametrize("words", ["save", "yes", "ok, save it please"])
def test_words_save_the_draft_that_is_shown(sandbox: Sandbox, talk: Talk, draft: None, words: str) -> None:
    before = kinds(sandbox)
    assert talk("rob", words).title == "Acme: evidence saved for Problem"
    assert (kinds(sandbox) - before)["Met"] == 1


def test_back_and_stop_work_while_the_draft_is_shown(sandbox: Sandbox, talk: Talk, draft: None) -> None:
    before = kinds(sandbox)
    assert "Acme, 5 of 5" in talk("rob", "back").title
    assert "Save this" in talk("rob", "skip").title
    assert talk("rob", "stop").title == "I stopped asking about Acme"
    assert kinds(sandbox) == before


def test_something_else_is_answered_while_the_draft_is_shown(sandbox: Sandbox, talk: Talk, draft: None) -> None:
    before = kinds(sandbox)
    assert talk("rob", "how is globex?").title.startswith("Globex · ")
    assert "budget 50,000 EUR" in text_of(talk("rob", "Gus told me on the phone that Globex has 50k"))
    assert kinds(sandbox) == before


def test_in_a_channel_a_yes_saves_no_draft(sandbox: Sandbox, talk: Talk, draft: None) -> None:
    before = kinds(sandbox)
    talk("rob", "save", "#deals")
    assert kinds(sandbox) == before


@pytest.mark.parametrize(
    ("words", "place"), [("in the meeting today", "meeting"), ("on the phone", "call"), ("by mail on Friday", "e-mail")]
)
def test_a_place_is_understood_in_the_words_around_it(talk: Talk, say: Say, words: str, place: str) -> None:
    say("rob", "ask acme answer budget", values={"budget": "50k"})
    say("rob", "ask acme answer budget.said_by Carla Chen")
    say("rob", "ask acme answer budget.where")
    assert f"said by Carla Chen ({place})" in text_of(talk("rob", words))


@pytest.mark.parametrize("words", ["not in the meeting", "in the meeting or on the phone"])
def test_a_place_that_is_denied_or_one_of_two_is_asked_again(talk: Talk, say: Say, words: str) -> None:
    say("rob", "ask acme answer budget", values={"budget": "50k"})
    say("rob", "ask acme answer budget.said_by Carla Chen")
    say("rob", "ask acme answer budget.where")
    assert "Choose where" in text_of(talk("rob", words))


def test_a_yes_can_go_on_without_a_comma(talk: Talk, say: Say) -> None:
    say("rita", "ask hooli answer alignment")
    assert "In the draft: Alignment: yes" in text_of(talk("rita", "yes it fits, we can replace all of them"))


def test_a_yes_that_is_taken_back_in_part_is_asked_again(talk: Talk, say: Say) -> None:
    say("rita", "ask hooli answer alignment")
    assert "needs a yes or a no" in text_of(talk("rita", "yes, but only in Berlin"))


def test_what_is_to_go_on_a_list_is_shown_whole_before_it_is_saved(talk: Talk, say: Say) -> None:
    say("rita", "ask hooli answer triggers the board signs")
    card = say("rita", "ask hooli answer triggers.owner")
    assert next(iter(buttons_of(card))) == "Rita Roy"
    talk("rita", "me")
    say("rita", "ask hooli answer triggers.due")
    card = talk("rita", "in two weeks")
    assert "looked after by Rita Roy" in text_of(card)
    assert ", by " in text_of(card)


def test_what_one_answered_oneself_meanwhile_is_not_told_as_a_stranger_s(talk: Talk, say: Say) -> None:
    talk("rob", "ask me about acme")
    talk("rob", PROBLEM)
    say("rob", "met acme problem Two systems that do not talk to each other")
    assert "You answered Problem meanwhile" in text_of(say("rob", "ask acme"))


def test_a_day_can_not_have_said_it(talk: Talk, say: Say) -> None:
    say("rob", "ask acme answer budget", values={"budget": "50k"})
    say("rob", "ask acme answer budget.said_by")
    assert "“last Friday” is a day. Name a person" in text_of(talk("rob", "last Friday"))


def test_the_rest_of_a_sentence_is_no_one_responsible(talk: Talk) -> None:
    words = "Acme's meters fail every winter, it costs them 20k a month, and Jonas owns that"
    assert not any("fail every winter" in label for label in buttons_of(talk("rob", words)))
