"""A small deal by buttons and forms alone: few forms, few presses, and no name is typed twice."""

from dataclasses import dataclass, field

import pytest

from adapters.card import Card
from bot.store import deals, people, tenants
from tests.support.card_text import all_buttons, form_of, forms_of, text_of
from tests.support.one_company import OneCompany

TEAM = (
    "team <@mia> is manager",
    "team <@ana> is account manager",
    "team <@leo> is specialist in legal",
    "team <@rob> reports to <@mia>",
)
PAGE = "https://contracts.example/acme-2026"


@dataclass
class Presser:
    """Counts what people press and fill in; `names` are the contacts' names that someone typed."""

    company: OneCompany
    presses: int = 0
    forms: int = 0
    names: list[str] = field(default_factory=list)

    def press(self, card: Card, label: str, who: str = "rob") -> Card:
        self.presses += 1
        return self.company.types(next(one.command for one in all_buttons(card) if one.label == label), who)

    def send(self, card: Card, answers: dict[str, str], who: str = "rob") -> Card:
        """Send the card's form with its values, and these answers typed or chosen."""
        self.forms += 1
        form = form_of(card)
        for one in form.fields:
            if not one.options and "Carla" in answers.get(one.key, ""):
                self.names.append(answers[one.key])
        known = {one.key: one.value for one in form.fields if one.value}
        assert set(answers) <= {one.key for one in form.fields}, "a field that isn't there"
        answer = self.company.types(form.command, who, {**known, **answers}, form.subject)
        assert not [one.error for one in (field for form in forms_of(answer) for field in form.fields) if one.error]
        return answer

    def ticket(self, verb: str, who: str) -> Card:
        """Press the button on the card that was posted to this person."""
        self.presses += 1
        with self.company.store.reading() as tx:
            tenant = tenants.tenant_of(tx, "sandbox", "sandbox")
            assert tenant
            found = deals.named(tx, tenant.id, {"wayne"})[0]
            deal = deals.find(tx, tenant.id, found.id)
        assert deal
        assert deal.approval
        return self.company.types(f"{verb} {deal.approval.id} {deal.approval.version}", who)


@pytest.fixture
def presser(company: OneCompany) -> Presser:
    for who in ("mia", "ana", "leo"):
        company.types("help", who)
    for line in TEAM:
        company.types(line, "ada")
    return Presser(company)


def test_twenty_thousand_of_goods_take_at_most_ten_forms_and_twenty_presses(presser: Presser) -> None:
    presser.presses += 1
    card = presser.company.types("new")  # the button on the home page
    card = presser.send(card, {"name": "Wayne"})
    card = presser.press(card, "Answer now")
    card = presser.send(card, {"source": "calling", "contact": "Carla Chen, CFO"})
    card = presser.press(card, "Advance to Qualification")
    card = presser.press(card, "Answer now")
    card = presser.send(
        card,
        {
            "problem": "Every order is typed in twice",
            "budget": "20000 EUR",
            "budget.where": "call",
            "decision": "She decides alone up to 50,000 EUR",
            "buying_steps": "problem_admitted",
            "buying_steps.manner": "did",
        },
    )
    card = presser.press(card, "Advance to Development")
    card = presser.press(card, "Answer now")
    card = presser.send(
        card,
        {
            "situation": "Two plants on one system since 2019",
            "alignment": "yes",
            "mutual_plan": "Offer in May, delivery in June",
            "mutual_plan.where": "call",
            "triggers": "The budget year begins",
            "triggers.due": "2026-06-01",
        },
    )
    card = presser.press(card, "Advance to Presentation")
    card = presser.press(card, "Answer now")
    card = presser.send(
        card,
        {
            "half_validated": "The plant's planner tried it for a day",
            "half_validated.where": "call",
            "presented_on": "2026-05-04",
            "details": "She asked for delivery in two parts",
        },
    )
    card = presser.press(card, "Advance to Discussion")
    card = presser.press(card, "Answer now")
    card = presser.send(
        card,
        {
            "objections.asked": "Carla Chen",
            "set_close_date": "2026-06-15",
            "set_product": "goods",
            "set_complexity": "no",
        },
    )
    presser.press(card, "Advance to Closing")
    card = presser.ticket("approve", "mia")
    assert "Wayne is in Closing" in text_of(card)
    card = presser.press(presser.company.types("show wayne"), "Answer now")
    card = presser.send(
        card,
        {
            "terms": "Net 30, delivered in two parts",
            "triggers_happened.1": "The new budget year has begun",
            "triggers_happened.where": "call",
            "paperwork": PAGE,
            "signed_by_customer.where": "meeting",
            "signed_by_us": person(presser, "max"),
            "signed_on": "2026-05-04",
            "account_manager": person(presser, "ana"),
        },
    )
    presser.press(card, "Advance to Account Management")
    presser.ticket("approve", "mia")
    card = presser.ticket("accept", "ana")
    assert "Wayne is now in Account Management" in text_of(card)
    assert presser.forms <= 10
    assert presser.presses <= 20
    assert presser.names == ["Carla Chen, CFO"]


def person(presser: Presser, name: str) -> str:
    """The id of a colleague, as the form's choice has it."""
    presser.company.types("help", name)
    with presser.company.store.reading() as tx:
        tenant = tenants.tenant_of(tx, "sandbox", "sandbox")
        assert tenant
        return next(one.id for one in people.everyone(tx, tenant.id) if one.id.endswith(name))
