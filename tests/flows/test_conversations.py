"""Conversations of several turns: corrections, picks, reasons by themselves, digressions, and a change of mind."""

from itertools import count

import pytest

from adapters.card import Form
from bot.sandbox.sandbox import Sandbox
from tests.support.card_text import buttons_of, text_of
from tests.support.talking import Talk, spoken

KEYS = count()


@pytest.fixture
def talk(sandbox: Sandbox) -> Talk:
    return lambda who, text: sandbox.answer(spoken(who, text, f"turn-{next(KEYS)}")).card


DIALOGUES = {
    "a correction, a yes, and the same again": (
        ("acme closes on 1 July", "Acme: set close date to 1 July 2026"),
        ("no, the 8th", "Acme: set close date to 8 July 2026"),
        ("yes", "Undo"),
        ("same for globex", "Globex: set close date to 8 July 2026"),
    ),
    "an order for two deals, one of them picked": (
        ("globex and acme both close on 30 June", "Acme: set close date to 30 June 2026"),
        ("the first", "Globex: set close date to 30 June 2026"),
        ("yes", "Undo"),
        ("how far are we?", "Show all"),
    ),
    "a later date by a pronoun, and back": (
        ("acme closes on 1 July", "Acme: set close date to 1 July 2026"),
        ("yes", "Undo"),
        ("push it by two weeks", "Acme: set close date to 15 July 2026"),
        ("yes", "Undo"),
        ("undo that", "Leave it"),
    ),
    "lost, with its reason in the next message": (
        ("we lost acme", "Acme: count as lost"),
        ("because of the price", "Acme: count as lost"),
        ("yes", ""),
        ("show me acme", "Show all"),
    ),
    "what was said is an objection, and who raised it": (
        ("acme wants 20% off", "Acme: log a contact"),
        ("that's an objection", "Acme: add objection: acme wants 20% off"),
        ("raised by Carla", "Acme: add objection: acme wants 20% off"),
        ("yes", "Undo"),
    ),
    "a rest that is only a note": (
        ("carla is on vacation until 18 May 2027", "Acme: wait until 18 May 2027"),
        ("no, just a note", "Acme: log a contact"),
        ("acme: remind me in 2 weeks", ""),
    ),
    "a deal opened by its number, and what is said of it": (
        ("list", ""),
        ("open the second", "Show all"),
        ("and now?", "Show all"),
        ("the amount is 48k", "Save as a note"),
        ("no, 46", "Save as a note"),
    ),
}


@pytest.mark.parametrize("name", DIALOGUES)
def test_each_turn_of_a_conversation_is_understood(talk: Talk, name: str) -> None:
    for words, offers in DIALOGUES[name]:
        card = talk("rob", words)
        assert not offers or offers in buttons_of(card), f"{words}\n{text_of(card)}"


def test_a_yes_to_what_needs_its_form_opens_the_form(talk: Talk) -> None:
    talk("rob", "carla is on vacation until 18 May 2027")
    (form,) = [part for part in talk("rob", "yes").body if isinstance(part, Form)]
    assert {field.key: field.value for field in form.fields}["until"] == "2027-05-18"


def test_a_reason_by_itself_stands_in_the_order_and_a_yes_does_not_lose_a_deal(talk: Talk) -> None:
    talk("rob", "we lost acme")
    (command, *_) = buttons_of(talk("rob", "because of the price")).values()
    assert command.endswith("because price")
    assert talk("rob", "yes").title == "All right"


@pytest.mark.parametrize(
    "words",
    [
        "what is missing?",
        "globex",
        "is it lost if they only wait?",
        "my dog ate the price list",
        "lunch is ready",
        "i'll get coffee",
    ],
)
def test_other_words_are_not_taken_as_the_reason(talk: Talk, words: str) -> None:
    talk("rob", "we lost acme")
    assert "Acme: count as lost" not in buttons_of(talk("rob", words))


@pytest.mark.parametrize("words", ["what is a mutual plan?", "what is a handoff?"])
def test_a_question_to_the_bot_does_not_answer_its_own(talk: Talk, words: str) -> None:
    talk("rob", "ask me about acme")
    told = text_of(talk("rob", words))
    assert "In the draft" not in told
    assert "couldn't read" not in told


def test_an_amount_alone_is_not_taken_as_the_answer_to_a_question_for_words(talk: Talk) -> None:
    asked = talk("rob", "ask me about acme")
    assert "problem" in text_of(asked).casefold()
    assert "In the draft" not in text_of(talk("rob", "carla told me on the phone it's 50k"))
