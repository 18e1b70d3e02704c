"""Ask me about Acme: one question at a time, in words or by presses; the draft is saved by one press."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.assistant import Assistant
from bot.company import playbook_files
from bot.sandbox.sandbox import Sandbox
from tests.support.card_text import buttons_of, form_of, text_of
from tests.support.recording_chat import RecordingChat
from tests.support.sandbox_script import Say
from tests.support.talking import Talk, kinds, messages, spoken
from tests.support.time_passes import time_passes

PROBLEM = "Every order is typed in twice by hand"


def test_a_rep_answers_in_words_and_one_press_saves_each_answer_as_its_own_fact(
    sandbox: Sandbox, talk: Talk, say: Say
) -> None:
    before = kinds(sandbox)
    assert talk("rob", "ask me about acme").title == "Acme, 1 of 5: Which of their problems can we solve?"
    assert "responsible" in talk("rob", PROBLEM).title
    assert "budget" in talk("rob", "Carla Chen").title
    assert "Who decides" in talk("rob", "Carla told me on the phone it's 50k").title
    talk("rob", "Carla decides with her board, said by Carla in a meeting")
    draft = talk("rob", "skip that question")
    assert "50,000 EUR, said by Carla (call)" in text_of(draft)
    assert kinds(sandbox) == before
    saved = say("rob", buttons_of(draft)["Save 4 answers"])
    assert saved.title == "Acme: evidence saved for 4 exits"
    assert (kinds(sandbox) - before)["Met"] == 4
    assert "Nothing to save" in say("rob", "ask acme save").title


def test_the_questions_come_in_a_form_and_as_buttons_too(sandbox: Sandbox, say: Say) -> None:
    card = say("rob", "ask acme")
    form = form_of(card)
    card = say("rob", form.command, values={form.fields[0].key: PROBLEM})
    card = say("rob", buttons_of(card)["Carla Chen"])
    form = form_of(card)
    card = say("rob", form.command, values={form.fields[0].key: "50k"})
    card = say("rob", buttons_of(card)["Carla Chen"])
    card = say("rob", buttons_of(card)["Call"])
    assert "Who decides" in card.title
    say("rob", buttons_of(card)["Save 3 answers"])
    assert "50,000 EUR" in text_of(say("rob", "history acme all"))


def test_an_answer_that_reads_two_ways_is_asked_about(talk: Talk, say: Say) -> None:
    say("rob", "ask acme answer budget")
    card = talk("rob", "1.250")
    assert {"1,250 EUR", "1.25 EUR"} <= buttons_of(card).keys()
    assert "1,250 EUR" in text_of(say("rob", buttons_of(card)["1,250 EUR"]))


def test_in_a_form_the_reading_is_chosen_beside_the_field(say: Say) -> None:
    card = say("rob", "ask acme answer budget", values={"budget": "1.250"})
    assert [field.label for field in form_of(card).fields][1] == "Which one do you mean?"


def test_a_guess_does_not_count_as_an_answer(talk: Talk, say: Say) -> None:
    say("rob", "ask acme answer budget")
    assert "guess" in text_of(talk("rob", "I think it's 50k"))
    assert "50,000" not in text_of(say("rob", "ask acme"))


def test_what_can_not_be_read_is_asked_again_with_the_reason(talk: Talk, say: Say) -> None:
    say("rob", "ask acme answer budget")
    card = talk("rob", "quite a lot of it")
    assert "What is their budget" in card.title
    assert "quite a lot" in text_of(card)


def test_something_else_is_answered_and_the_draft_stays(talk: Talk) -> None:
    talk("rob", "ask me about acme")
    talk("rob", PROBLEM)
    card = talk("rob", "how is globex?")
    assert card.title.startswith("Globex · ")
    assert "Still open on Acme" in text_of(card)
    assert "In the draft: Responsible: Carla Chen" in text_of(talk("rob", "Carla Chen"))


@pytest.mark.parametrize("words", ["hi", "thanks", "we lost Globex to SAP", "list", "what should I do next?"])
def test_small_talk_and_other_deals_do_not_count_as_answers(talk: Talk, say: Say, words: str) -> None:
    talk("rob", "ask me about acme")
    assert "Still open on Acme" in text_of(talk("rob", words))
    assert "In the draft" not in text_of(say("rob", "ask acme"))


def test_words_that_mean_something_of_their_own_can_still_be_the_answer(talk: Talk, say: Say) -> None:
    talk("rob", "ask me about acme")
    card = talk("rob", "Acme is now worth 61k")
    assert "Acme: set amount to 61,000 EUR" in buttons_of(card)
    assert "In the draft: Problem: Acme is now worth 61k" in text_of(say("rob", buttons_of(card)["It is my answer"]))


def test_back_takes_the_last_answer_out_and_asks_again(talk: Talk) -> None:
    talk("rob", "ask me about acme")
    talk("rob", PROBLEM)
    assert talk("rob", "back").title == "Acme, 1 of 5: Which of their problems can we solve?"
    assert "In the draft: Problem: They lose two days a week" in text_of(talk("rob", "They lose two days a week"))


def test_later_rests_the_questions_and_the_draft_survives_a_restart(sandbox: Sandbox, talk: Talk, say: Say) -> None:
    talk("rob", "ask me about acme")
    talk("rob", PROBLEM)
    assert "Nothing is saved" in text_of(talk("rob", "later"))
    assert talk("rob", "hi").title.startswith("Hi Rob. ")
    sandbox.assistant = Assistant(sandbox.store, sandbox.wall, playbook_files.texts(None))
    card = say("rob", "ask acme")
    assert "responsible" in card.title
    assert "Save 1 answer" in buttons_of(card)


def test_stop_ends_them_and_the_draft_can_be_saved_or_thrown_away(sandbox: Sandbox, talk: Talk, say: Say) -> None:
    talk("rob", "ask me about acme")
    talk("rob", PROBLEM)
    before, card = kinds(sandbox), talk("rob", "stop")
    assert {"Save 1 answer", "Throw the draft away", "Go on"} <= buttons_of(card).keys()
    say("rob", buttons_of(card)["Throw the draft away"])
    assert "Nothing to save" in say("rob", "ask acme save").title
    assert kinds(sandbox) == before


def test_words_are_taken_for_an_answer_for_half_an_hour(sandbox: Sandbox, talk: Talk, say: Say) -> None:
    talk("rob", "ask me about acme")
    time_passes(sandbox, timedelta(minutes=31))
    talk("rob", PROBLEM)
    assert "In the draft" not in text_of(say("rob", "ask acme"))


def test_skipping_a_question_skips_no_stage_and_opens_no_gate(sandbox: Sandbox, talk: Talk, say: Say) -> None:
    before = kinds(sandbox)
    talk("rob", "ask me about acme")
    for _ in range(4):
        talk("rob", "skip")
    card = talk("rob", "skip")
    assert card.title == "No more questions for you on Acme"
    assert kinds(sandbox) == before
    assert "is in Qualification" in say("rob", "advance acme").title


def test_what_someone_else_answered_meanwhile_is_left_out_and_named(sandbox: Sandbox, talk: Talk, say: Say) -> None:
    talk("rob", "ask me about acme")
    talk("rob", PROBLEM)
    say("mia", "met acme problem Two systems that do not talk to each other")
    card = talk("rob", "Carla Chen")
    assert "Mia Marsh answered Problem" in text_of(card)
    say("rob", buttons_of(card)["Save 1 answer"])
    assert "Two systems" in text_of(say("rob", "history acme all"))
    assert PROBLEM not in text_of(say("rob", "history acme all"))


def test_a_deal_that_ended_is_asked_about_no_longer(talk: Talk, say: Say) -> None:
    talk("rob", "ask me about acme")
    talk("rob", PROBLEM)
    say("rob", "lose acme as price because a rival was cheaper")
    card = say("rob", "ask acme")
    assert card.title == "Acme is lost, so there is nothing to ask"
    assert PROBLEM in text_of(card)


def test_a_draft_is_not_saved_by_one_who_no_longer_works_on_the_deal(sandbox: Sandbox, talk: Talk, say: Say) -> None:
    talk("rob", "ask me about acme")
    card = talk("rob", PROBLEM)
    say("rob", "assign acme to <@rita>")
    before = kinds(sandbox)
    assert "no longer asked of you" in text_of(say("rob", buttons_of(card)["Save 1 answer"]))
    assert kinds(sandbox) == before


def test_what_only_others_can_answer_is_named_and_asked_with_one_press(
    sandbox: Sandbox, recorder: RecordingChat, talk: Talk, say: Say
) -> None:
    card = talk("rob", "ask me about wayne industries")
    while "Save these" not in card.title and "No more questions" not in card.title:
        card = talk("rob", "skip")
    press = next(label for label in buttons_of(card) if label.startswith("Ask Legal"))
    assert say("rob", buttons_of(card)[press]).title == "I asked Leo Lindqvist"
    assert [one.title for one in messages(sandbox, recorder, "leo")][-1] == "Rob Reyes asks you about Wayne Industries"


def test_in_a_channel_the_question_goes_to_a_private_conversation(
    sandbox: Sandbox, recorder: RecordingChat, talk: Talk
) -> None:
    assert "direct conversation" in talk("rob", "ask me about acme", "#deals").title
    sent = messages(sandbox, recorder, "rob")[-1]
    assert sent.title == "Acme, 1 of 5: Which of their problems can we solve?"
    assert "responsible" in talk("rob", PROBLEM).title
    assert "In the draft" not in text_of(talk("rob", PROBLEM, "#deals"))


def test_a_refusal_and_its_coaching_offer_the_questions(say: Say) -> None:
    card = say("rob", "advance acme to closing")
    assert "Which of their problems" in say("rob", buttons_of(card)["Ask me one by one"]).title


def test_two_people_have_a_draft_of_their_own(talk: Talk, say: Say) -> None:
    talk("rob", "ask me about acme")
    talk("rob", PROBLEM)
    assert "In the draft" not in text_of(talk("mia", "ask me about acme"))


def test_a_message_that_is_delivered_twice_answers_once(sandbox: Sandbox, talk: Talk) -> None:
    talk("rob", "ask me about acme")
    inbound = replace(spoken("rob", PROBLEM, "once and again"), once=True)
    first, second = sandbox.answer(inbound), sandbox.answer(inbound)
    assert first.card == second.card
    assert "responsible" in first.card.title


def test_after_a_way_back_each_exit_is_confirmed_or_gets_a_new_answer(sandbox: Sandbox, talk: Talk, say: Say) -> None:
    say("rob", "back wayne industries to presentation because their plan changed")
    before = kinds(sandbox)
    assert "Is this still true? Half-validated" in talk("rob", "ask me about wayne industries").title
    assert "Is this still true? Presented on" in talk("rob", "yes").title
    assert "When did you present it?" in talk("rob", "no").title
    card = talk("rob", "last Friday")
    say("rob", buttons_of(card)["Save 2 answers"])
    assert kinds(sandbox) - before == {"Confirmed": 1, "Met": 1}


def test_where_is_not_asked_after_who_said_it_was_skipped(talk: Talk, say: Say) -> None:
    talk("rob", "ask me about acme")
    talk("rob", PROBLEM)
    talk("rob", "skip")
    card = talk("rob", "50k")
    assert "who said it" in card.title
    card = say("rob", buttons_of(card)["Skip"])
    assert "Who decides" in card.title
    assert "who said it" in say("rob", buttons_of(card)["Back"]).title
