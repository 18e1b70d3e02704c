"""Discussion is never empty: objections were raised and removed, or a contact was asked and had none."""

from tests.flows.gate.test_amounts import PRESENTED, prove_to_presentation
from tests.support.card_text import all_buttons, text_of
from tests.support.one_company import OneCompany

KNOWN = (
    "set acme amount 20000 EUR",
    "set acme close date 15 June 2026",
    "set acme product goods",
    "set acme complexity standard",
)


def in_discussion(company: OneCompany) -> None:
    """Bring Acme to Discussion, with all that is asked of the deal itself."""
    company.types("help", "mia")
    company.types("team <@mia> is manager", "ada")
    prove_to_presentation(company)
    for line in (*PRESENTED, *KNOWN, "advance acme to discussion"):
        company.types(line)


def test_an_empty_list_opens_no_gate(company: OneCompany, lax: OneCompany) -> None:
    for other in (company, lax):
        in_discussion(other)
    assert "waits for Mia" in text_of(lax.types("advance acme to closing"))
    refused = company.types("advance acme to closing")
    assert "rice, timing, risk, someone who could say no?" in text_of(refused)
    assert "Asked Carla Chen today: nothing" in [one.label for one in all_buttons(refused)]


def test_one_press_says_that_a_contact_had_none(company: OneCompany) -> None:
    in_discussion(company)
    refused = company.types("advance acme to closing")
    company.presses(refused, "Asked Carla Chen today: nothing")
    assert "Carla Chen on 4 May 2026" in text_of(company.types("history acme all"))
    assert "waits for Mia" in text_of(company.types("advance acme to closing"))


def test_what_was_asked_is_read_back_once(company: OneCompany) -> None:
    in_discussion(company)
    saved = text_of(company.sends_all(company.asks("met acme"), {"objections.asked": "Carla Chen"}))
    assert saved.count("Objections: ") == 1
    assert "named" not in saved


def test_it_takes_a_contact_and_no_colleague_and_no_day_to_come(company: OneCompany) -> None:
    in_discussion(company)
    assert "name the contact you asked" in text_of(company.types("met acme objections none"))
    for who in ("nobody", "Mia Marsh", "<@mia>"):
        company.types(f"met acme objections none said by {who}")
    company.types("met acme objections none said by Carla in call 3 June 2027")
    assert "You: objections" in text_of(company.types("advance acme to closing"))


def test_an_objection_raised_after_that_has_to_be_removed(company: OneCompany) -> None:
    in_discussion(company)
    company.types("met acme objections nothing said by Carla")
    company.types("objection acme the price is above last year's raised by Carla")
    assert "the open objection “the price is above last year's”" in text_of(company.types("advance acme to closing"))
    assert "says nothing" in text_of(company.types("objection acme 1 removed ok"))
    company.types("objection acme 1 removed they accepted two halves")
    assert "waits for Mia" in text_of(company.types("advance acme to closing"))


def test_an_objection_without_words_is_none(company: OneCompany) -> None:
    for text in ("none", "tbd", "n/a"):
        assert "says nothing about the objection" in text_of(company.types(f"objection acme {text}"))
