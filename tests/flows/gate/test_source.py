"""An answer that asks for more isn't changed to make it ask for less: an inbound lead has to be qualified."""

import pytest

from adapters.card import Card
from tests.support.card_text import form_of, text_of
from tests.support.one_company import OneCompany

REFUSED = "no longer needs Qualified lead. Ask a manager who doesn't own the deal to change it."


def words(card: Card) -> str:
    """A card's words on one line."""
    return " ".join(text_of(card).split())


@pytest.fixture
def inbound(company: OneCompany) -> OneCompany:
    """Acme came to us by itself, and Mia is a manager."""
    company.types("help", "mia")
    company.types("team <@mia> is manager", "ada")
    company.types("met acme contact Carla Chen, CFO")
    company.types("met acme source inbound")
    return company


def is_asked(company: OneCompany) -> bool:
    """Whether the gate still asks for the qualified lead."""
    return "lead check" in text_of(company.types("show acme"))


@pytest.mark.parametrize("line", ["met acme source calling", "unmet acme source because it was a slip"])
def test_the_owner_neither_changes_the_source_nor_takes_it_back(inbound: OneCompany, line: str) -> None:
    assert REFUSED in words(inbound.types(line))
    assert is_asked(inbound)


def test_nor_by_the_form(inbound: OneCompany) -> None:
    form = form_of(inbound.types("met acme source"))
    again = inbound.sends(form, source="calling")
    assert REFUSED in words(again)
    assert is_asked(inbound)


def test_a_manager_who_does_not_own_it_does_and_the_approver_sees_it(inbound: OneCompany) -> None:
    inbound.types("met acme source calling", "mia")
    assert not is_asked(inbound)
    assert "changed" not in text_of(inbound.types("met acme source LinkedIn"))


def test_a_first_answer_and_an_equal_one_change_nothing(company: OneCompany) -> None:
    company.types("met acme source calling")
    assert "evidence saved" in text_of(company.types("met acme source LinkedIn"))
    assert "evidence saved" in text_of(company.types("met acme source inbound"))
    assert "evidence saved" in text_of(company.types("met acme source inbound"))


def test_in_a_playbook_from_before_the_rule_it_is_the_owners(lax: OneCompany) -> None:
    lax.types("met acme source inbound")
    assert "evidence saved" in text_of(lax.types("met acme source calling"))
