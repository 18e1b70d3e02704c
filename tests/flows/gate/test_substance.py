"""Evidence has substance: a placeholder proves nothing, and a short answer is marked."""

import pytest

from tests.support.card_text import all_buttons, form_of, forms_of, text_of
from tests.support.one_company import OneCompany

EMPTY_HANDED = ("?", "tbd", "n/a", "none", "ok", "k. A.", "à définir", "pendiente", "...", "good good good", "待定")


@pytest.mark.parametrize("answer", EMPTY_HANDED)
def test_a_placeholder_for_an_answer_is_refused(company: OneCompany, lax: OneCompany, answer: str) -> None:
    assert "evidence saved" in lax.types(f"met acme problem {answer}").title
    refused = text_of(company.types(f"met acme problem {answer}"))
    assert "Problem needs" in refused
    assert "evidence saved" not in refused


def test_the_question_and_another_exits_answer_are_refused(company: OneCompany, lax: OneCompany) -> None:
    question = "Which of their problems can we solve?"
    told = "Every order is typed in twice"
    for line in (f"met acme problem {question}", f"met acme problem {told}", f"met acme situation {told}"):
        assert "evidence saved" in lax.types(line).title
    assert "This is the question" in text_of(company.types(f"met acme problem {question}"))
    company.types(f"met acme problem {told}")
    assert "another exit's" in text_of(company.types(f"met acme situation {told.upper()}!"))


def test_a_form_refuses_the_same_beside_the_field(company: OneCompany) -> None:
    asked = form_of(company.types("met acme problem"))
    again = form_of(company.sends(asked, problem="tbd"))
    assert "needs what you know" in again.fields[0].error
    both = {"problem": "Every order is typed in twice", "situation": "Every order is typed in twice"}
    answer = company.types(asked.command, values=both, subject=asked.subject)
    assert "another exit's" in form_of(answer).fields[1].error


def test_a_short_answer_is_saved_as_thin_by_a_second_press_only(company: OneCompany) -> None:
    asked = company.types("met acme problem too slow")
    assert [one.label for one in all_buttons(asked)] == ["Add more", "Save as it is (thin)"]
    assert "too slow" not in text_of(company.types("history acme all"))
    saved = company.presses(asked, "Save as it is (thin)")
    assert "too slow (thin)" in text_of(saved)
    assert "too slow (thin)" in text_of(company.types("history acme all"))
    assert form_of(company.presses(asked, "Add more")).fields[0].key == "problem"


def test_the_button_of_one_short_answer_saves_no_other(company: OneCompany) -> None:
    asked = company.types("met acme problem too slow")
    save = next(one.command for one in all_buttons(asked) if "thin" in one.label)
    again = company.types(save.replace("too slow", "too dear"))
    assert "Save as it is (thin)" in [one.label for one in all_buttons(again)]


@pytest.mark.parametrize(("answer", "thin"), [("net 30", False), ("elevenchars", True), ("twelve letters", False)])
def test_numbers_are_short_and_true_and_letters_are_counted(company: OneCompany, answer: str, thin: bool) -> None:
    asked = company.types(f"met acme terms {answer}")
    assert bool(all_buttons(asked)[0].label == "Add more") is thin


def test_a_form_saves_a_short_answer_and_marks_it(company: OneCompany) -> None:
    saved = company.sends(company.asks("met acme problem"), problem="too slow")
    assert "too slow (thin)" in text_of(saved)
    assert "Add more: Problem" in [one.label for one in all_buttons(saved)]


def test_a_no_says_why_and_stays_in_sight_after_the_yes(company: OneCompany, lax: OneCompany) -> None:
    assert "evidence saved" in lax.types("met acme alignment no").title
    asked = company.types("met acme alignment no")
    assert "why no for Alignment" in asked.title
    company.sends_all(forms_of(asked)[0], {"alignment.why": "Their plant needs an offline mode"})
    assert "offline mode" in text_of(company.types("history acme all"))
    company.types("met acme alignment no, the offline mode comes in July")
    company.types("met acme alignment yes")
    assert "comes in July" in text_of(company.types("history acme all"))


@pytest.mark.parametrize("why", ["?", "no", "tbd", "because"])
def test_a_no_needs_a_reason_that_says_something(company: OneCompany, why: str) -> None:
    answer = company.types(f"met acme alignment no because {why}")
    assert "evidence saved" not in answer.title
