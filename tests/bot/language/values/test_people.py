"""A colleague is found by a name, and two of one name become a question."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.values.answers import Question, Unread, Value
from bot.language.values.people import read_colleague
from process.colleague import Colleague

ROB, RITA = Colleague("u1", "Rob Reyes"), Colleague("u2", "Rita Stone")
IVO = Colleague("u3", "Ivo Ilves", active=False)
KNOWN = (ROB, RITA, IVO)


@pytest.mark.parametrize("words", ["Rob Reyes", "rob", "@rob", "REYES", "u1", " rob  reyes "])
def test_an_id_and_every_part_of_a_name_are_read(words: str) -> None:
    assert read_colleague(words, KNOWN) == Value(ROB)


@pytest.mark.parametrize("words", ["sean", "Seán", "obrien", "O’Brien", "sean obrien", "sean.ob@ours.example"])
def test_a_name_is_read_without_its_accents_and_apostrophes_and_an_email_too(words: str) -> None:
    sean = Colleague("u5", "Seán O'Brien", email="sean.ob@ours.example")
    assert read_colleague(words, (*KNOWN, sean)) == Value(sean)


def test_of_two_with_one_name_each_is_read_as_they_are_shown() -> None:
    first, second = (Colleague(one, "Anna Schmidt", email=f"{one}@ours.example") for one in ("anna.s", "a.schmidt"))
    assert read_colleague("Anna Schmidt (a.schmidt)", (first, second)) == Value(second)
    assert isinstance(read_colleague("Anna Schmidt", (first, second)), Question)


def test_a_name_of_signs_alone_is_read() -> None:
    rocket = Colleague("u6", "🚀")
    assert read_colleague("🚀", (*KNOWN, rocket)) == Value(rocket)


def test_someone_who_left_is_found_and_gives_way_to_a_namesake_who_is_here() -> None:
    assert read_colleague("ivo", KNOWN) == Value(IVO)
    assert read_colleague("ivo", (*KNOWN, Colleague("u4", "Ivo New"))) == Value(Colleague("u4", "Ivo New"))
    assert read_colleague("Ivo Ilves", (*KNOWN, Colleague("u4", "Ivo New"))) == Value(IVO)


def test_two_of_one_name_are_a_question_whose_words_are_read_as_each() -> None:
    known = (*KNOWN, Colleague("u4", "Rob Reyes"))
    asked = read_colleague("Rob Reyes", known)
    assert isinstance(asked, Question)
    assert asked.why == "several"
    assert [read_colleague(one.words, known) for one in asked.choices] == [Value(one.value) for one in asked.choices]


def test_more_than_three_of_one_name_are_too_many_to_ask_about() -> None:
    many = [replace(ROB, id=f"u{number}") for number in range(4)]
    assert read_colleague("rob", many) == Unread("several")
    assert isinstance(read_colleague("rob", many[:3]), Question)


def test_a_slip_is_asked_about_and_a_stranger_is_not_found() -> None:
    asked = read_colleague("rita stne", KNOWN)
    assert isinstance(asked, Question)
    assert [one.value for one in asked.choices] == [RITA]
    for words in ("Zoe", "", "@", "–"):
        assert read_colleague(words, KNOWN) == Unread("unknown")


@given(st.text(), st.lists(st.text().map(lambda name: Colleague(name, name)), max_size=3))
def test_no_words_and_no_names_are_too_odd(words: str, known: list[Colleague]) -> None:
    assert isinstance(read_colleague(words, known), Value | Question | Unread)
