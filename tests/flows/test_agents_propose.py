"""Agents propose: their person presses, the gate decides, and the history tells through whom."""

from pathlib import Path
from typing import Any

import pytest

from bot.agents.proposing import MOST_AT_ONCE
from tests.support.agent_company import OLDER, TODAYS, AgentCompany, call_every_tool, said, values
from tests.support.card_text import all_buttons, text_of
from tests.support.empty_database import empty_database

QUOTE = "Carla said on the phone: we have 50,000 euros for it"


@pytest.fixture
def company(tmp_path: Path) -> AgentCompany:
    return AgentCompany(empty_database(tmp_path / "deals.db"))


async def asked(company: AgentCompany, tool: str, secret: str = "", **arguments: Any) -> Any:
    async with company.client(secret or company.token()) as client:
        return await client.call_tool(tool, {"deal": "Acme", "quote": QUOTE, **arguments})


async def test_nothing_is_saved_before_the_person_presses(company: AgentCompany) -> None:
    before = company.written()
    result = await asked(company, "set_attribute", attribute="amount", value="50000 EUR")
    assert not result.is_error
    assert values(result)["state"] == "waiting"
    assert company.written() == before
    card = company.sent("rob")[-1]
    assert card.title == "Claude asks: save this on Acme?"
    assert "50,000 EUR" in text_of(card)
    assert QUOTE in text_of(card)
    assert "Claude" in card.notification


async def test_a_press_saves_it_and_the_history_says_through_whom(company: AgentCompany) -> None:
    await asked(company, "set_attribute", attribute="amount", value="50000 EUR")
    company.presses(company.sent("rob")[-1], "Save")
    history = text_of(company.types("history Acme all"))
    assert "Rob Reyes, through Claude, set the amount to 50,000 EUR" in history
    assert "1 saved" in company.sent("rob")[-1].title
    again = company.types(_command(company, "save"))
    assert "saved this before" in text_of(again)


async def test_what_is_refused_is_not_saved_and_the_agent_sees_it(company: AgentCompany) -> None:
    secret = company.token()
    await asked(company, "set_attribute", secret, attribute="amount", value="50000 EUR")
    before = company.written()
    company.presses(company.sent("rob")[-1], "No")
    assert company.written() == before
    async with company.client(secret) as client:
        shown = await client.call_tool("agents", {})
    assert "refused" in said(shown)


async def test_what_is_proposed_together_stands_on_one_card(company: AgentCompany) -> None:
    secret = company.token()
    await asked(company, "set_attribute", secret, attribute="amount", value="50000 EUR")
    await asked(company, "log", secret, activity="call", note="Carla likes it")
    await asked(company, "log", secret, activity="call", note="Carla likes it")
    card = company.sent("rob")[-1]
    assert card.title == "Claude asks: save 2 things on Acme?"
    assert len({key for key, _ in company.outbox("rob")}) == 1


async def test_only_its_person_can_press(company: AgentCompany) -> None:
    company.types("settings", "rita")
    await asked(company, "set_attribute", attribute="amount", value="50000 EUR")
    before = company.written()
    answer = company.types(_command(company, "save"), "rita")
    assert "isn't yours" in text_of(answer)
    assert company.written() == before


async def test_an_agent_that_jumps_a_stage_is_refused_kept_and_counted(company: AgentCompany) -> None:
    result = await asked(company, "advance", stage="closing")
    assert result.is_error
    assert values(result)["state"] == "refused"
    history = text_of(company.types("history Acme all"))
    assert "Rob Reyes, through Claude, tried to skip to Closing" in history
    assert "1 skip attempt" in history
    assert "Claude asked for this in your name" in "\n".join(text_of(card) for card in company.sent("rob"))


