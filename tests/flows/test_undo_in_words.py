"""Undo in plain words: a press stays between the words and the undo, and whole commands are carried out at once."""

from collections import Counter
from datetime import timedelta

import pytest

from bot.sandbox.sandbox import Sandbox
from tests.support.card_text import buttons_of, text_of
from tests.support.sandbox_script import Say
from tests.support.saved_deals import deal
from tests.support.talking import Talk, kinds
from tests.support.time_passes import time_passes

WORDS = (
    "undo",
    "undo that",
    "take that back",
    "oops, wrong deal",
    "I didn't mean that",
    "please undo the last one",
    "that was a mistake",
    "undo that on Acme",
)


@pytest.mark.parametrize("words", WORDS)
def test_words_offer_the_undo_and_the_press_does_it(sandbox: Sandbox, talk: Talk, say: Say, words: str) -> None:
    say("rob", "log acme call went through the offer")
    before = kinds(sandbox)
    card = talk("rob", words)
    assert card.title == "Undo this on Acme?"
    assert "went through the offer" in text_of(card)
    assert kinds(sandbox) == before
    assert say("rob", buttons_of(card)["Undo"]).title == "Undone on Acme"
    assert kinds(sandbox) - before == Counter({"Undone": 1})


def test_yes_is_the_press(sandbox: Sandbox, talk: Talk, say: Say) -> None:
    say("rob", "log acme call went through the offer")
    before = kinds(sandbox)
    talk("rob", "undo that")
    talk("rob", "yes")
    assert kinds(sandbox) - before == Counter({"Undone": 1})


def test_asking_twice_offers_the_undo_twice(talk: Talk, say: Say) -> None:
    say("rob", "log acme call went through the offer")
    assert talk("rob", "undo").title == talk("rob", "undo that").title == "Undo this on Acme?"


def test_a_proposal_that_no_one_pressed_is_only_left_alone(sandbox: Sandbox, talk: Talk, say: Say) -> None:
    say("rob", "log acme call went through the offer")
    talk("rob", "Globex is now worth 61k")
    before = kinds(sandbox)
    card = talk("rob", "oops, wrong deal")
    assert "Undo" not in buttons_of(card)
    assert "Nothing was saved" in text_of(card)
    talk("rob", "yes")
    assert kinds(sandbox) == before


def test_what_can_not_be_undone_says_why(talk: Talk, say: Say) -> None:
    say("rob", "advance initech")
    card = talk("rob", "take that back")
    assert "can't be undone" in text_of(card)
    assert "Undo" not in buttons_of(card)


def test_nothing_done_is_nothing_to_undo(sandbox: Sandbox, talk: Talk, say: Say) -> None:
    say("rob", "log acme call went through the offer")
    time_passes(sandbox, timedelta(minutes=11))
    assert "You changed nothing in the last ten minutes" in text_of(talk("rob", "undo that"))
    assert "You changed nothing" in text_of(talk("rita", "undo that"))


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        ("log acme call went through the offer", "Logged"),
        ("Log Acme email sent them the offer, thanks", "Logged"),
        ("set acme amount 61000 EUR", "Changed"),
        ("please set acme close date 15 August", "Changed"),
        ("wait acme until 9 June because of their audit", "Waited"),
    ],
)
def test_a_whole_command_is_carried_out_at_once_and_its_card_has_undo(
    sandbox: Sandbox, talk: Talk, say: Say, words: str, fact: str
) -> None:
    before = kinds(sandbox)
    card = talk("rob", words)
    assert kinds(sandbox) - before == Counter({fact: 1})
    say("rob", buttons_of(card)["Undo"])
    assert kinds(sandbox) - before == Counter({fact: 1, "Undone": 1})


def test_a_whole_snooze_is_carried_out_at_once_too(talk: Talk) -> None:
    card = talk("rob", "snooze acme until 9 June")
    assert card.title == "Acme is snoozed"
    assert "Undo" in buttons_of(card)


@pytest.mark.parametrize(
    "words",
    [
        "wait acme is who?",
        "note to self acme",
        "set acme aside",
        "set acme aside for now",
        "set acme name straight",
        "set acme amount 1.250",
        "set acme amount 60k if they agree",
        "set acme close date when they sign",
        "log acme call",
        "log acme call went well?",
        "log in to acme",
        "log acm call went through the offer",
        "wait acme until they answer because we need it",
        "wait acme until friday",
        "wait, acme until friday",
        "plan acme",
        "snooze acme until they answer",
        "met acme problem their orders get lost for days at a time",
        "new Umbra",
        "lose acme because of the price",
        "objection acme too slow",
        "payment acme 5000 EUR by 1 June",
        "trigger acme 1 happened",
        "assign acme to <@rita>",
        "log next call tomorrow",
        "set target amount 5000 EUR",
        "> log acme call went through the offer\nplease",
    ],
)
def test_what_is_not_certain_or_is_an_everyday_word_writes_nothing(
    sandbox: Sandbox, talk: Talk, say: Say, words: str
) -> None:
    say("rob", "new Next anyway")
    say("rob", "new Target anyway")
    before = kinds(sandbox)
    talk("rob", words)
    assert kinds(sandbox) == before


def test_a_deal_named_by_an_everyday_word_needs_its_capital(sandbox: Sandbox, talk: Talk, say: Say) -> None:
    say("rob", "new Next anyway")
    before = kinds(sandbox)
    talk("rob", "log Next call went through the offer")
    assert kinds(sandbox) - before == Counter({"Logged": 1})


def test_what_would_void_an_approval_is_proposed(sandbox: Sandbox, talk: Talk, say: Say) -> None:
    say("rob", "advance stark")
    assert deal(sandbox, "stark").approval
    before = kinds(sandbox)
    card = talk("rob", "set stark amount 45000 EUR")
    assert kinds(sandbox) == before
    assert any(command.startswith("set #") for command in buttons_of(card).values())


def test_who_can_not_do_it_reads_that_and_nothing_is_written(sandbox: Sandbox, talk: Talk) -> None:
    before = kinds(sandbox)
    assert talk("rita", "set acme amount 61000 EUR").tone == "stop"
    assert kinds(sandbox) == before
