"""Contacts are people: known by name or role, typed once, and never our own colleagues."""

import pytest

from tests.flows.gate.test_amounts import same_account
from tests.support.card_text import all_buttons, form_of, text_of
from tests.support.one_company import OneCompany

NO_ONE = ("nobody", "someone", "them", "x", "n/a", "the customer", "niemand", "quelqu'un", "12")


@pytest.mark.parametrize("name", NO_ONE)
def test_no_one_says_nothing(company: OneCompany, lax: OneCompany, name: str) -> None:
    line = f"met acme budget 50000 EUR said by {name} in call"
    assert "evidence saved" in lax.types(line).title
    assert "Name a person at the customer's" in text_of(company.types(line))
    assert "needs a person" in text_of(company.types(f"met acme contact {name}"))


@pytest.mark.parametrize("name", ["Mia Marsh", "mia marsh", "Marsh Mia", "<@mia>", "Mia Marsh, CFO"])
def test_a_colleague_is_refused_as_a_contact(company: OneCompany, lax: OneCompany, name: str) -> None:
    lines = (
        f"met acme budget 50000 EUR said by {name} in call",
        f"met acme contact {name}",
        f"objection acme it is too dear raised by {name}",
        f"buyer acme did contract said by {name} in call",
        f"contact acme {name}",
    )
    for other in (company, lax):
        other.types("help", "mia")
    assert "evidence saved" in lax.types(lines[0]).title
    for line in lines:
        assert "one of our own people" in text_of(company.types(line)), line


def test_an_email_of_our_company_is_refused_as_a_contact(company: OneCompany) -> None:
    company.types("help", "mia")
    for emails in ("mia@stagecoach.example", "carla@acme.example, mia@stagecoach.example"):
        refused = text_of(company.types(f"met acme contact Carla Chen, {emails}"))
        assert "one of our own people" in refused


def test_a_namesake_counts_once_the_account_has_them(company: OneCompany) -> None:
    company.types("help", "mia")
    company.types("contact acme Mia Marsh, head of IT, mia.marsh@acme.example")
    assert "evidence saved" in company.types("met acme contact Mia Marsh").title


def test_a_name_is_added_with_the_evidence_and_found_by_its_parts(company: OneCompany) -> None:
    company.types("met acme contact Carla Chen, CFO")
    assert "Contacts: Carla Chen, CFO" in text_of(company.types("show acme all"))
    for said in ("Carla", "Chen", "the CFO", "carla chen"):
        taken = text_of(company.types(f"met acme budget 50000 EUR said by {said} in call"))
        assert "said by Carla Chen" in taken
    assert text_of(company.types("show acme all")).count("Carla Chen") == 1


def test_of_two_that_fit_one_is_chosen_by_a_press(company: OneCompany) -> None:
    company.types("contact acme Carla Chen, CFO")
    company.types("contact acme Carla Cruz, buyer")
    asked = company.types("met acme budget 50000 EUR said by Carla in call")
    assert [one.label for one in all_buttons(asked)] == ["Carla Chen, CFO", "Carla Cruz, buyer"]
    assert "said by Carla Cruz" in text_of(company.presses(asked, "Carla Cruz, buyer"))


def test_a_first_name_of_a_contact_and_of_a_colleague_is_asked_about(company: OneCompany) -> None:
    company.types("help", "mia")
    company.types("contact acme Mia Gray, head of IT")
    asked = company.types("met acme budget 50000 EUR said by Mia in call")
    assert [one.label for one in all_buttons(asked)] == ["Mia Gray, head of IT", "Mia Marsh, a colleague"]
    assert "one of our own people" in text_of(company.presses(asked, "Mia Marsh, a colleague"))
    assert "said by Mia Gray" in text_of(company.presses(asked, "Mia Gray, head of IT"))


def test_a_role_without_a_name_is_kept(company: OneCompany) -> None:
    company.types("met acme contact the CFO")
    assert "the CFO, name unknown" in text_of(company.types("show acme all"))


def test_the_form_offers_who_is_known(company: OneCompany) -> None:
    company.types("met acme contact Carla Chen, CFO")
    fields = {one.key: one.value for one in form_of(company.types("met acme budget")).fields}
    assert fields["budget.said_by"] == "Carla Chen"


def test_what_a_rep_answers_for_is_not_said_by_the_buyer_of_another_answer(company: OneCompany) -> None:
    company.types("met acme source calling")
    company.types("met acme contact Carla Chen, CFO")
    company.types("advance acme")
    form = form_of(company.types("met acme"))
    answers = {"problem": "Every order is typed in twice", "budget": "50000 EUR", "budget.where": "call"}
    saved = text_of(company.sends_all(form, {**answers, "decision": "The board decides on her proposal"}))
    assert "Problem: Every order is typed in twice\n" in saved
    assert "Decision: The board decides on her proposal, said by Carla Chen (call)" in saved


def test_the_part_in_the_decision_is_kept_with_what_was_known(company: OneCompany) -> None:
    company.types("met acme contact Carla Chen, CFO")
    assert "Carla Chen, CFO (decides)" in text_of(company.types("contact acme Carla Chen decides"))


def test_a_contact_is_found_from_another_deal_of_the_account(company: OneCompany) -> None:
    company.types("contact acme Carla Chen, CFO")
    company.types("new Acme Nordics")
    same_account(company, "Acme")
    assert "Carla Chen, CFO" in text_of(company.types("contact acme nordics"))
    assert "said by Carla Chen" in text_of(company.types("met acme nordics budget 50000 EUR said by Carla in call"))


def test_the_buyers_words_have_a_day_today_where_none_is_given(company: OneCompany) -> None:
    company.types("met acme budget 50000 EUR said by Carla Chen in call")
    assert "on 4 May 2026" in text_of(company.types("history acme all"))


def test_a_sentence_can_not_have_said_it(company: OneCompany) -> None:
    who = "their meters fail every winter and it costs them 20k"
    card = company.types(f"met acme budget 50000 EUR said by {who} in call")
    assert "Name a person" in text_of(card)
