"""Names are saved in one form, and what can't be one is refused with its reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.values.names import LONGEST_NAME, OnPlaybook, name_fault, on_playbook, tidy


@pytest.mark.parametrize("name", ["Acme", "24/7 Support", "7", "München & Söhne", "Ca\u0301fe\u0301", "日本"])
def test_a_name_with_a_letter_or_a_digit_is_one(name: str) -> None:
    assert name_fault(tidy(name)) is None


@pytest.mark.parametrize("name", ["", "–", "Acme\u202e", "<b>Acme", "#7", "@rob"])
def test_what_no_one_could_type_again_is_none(name: str) -> None:
    assert name_fault(name) is not None


def test_the_longest_name_fits_and_one_more_letter_does_not() -> None:
    assert name_fault("a" * LONGEST_NAME) is None
    assert name_fault("a" * (LONGEST_NAME + 1)) == "too long"


@given(st.text())
def test_a_tidy_name_is_tidy_and_any_name_is_judged(name: str) -> None:
    assert tidy(tidy(name)) == tidy(name)
    assert name_fault(name) in (None, "empty", "too long", "invisible", "signs")


PLAYBOOKS = ("Standard", "Quick sale", "Avon on Quick sale")


@pytest.mark.parametrize("name", ["Stratford on Avon", "Umbra", "on Standard", "Put on hold", "Hands On Tech", ""])
def test_a_name_with_on_stays_whole_unless_a_playbook_follows(name: str) -> None:
    assert on_playbook(name, PLAYBOOKS) == []


def test_a_playbook_behind_a_name_is_found_however_it_is_spelled() -> None:
    assert on_playbook("Hands on Tech ON quick-sale", PLAYBOOKS) == [OnPlaybook("Hands on Tech", "Quick sale")]


def test_two_ways_to_read_it_are_both_found_and_a_slip_is_none_to_go_by() -> None:
    both = [OnPlaybook("Umbra", "Avon on Quick sale"), OnPlaybook("Umbra on Avon", "Quick sale")]
    assert on_playbook("Umbra on Avon on Quick sale", PLAYBOOKS) == both
    assert on_playbook("Umbra on Standrad", PLAYBOOKS) == [OnPlaybook("Umbra", "Standard", exact=False)]


@given(st.text() | st.lists(st.sampled_from(["on", "Quick", "sale", "Standard", "a"])).map(" ".join))
def test_no_words_are_too_odd_to_look_for_a_playbook_in(words: str) -> None:
    for found in on_playbook(words, PLAYBOOKS):
        assert words.startswith(found.name)
        assert found.playbook in PLAYBOOKS
