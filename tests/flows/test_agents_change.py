"""A person changes what an agent proposes: in the form of the same command, once, and the history says so."""

from pathlib import Path
from typing import Any

import pytest

from adapters.card import Card, Form
from tests.support.agent_company import AgentCompany, proposed, said
from tests.support.card_text import all_buttons, buttons_of, form_of, text_of
from tests.support.empty_database import empty_database

PROPOSED: tuple[tuple[str, dict[str, Any], dict[str, str]], ...] = (
    ("set_attribute", {"attribute": "amount", "value": "50000 EUR"}, {"amount": "50000 EUR"}),
    ("set_attribute", {"attribute": "close date", "value": "1 June"}, {"close_date": "2026-06-01"}),
    ("log", {"activity": "call", "note": "Carla likes it"}, {"activity": "call", "note": "Carla likes it"}),
    ("wait", {"until": "3 June", "reason": "they are merging"}, {"until": "2026-06-03", "reason": "they are merging"}),
    (
        "lose",
        {"category": "price", "reason": "too dear for them"},
        {"category": "price", "reason": "too dear for them"},
    ),
    ("objection", {"text": "It is too slow raised by Carla"}, {"text": "It is too slow", "contact": "Carla"}),
    ("payment", {"text": "25000 EUR by 1 June"}, {"text": "25000 EUR", "due": "2026-06-01"}),
    ("plan", {"text": "call Carla on 6 May at 10:00"}, {"text": "call Carla", "day": "2026-05-06", "time": "10:00"}),
    (
        "met",
        {"exit": "problem", "value": "Their reports take three weeks said by Carla Chen in call"},
        {
            "problem": "Their reports take three weeks",
            "problem.said_by": "Carla Chen",
            "problem.where": "call",
        },
    ),
)


@pytest.fixture
def company(tmp_path: Path) -> AgentCompany:
    return AgentCompany(empty_database(tmp_path / "deals.db"))


async def amount(company: AgentCompany) -> tuple[Card, Form]:
    card = await proposed(company, "set_attribute", attribute="amount", value="50000 EUR")
    return card, form_of(company.presses(card, "Change"))


@pytest.mark.parametrize(("tool", "arguments", "filled"), PROPOSED)
async def test_change_opens_the_form_of_the_same_command_filled_in(
    company: AgentCompany, tool: str, arguments: dict[str, Any], filled: dict[str, str]
) -> None:
    card = await proposed(company, tool, **arguments)
    before = company.written()
    asked = company.presses(card, "Change")
    assert asked.title == "Change it on Acme, then save it"
    form = form_of(asked)
    held = {one.key: one.value for one in form.fields}
    assert {key: held[key] for key in filled} == filled
    assert company.written() == before


@pytest.mark.parametrize(("tool", "arguments", "filled"), PROPOSED)
async def test_the_form_sent_as_it_is_does_what_the_agent_proposed(
    company: AgentCompany, tool: str, arguments: dict[str, Any], filled: dict[str, str]
) -> None:
    card = await proposed(company, tool, **arguments)
    before = company.written()
    company.sends(form_of(company.presses(card, "Change")))
    assert company.written() != before
    assert "1 saved" in company.sent("rob")[-1].title
    assert "(changed)" not in text_of(company.types("history Acme all"))


async def test_what_was_changed_is_saved_and_the_history_says_who_through_whom_and_that(company: AgentCompany) -> None:
    _, form = await amount(company)
    company.sends(form, amount="60000 EUR")
    history = text_of(company.types("history Acme all"))
    assert "Rob Reyes, through Claude (changed), set the amount to 60,000 EUR" in history
    assert "50,000" not in history
    card = company.sent("rob")[-1]
    assert "1 saved" in card.title
    assert "Saved as you changed it" in text_of(card) and "60,000 EUR" in text_of(card)
    assert not all_buttons(card)


async def test_the_agent_sees_that_it_was_changed(company: AgentCompany) -> None:
    secret = company.token()
    card = await proposed(company, "set_attribute", secret, attribute="amount", value="50000 EUR")
    company.sends(form_of(company.presses(card, "Change")), amount="60000 EUR")
    async with company.client(secret) as client:
        shown = said(await client.call_tool("agents", {}))
    assert "60,000 EUR" in shown and "saved, changed" in shown


