"""Help explains a word of the process, a stage and an exit of the playbook, and says so where it knows none."""

import pytest

from bot.company import playbook_files
from bot.language.understanding.choices import language_of
from bot.views.explained import TERMS
from process.playbook_file import read
from tests.support.card_text import buttons_of, text_of
from tests.support.sandbox_script import Say


def test_a_word_of_the_process_is_explained(say: Say) -> None:
    card = say("rob", "/deal help hand-off")
    assert card.title == "Handoff"
    assert "A gate that a manager opens." in text_of(card)
    assert buttons_of(card)["Whole playbook"] == "playbook"


def test_an_exit_is_explained_by_its_question_and_who_answers(say: Say) -> None:
    shown = text_of(say("rob", "/deal help budget"))
    assert "What is their budget to solve it? For example 50000 EUR. The buyer answers." in shown
    assert "To prove before a deal leaves Qualification." in shown


def test_a_stage_is_explained_with_its_exits_and_the_next_stage(say: Say) -> None:
    card = say("rob", "/deal help closing")
    assert card.title == "Closing: stage 6 of 7"
    assert "Customer's signature – Who signed for the customer?" in text_of(card)
    assert "Then comes Account Management." in text_of(card)


def test_a_command_that_is_a_word_of_the_process_says_both(say: Say) -> None:
    shown = text_of(say("rob", "/deal help trigger"))
    assert "Something that has to happen at the customer's before they buy" in shown
    assert "/deal trigger" in shown


def test_a_word_that_means_nothing_here_is_refused(say: Say) -> None:
    assert "/deal bananas" in text_of(say("rob", "/deal help bananas"))


@pytest.mark.parametrize("text", playbook_files.texts(None).values())
def test_every_word_that_a_sentence_can_ask_for_is_explained(text: str) -> None:
    language = language_of(read(text))
    asked = {language.meant("term", one) for one in language.words("term")}
    assert asked == set(TERMS)


def test_help_shows_every_way_to_type_a_command_the_plain_one_first(say: Say) -> None:
    words = text_of(say("rob", "help advance"))
    assert "advance [<deal>], " in words
    assert "advance [<deal>] to <stage>" in words
    assert text_of(say("rob", "help show")).index("show [<deal>]") < text_of(say("rob", "help show")).index("all  ")


def test_help_all_begins_with_what_a_newcomer_types(say: Say) -> None:
    words = text_of(say("rob", "help all"))
    assert "new <name>  Start a deal" in words
    assert "anyway" not in words
    assert "neither" not in words