async def test_bad_words_are_answered_at_once_and_nothing_is_proposed(company: AgentCompany) -> None:
    secret, before = company.token(), company.written()
    for tool, arguments in (
        ("set_attribute", {"attribute": "amount", "value": "a lot"}),
        ("met", {"exit": "problem", "value": "?"}),
        ("met", {"exit": "no such exit", "value": "yes it is"}),
        ("lose", {"category": "price", "reason": "because"}),
        ("wait", {"until": "yesterday", "reason": "They asked for it"}),
    ):
        assert (await asked(company, tool, secret, **arguments)).is_error, tool
    assert company.sent("rob") == []
    assert company.written() == before


async def test_a_token_for_what_can_be_undone_logs_at_once_and_its_person_can_undo_it(company: AgentCompany) -> None:
    secret = company.token("undoable for Claude")
    result = await asked(company, "log", secret, activity="call", note="went through the offer")
    assert values(result)["state"] == "saved"
    assert "through Claude, logged a call" in text_of(company.types("history Acme all"))
    card = company.sent("rob")[-1]
    assert "Claude did this in your name" in text_of(card)
    company.presses(card, "Undo")
    assert "(undone)" in text_of(company.types("history Acme all"))


async def test_the_eleventh_change_within_ten_minutes_waits_for_a_press(company: AgentCompany) -> None:
    secret = company.token("undoable for Claude")
    for number in range(MOST_AT_ONCE):
        result = await asked(company, "log", secret, activity="call", note=f"call number {number}")
        assert values(result)["state"] == "saved"
    assert len(company.sent("rob")) == MOST_AT_ONCE
    done = _subjects(company)
    for number in range(3):
        result = await asked(company, "log", secret, activity="call", note=f"one more call, {number}")
        assert values(result)["state"] == "waiting"
    assert len(_subjects(company) - done) == 1, "what waits stands on one card"
    sent = company.sent("rob")
    again = await asked(company, "log", secret, activity="call", note="call number 0")
    assert "done already" in said(again)
    assert company.sent("rob") == sent


async def test_the_same_token_still_only_proposes_what_can_not_be_undone(company: AgentCompany) -> None:
    secret, before = company.token("undoable for Claude"), company.written()
    result = await asked(company, "lose", secret, category="price", reason="A rival was cheaper by far")
    assert values(result)["state"] == "waiting", said(result)
    assert company.written() == before


@pytest.mark.parametrize("way", [TODAYS, OLDER])
async def test_every_tool_answers_and_none_writes_before_a_press(company: AgentCompany, way: str) -> None:
    before = company.written()
    async with company.client(company.token(), way) as client:
        answers = await call_every_tool(client)
    assert len(answers) > 50
    waiting = {name for name, one in answers.items() if values(one).get("state") == "waiting"}
    assert waiting >= {"new", "set_attribute", "met", "objection", "payment", "log", "lose", "contact", "buyer_add"}
    [refusal] = [line for line in company.written() if line not in before]
    assert "missing" in refusal[0], "only that it may not advance yet is kept"


async def test_a_reading_token_has_no_tool_that_writes(company: AgentCompany) -> None:
    async with company.client(company.token("read for Claude")) as client:
        tools = (await client.list_tools()).tools
    assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools)


async def test_no_tool_decides_waives_or_changes_roles(company: AgentCompany) -> None:
    async with company.client(company.token("undoable for Claude")) as client:
        tools = (await client.list_tools()).tools
    verbs = {tool.name for tool in tools}
    never = {"approve", "accept", "decline", "waive", "clear", "role", "no_role", "left", "settings", "token_new"}
    assert not verbs & (
        never | {"erase_contact", "agents_save", "agents_change", "withdraw", "churn", "undo_last", "assign"}
    )


def _subjects(company: AgentCompany) -> set[str]:
    """What Rob was written about."""
    return {subject for subject, _ in company.outbox("rob")}


def _command(company: AgentCompany, what: str) -> str:
    """The command of the first button that saves or refuses."""
    commands: list[str] = []
    for card in company.sent("rob"):
        commands.extend(one.command for one in all_buttons(card) if one.command.startswith(f"agents {what} "))
    return commands[0]
