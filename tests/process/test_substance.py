"""Substance: what stands where an answer should be, in several languages, and what is short."""

import pytest

from process.misfits import AnotherAnswer, NoWords, OneWord, Placeholder, Substance, TheQuestion
from process.substance import faults_of, letters, thin


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("?", NoWords()),
        ("--- !!", NoWords()),
        ("tbd", Placeholder()),
        ("N/A", Placeholder()),
        ("  None. ", Placeholder()),
        ("tbd, ok", Placeholder()),
        ("don't know", Placeholder()),
        ("Keine Ahnung!", Placeholder()),
        ("à définir", Placeholder()),
        ("más tarde", Placeholder()),
        ("없음", Placeholder()),
        ("good good good", OneWord()),
        ("zzzzzz", OneWord()),
        ("What hurts?", TheQuestion()),
        ("they type it twice", AnotherAnswer()),
        ("see CRM", Placeholder()),
    ],
)
def test_what_says_nothing_is_found(text: str, fault: Substance) -> None:
    found = faults_of(text, question="What hurts?", others=["They type it twice."], placeholders=["See CRM"])
    assert found == (fault,)


@pytest.mark.parametrize("text", ["net 30", "They type it twice", "Test of two plants", "No one reads the list", "11"])
def test_what_says_something_is_let_through(text: str) -> None:
    assert faults_of(text, question="What hurts?") == ()


@pytest.mark.parametrize(("text", "short"), [("elevenchars", True), ("twelve chars.", True), ("twelve letters", False)])
def test_letters_decide_what_is_thin(text: str, short: bool) -> None:
    assert thin(text, 12) is short


def test_a_number_is_never_thin_and_a_wide_letter_says_more() -> None:
    assert not thin("net 30", 12)
    assert letters("需要两周") == 12
