"""Asking a colleague: one press sends those who can answer a message, once a day."""

from bot.sandbox.sandbox import Sandbox
from tests.support.card_text import buttons_of, text_of
from tests.support.recording_chat import RecordingChat
from tests.support.sandbox_script import Say
from tests.support.talking import Talk, kinds, messages


def test_the_proposal_says_who_can_answer_and_one_press_asks_them(
    sandbox: Sandbox, recorder: RecordingChat, talk: Talk, say: Say
) -> None:
    card = talk("rob", "legal is cleared for Globex")
    assert "Leo" in text_of(card)
    before = kinds(sandbox)
    assert say("rob", buttons_of(card)["Ask Legal"]).title.startswith("I asked Leo")
    assert (kinds(sandbox) - before).keys() == {"Engaged"}
    (sent,) = messages(sandbox, recorder, "leo")
    assert "Has Legal cleared this deal?" in text_of(sent)


def test_a_team_that_was_called_in_is_asked_again_once_a_day(
    sandbox: Sandbox, recorder: RecordingChat, say: Say
) -> None:
    say("rob", "engage globex legal because they want our paper changed")
    assert say("rob", "ask globex for legal").title.startswith("I asked Leo")
    assert "today" in say("rob", "ask globex for legal").title
    assert sum("asks you about Globex" in one.title for one in messages(sandbox, recorder, "leo")) == 1


def test_anyone_can_ask_the_owner_for_what_the_owner_has_to_prove(
    sandbox: Sandbox, recorder: RecordingChat, say: Say
) -> None:
    assert "Rob" in say("rita", "ask acme for problem").title
    (sent,) = messages(sandbox, recorder, "rob")
    assert sent.title == "Rita Roy asks you about Acme"
    assert "Which of their problems can we solve?" in text_of(sent)


def test_only_those_who_work_on_a_deal_call_in_a_team(sandbox: Sandbox, say: Say) -> None:
    before = kinds(sandbox)
    assert say("rita", "ask globex for legal").tone == "stop"
    assert kinds(sandbox) == before


def test_what_you_can_answer_yourself_is_not_asked_of_others(say: Say) -> None:
    assert "yours to answer" in say("rob", "ask acme for problem").title


def test_what_is_proven_is_not_asked_for(say: Say) -> None:
    assert "answered already" in say("rita", "ask acme for source").title
