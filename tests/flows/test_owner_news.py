"""The owner reads what others did on their deal: once, together, and without what was undone."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.card import Card
from tests.support.card_text import buttons_of, text_of
from tests.support.people_and_deal import SMALL_TEXT
from tests.support.posted_cards import to
from tests.support.typed_company import STEP, TypedCompany

NEWS = "news:"
STRICT = SMALL_TEXT.replace('name = "Small"', 'name = "Small"\nmin_letters = 12')


@pytest.fixture
def company(tmp_path: Path) -> Iterator[TypedCompany]:
    """Rob's deal Acme, worth 60,000 EUR so that Legal answers; Mia manages, Leo is Legal, Ana takes customers."""
    company = TypedCompany(tmp_path, ("ada", "rob", "mia", "leo", "ana"), STRICT)
    company.all_type(
        *(("ada", f"team <@{who}> is {what}") for who, what in (("mia", "manager"), ("ana", "account manager"))),
        ("ada", "team <@leo> is specialist in legal"),
        ("rob", "new Acme"),
        ("rob", "met acme reached Carla Chen, CFO"),
        ("rob", "advance acme"),
        ("rob", "set acme amount 60000 EUR"),
        ("rob", "set acme product goods"),
        ("rob", "engage acme legal because they want their own data terms"),
    )
    yield company
    company.close()


def news(company: TypedCompany, who: str = "rob") -> list[Card]:
    return to(company.store, who, NEWS)


def test_a_specialists_no_comes_with_its_reason_and_needs_one(company: TypedCompany) -> None:
    assert "why no for Legal" in company.types("leo", "met acme legal no")
    assert not news(company)
    company.types("leo", "met acme legal no because their liability has no limit")
    (card,) = news(company)
    assert card.title == "Acme: Leo said no for Legal: their liability has no limit"
    assert card.notification == card.title
    assert card.tone == "warning"


def test_the_specialist_is_asked_with_amount_reason_and_both_answers(company: TypedCompany) -> None:
    (asked,) = to(company.store, "leo", "deal:")
    assert asked.title == "Acme · €60k · Legal?"
    assert "Rob asked today: “they want their own data terms”" in text_of(asked)
    assert asked.notification == "Rob asks Legal about Acme, €60k: they want their own data terms"
    assert list(buttons_of(asked)) == ["Cleared", "No, because…", "Show deal"]
    company.types("leo", buttons_of(asked)["Cleared"])
    assert [card.title for card in news(company)] == ["Acme: Leo cleared Legal"]


def test_what_comes_within_ten_minutes_is_one_message_and_what_comes_later_another(company: TypedCompany) -> None:
    company.types("leo", "met acme legal yes")
    company.types("mia", "set acme amount 70000 EUR")
    (card,) = news(company)
    assert card.title == "Acme: Leo cleared Legal"
    assert "Mia set the amount to 70,000 EUR (was 60,000 EUR)" in text_of(card)
    assert card.notification == "Acme: Leo cleared Legal, and 1 more"
    company.now += timedelta(minutes=10)
    company.types("mia", "waive acme budget because we know their board well")
    assert [card.title for card in news(company)][1:] == ["Acme: Mia waived Budget: we know their board well"]


def test_no_one_is_notified_of_what_they_did_themselves(company: TypedCompany) -> None:
    company.types("rob", "set acme amount 75000 EUR")
    company.types("rob", "objection acme too dear for them")
    assert not news(company)
    company.types("mia", "set acme amount 80000 EUR")
    company.types("rob", "set acme close date 1 June 2027")
    assert "close date" not in text_of(news(company)[0])


def test_what_was_undone_is_taken_out_of_its_message(company: TypedCompany) -> None:
    company.types("mia", "set acme amount 70000 EUR")
    company.types("mia", "undo acme")
    (card,) = news(company)
    assert card.title == "Acme: nothing has changed"
    company.types("leo", "met acme legal yes")
    assert "70,000" not in text_of(news(company)[-1])


def an_hour_after_asking(company: TypedCompany) -> int:
    """Rob has asked for the handoff; how many messages he had by an hour later."""
    company.types("leo", "met acme legal yes")
    for line in (
        "met acme budget 60000 EUR said by Carla Chen in call",
        "met acme signed The contract of 4 May, by both sides",
        "met acme keeper <@ana>",
        "advance acme",
    ):
        company.types("rob", line)
    company.now += timedelta(hours=1)
    return len(to(company.store, "rob"))


def test_a_decision_has_only_its_own_notice(company: TypedCompany) -> None:
    before = an_hour_after_asking(company)
    company.decides("mia", "decline", "The amount is not theirs to spend")
    assert [card.title for card in to(company.store, "rob")[before:]] == ["Acme: Mia declined the handoff"]
    assert len(news(company)) == 1


def test_a_change_that_made_an_approval_void_comes_once(company: TypedCompany) -> None:
    before = an_hour_after_asking(company)
    company.types("mia", "set acme amount 70000 EUR")
    (card,) = to(company.store, "rob")[before:]
    assert "The amount is now 70,000 EUR." in text_of(card)


def test_the_owners_second_account_is_the_owner(tmp_path: Path) -> None:
    emails = {"rob": "rob@ours.example", "bob": "rob@ours.example"}
    company = TypedCompany(tmp_path, ("ada", "rob", "bob", "mia"), STRICT, emails=emails)
    company.all_type(("ada", "team <@mia> is manager"), ("rob", "new Acme"), ("bob", "set acme amount 5000 EUR"))
    assert not news(company)
    company.close()


def test_after_the_account_manager_took_over_they_read_the_news_and_the_owner_only_of_an_end(
    company: TypedCompany,
) -> None:
    company.types("leo", "met acme legal yes")
    for line in (
        "met acme budget 60000 EUR said by Carla Chen in call",
        "met acme signed The contract of 4 May, by both sides",
        "met acme keeper <@ana>",
        "advance acme",
    ):
        company.types("rob", line)
    company.decides("mia")
    company.decides("ana", "accept")
    company.now += timedelta(hours=1)
    before = len(news(company))
    company.types("mia", "obligation acme training for 20 people")
    assert [card.title for card in news(company, "ana")] == ["Acme: Mia added obligation 1: training for 20 people"]
    assert len(news(company)) == before
    company.now += timedelta(hours=1)
    company.types("mia", "back acme to agree because the signature was missing")
    assert len(news(company)) == before + 1


def test_ten_minutes_are_the_border(company: TypedCompany) -> None:
    company.types("leo", "met acme legal yes")
    company.now += timedelta(minutes=10) - STEP
    company.types("mia", "set acme amount 70000 EUR")
    assert len(news(company)) == 1
    company.now += timedelta(minutes=10) - STEP
    company.types("mia", "set acme amount 71000 EUR")
    assert len(news(company)) == 2