async def test_a_form_with_a_fault_comes_back_and_the_proposal_waits(company: AgentCompany) -> None:
    card, form = await amount(company)
    before = company.written()
    again = form_of(company.sends(form, amount="a lot"))
    assert company.written() == before
    assert again.command == form.command
    assert next(one for one in again.fields if one.key == "amount").error
    assert "Save" in buttons_of(company.types(f"agents show {form.command.split()[2]}"))
    company.sends(again, amount="60000 EUR")
    assert "1 saved" in company.sent("rob")[-1].title
    assert card.title == "Claude asks: save this on Acme?"


async def test_a_form_is_sent_once_and_its_buttons_do_nothing_afterwards(company: AgentCompany) -> None:
    card, form = await amount(company)
    company.sends(form, amount="60000 EUR")
    before = company.written()
    assert "saved this before" in text_of(company.sends(form, amount="70000 EUR"))
    assert "saved this before" in text_of(company.presses(card, "Save"))
    assert "saved this before" in text_of(company.presses(card, "Change"))
    assert company.written() == before


async def test_no_ends_a_form_that_is_still_open(company: AgentCompany) -> None:
    card, form = await amount(company)
    company.presses(card, "No")
    before = company.written()
    assert "refused this before" in text_of(company.sends(form, amount="60000 EUR"))
    assert company.written() == before


async def test_only_its_person_can_open_or_send_the_form(company: AgentCompany) -> None:
    company.types("settings", "rita")
    _, form = await amount(company)
    before = company.written()
    assert "isn't yours" in text_of(company.types(form.command, "rita"))
    sent = company.types(form.command, "rita", {"amount": "1 EUR"}, form.subject)
    assert "isn't yours" in text_of(sent)
    assert "isn't yours" in text_of(company.types("agents change 0123456789ab 1", "rob", {"amount": "1 EUR"}))
    assert "isn't yours" in text_of(company.types(f"{form.command}7", "rob", {"amount": "1 EUR"}))
    assert company.written() == before


async def test_a_deal_that_moved_meanwhile_is_not_put_back(company: AgentCompany) -> None:
    _, form = await amount(company)
    company.types("set Acme product", values=None)
    company.types("set Acme name Acme Two")
    before = company.written()
    again = company.sends(form, amount="60000 EUR")
    assert company.written() == before, text_of(again)
    assert "Acme Two" in str(company.types("show"))


async def test_the_gate_judges_what_was_changed_like_a_typed_command(company: AgentCompany) -> None:
    card = await proposed(company, "met", exit="problem", value="Their reports take three weeks")
    form = form_of(company.presses(card, "Change"))
    before = company.written()
    answer = company.sends_all(form, {"problem": "?"})
    assert company.written() == before, text_of(answer)
    company.types("lose Acme because they went with another vendor")
    before = company.written()
    answer = company.sends_all(form, {"problem": "Their reports take two weeks"})
    assert company.written() == before, text_of(answer)


async def test_a_token_that_was_revoked_does_not_take_the_decision_from_its_person(company: AgentCompany) -> None:
    _, form = await amount(company)
    revoke = next(one.command for one in all_buttons(company.types("token list")) if "revoke" in one.command)
    company.types(revoke)
    company.sends(form, amount="60000 EUR")
    assert "through Claude (changed)" in text_of(company.types("history Acme all"))


async def test_a_command_without_a_form_has_no_change(company: AgentCompany) -> None:
    card = await proposed(company, "engage", team="legal", note="they have data terms of their own")
    assert "Change" not in buttons_of(card)


async def test_a_change_keeps_who_said_it_where_and_when(company: AgentCompany) -> None:
    words = "Their reports take three weeks said by Carla Chen in call on 3 May"
    card = await proposed(company, "met", exit="problem", value=words)
    company.sends(form_of(company.presses(card, "Change")), problem="Their reports take two weeks")
    told = text_of(company.types("answers Acme"))
    assert "two weeks" in told
    assert "Carla Chen" in told
    assert "3 May" in told
