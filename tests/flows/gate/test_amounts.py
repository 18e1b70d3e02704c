"""Amount, close date, product and complexity are known in time, and what asks for less is a manager's."""

import json

import pytest

from bot.store.names import company_key
from tests.support.card_text import form_of, text_of
from tests.support.one_company import OneCompany

PRESENTED = (
    "met acme budget 20000 EUR said by Carla Chen in call",
    "advance acme to presentation",
    "met acme half_validated The planner tried it for a day said by Carla in call",
    "met acme presented_on today",
    "met acme presented_to Carla Chen",
    "met acme details She asked for delivery in two parts",
)


@pytest.fixture
def managed(company: OneCompany) -> OneCompany:
    company.types("help", "mia")
    company.types("team <@mia> is manager", "ada")
    return company


def test_the_amount_is_known_before_presentation_ends_and_the_rest_before_discussion(
    company: OneCompany, lax: OneCompany
) -> None:
    for other in (company, lax):
        prove_to_presentation(other)
        for line in PRESENTED:
            other.types(line)
    assert "is now in Discussion" in lax.types("advance acme").title
    refused = company.types("advance acme")
    assert "You: amount" in text_of(refused)
    assert "set_amount" in [one.key for one in form_of(company.types("met acme")).fields]
    company.types("set acme amount 20000 EUR")
    company.types("advance acme to discussion")
    further = text_of(company.types("advance acme to closing"))
    assert "close date, product and complexity" in further
    assert "Legal" in further, "what isn't known fails shut"
    assert "Does more than one department have to agree?" in text_of(company.types("show acme all"))


def test_the_budget_is_offered_as_the_amount(company: OneCompany) -> None:
    company.types("met acme budget 20000 EUR said by Carla Chen in call")
    prove_to_presentation(company)
    fields = {one.key: one.value for one in form_of(company.types("met acme")).fields}
    assert fields["set_amount"] == "20000 EUR"


def prove_to_presentation(company: OneCompany) -> None:
    """Bring Acme to Presentation, honestly."""
    for line in (
        "met acme source calling",
        "met acme contact Carla Chen, CFO",
        "met acme problem Every order is typed in twice",
        "met acme responsible Carla Chen",
        "met acme decision She decides alone up to 50,000 said by Carla in call",
        "buyer acme did problem admitted said by Carla in call",
        "met acme situation Two plants on one system since 2019",
        "met acme alignment yes",
        "met acme mutual_plan Offer in May, delivery in June said by Carla in call",
        "trigger acme the budget year begins by 1 June owner <@rob>",
        "advance acme to presentation",
    ):
        company.types(line)


def test_a_lower_amount_that_drops_legal_is_a_managers(managed: OneCompany, lax: OneCompany) -> None:
    for line in ("set acme amount 60000 EUR", "set acme amount 40000 EUR"):
        assert "40,000" in text_of(lax.types(line)) or "60,000" in text_of(lax.types("show acme all"))
    managed.types("set acme complexity standard")
    managed.types("set acme amount 60000 EUR")
    refused = text_of(managed.types("set acme amount 40000 EUR"))
    assert "no longer needs Legal" in refused
    assert "manager who doesn't own the deal" in refused
    assert "60,000 EUR" in text_of(managed.types("show acme all"))
    assert "40,000 EUR" in text_of(managed.types("set acme amount 40000 EUR", "mia"))


@pytest.mark.parametrize("door", ["set acme amount 40000 JPY", "set acme amount 49999 EUR", "set acme amount 1 USD"])
def test_another_currency_opens_no_way_round(managed: OneCompany, door: str) -> None:
    managed.types("set acme complexity standard")
    managed.types("set acme amount 60000 EUR")
    managed.types(door)
    shown = text_of(managed.types("show acme all"))
    assert ("60,000 EUR" in shown) is ("JPY" not in door)


def test_a_product_without_licensing_is_a_managers(managed: OneCompany) -> None:
    managed.types("set acme product software")
    assert "no longer needs Licensing" in text_of(managed.types("set acme product goods"))
    form = form_of(managed.types("set acme"))
    again = text_of(managed.sends_all(form, {"product": "goods"}))
    assert "no longer needs Licensing" in again
    assert "goods" in text_of(managed.types("set acme product goods", "mia"))


def test_the_first_answer_does_not_count_as_a_change(managed: OneCompany) -> None:
    assert "10,000 EUR" in text_of(managed.types("set acme amount 10000 EUR"))
    assert "goods" in text_of(managed.types("set acme product goods"))
    managed.types("set acme complexity simple")
    assert "simple" in text_of(managed.types("show acme all"))
    managed.types("set acme complexity complex")
    assert "Only a manager can lower" in text_of(managed.types("set acme complexity standard"))


def test_the_approver_sees_the_accounts_other_deals_and_what_was_lowered(managed: OneCompany) -> None:
    prove_to_presentation(managed)
    for line in (
        *PRESENTED,
        "set acme complexity standard",
        "set acme product goods",
        "set acme close date 15 June 2026",
        "set acme amount 60000 EUR",
        "met acme objections none said by Carla",
        "new Acme rollout",
        "set acme rollout amount 45000 EUR",
    ):
        managed.types(line)
    same_account(managed, "Acme")
    managed.types("set acme amount 40000 EUR", "mia")
    managed.types("advance acme to discussion")
    managed.types("advance acme to closing")
    card = text_of(managed.types("approve acme", "mia"))
    assert "Other open deals with this customer: Acme rollout (€45k)" in card
    assert "Amount from 60000 EUR to 40000 EUR" in card
    assert "Legal not asked" in card


def same_account(company: OneCompany, account: str) -> None:
    """All deals with one customer: there is no command yet that begins a deal with a known one."""
    with company.store.writing() as tx:
        for deal, body in tx.exec_driver_sql("SELECT id, body FROM deals").all():
            known = {**json.loads(body), "account": account}
            tx.exec_driver_sql(
                "UPDATE deals SET account = ?, account_key = ?, body = ? WHERE id = ?",
                (account, company_key(account), json.dumps(known), deal),
            )
