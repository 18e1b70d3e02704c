"""Someone who writes another language learns once that the answers are in English."""

from itertools import count

import pytest

from bot.sandbox.sandbox import Sandbox
from tests.support.card_text import text_of
from tests.support.talking import Talk, spoken

NOTE = "I answer in English"
GERMAN = "Carla hat am Telefon gesagt, dass Acme für das Projekt ein budget 50k hat"


@pytest.fixture
def talk(sandbox: Sandbox) -> Talk:
    keys = count()
    return lambda who, text: sandbox.answer(spoken(who, text, f"talk-{next(keys)}")).card


def test_the_first_answer_to_another_language_says_that_it_is_in_english(talk: Talk) -> None:
    assert NOTE in text_of(talk("rob", GERMAN))


def test_the_next_one_does_not_say_it_again(talk: Talk) -> None:
    talk("rob", GERMAN)
    assert NOTE not in text_of(talk("rob", GERMAN))


@pytest.mark.parametrize("text", ["le budget est de 50k pour Acme", "los clientes de Acme están con una duda"])
def test_two_small_words_are_enough_in_a_short_message(talk: Talk, text: str) -> None:
    assert NOTE in text_of(talk("rob", text))


@pytest.mark.parametrize(
    "text", ["Acme's CFO confirmed the budget: 50k", "Müller is 30k", "we met Der Spiegel at Acme"]
)
def test_english_with_a_foreign_name_is_english(talk: Talk, text: str) -> None:
    assert NOTE not in text_of(talk("rob", text))
