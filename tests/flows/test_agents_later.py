"""A proposal that is pressed days later saves what its card showed, or shows what it means by now."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.agents.proposing import MOST_AT_ONCE
from tests.support.agent_company import QUOTE, AgentCompany, proposed, said, values
from tests.support.card_text import buttons_of, text_of
from tests.support.empty_database import empty_database
from tests.support.people_and_deal import SMALL_TEXT

LATER = timedelta(days=3)


@pytest.fixture
def company(tmp_path: Path) -> AgentCompany:
    return AgentCompany(empty_database(tmp_path / "deals.db"))


async def test_tomorrow_is_the_day_after_the_agent_asked(company: AgentCompany) -> None:
    card = await proposed(company, "set_attribute", attribute="close date", value="in 2 weeks")
    assert "Monday 18 May 2026" in text_of(card)
    company.now += LATER
    assert "Monday 18 May 2026" in text_of(company.presses(card, "Save"))


async def test_yesterday_is_the_day_before_the_agent_asked(company: AgentCompany) -> None:
    words = "50000 EUR said by Carla Chen in call yesterday"
    card = await proposed(company, "met", exit="budget", value=words)
    company.now += LATER
    company.presses(card, "Save")
    history = text_of(company.types("history Acme all"))
    assert "said by Carla Chen (call) on 3 May 2026" in history


async def test_a_wait_until_a_day_that_has_passed_is_refused_and_not_moved(company: AgentCompany) -> None:
    card = await proposed(company, "wait", until="tomorrow", reason="they are merging")
    company.now += LATER
    before = company.written()
    assert "Choose a day after today" in text_of(company.presses(card, "Save"))
    assert company.written() == before
    assert "Change" in buttons_of(company.sent("rob")[-1])


async def test_what_means_something_else_by_now_is_shown_once_more_before_it_is_saved(company: AgentCompany) -> None:
    card = await proposed(company, "met", exit="budget", value="50000 EUR said by Carla Chen in call")
    assert "on 4 May 2026" in text_of(card)
    company.now += LATER
    before = company.written()
    again = company.presses(card, "Save")
    assert again.title == "Not saved yet: look once more"
    assert "on 7 May 2026" in text_of(again)
    assert "on 7 May 2026" in text_of(company.sent("rob")[-1])
    assert company.written() == before
    company.presses(again, "Save")
    assert "1 saved" in company.sent("rob")[-1].title
    assert "said by Carla Chen (call) on 7 May 2026" in text_of(company.types("history Acme all"))


async def test_an_amount_is_saved_in_the_currency_that_its_card_showed(company: AgentCompany) -> None:
    card = await proposed(company, "set_attribute", attribute="amount", value="50000")
    company.types("settings currency USD", "ada")
    again = company.presses(card, "Save")
    assert again.title == "Not saved yet: look once more"
    assert "USD" in text_of(again)
    company.presses(again, "Save")
    assert "set the amount to 50,000 USD" in text_of(company.types("history Acme all"))


@pytest.fixture
def small(tmp_path: Path) -> AgentCompany:
    """A company whose second stage ends with a handoff; Acme is in the first, and its gate would open."""
    company = AgentCompany(empty_database(tmp_path / "small.db"), {"small.toml": SMALL_TEXT})
    company.types("team <@mia> is manager", "ada")
    company.types("team <@rita> is account manager", "ada")
    for line in ("met Acme reached Carla Chen", "met Acme budget 40000 EUR said by Carla Chen in call"):
        company.types(line)
    company.types("set Acme amount 40000 EUR")
    return company


def to_the_handoff(company: AgentCompany) -> None:
    """Acme stands in its second stage, with all that its handoff needs."""
    for line in ("advance Acme", "met Acme signed The contract of 4 May, by both sides", "met Acme keeper <@rita>"):
        company.types(line)
    company.types("set Acme product goods")


async def test_a_deal_that_went_on_is_not_moved_another_stage_by_an_old_card(small: AgentCompany) -> None:
    card = await proposed(small, "advance")
    assert "from Find to Agree" in text_of(card)
    to_the_handoff(small)
    small.now += LATER
    before, asked = small.written(), len(small.sent("mia"))
    again = small.presses(card, "Save")
    assert again.title == "Not saved yet: look once more"
    assert "Asked for the handoff from Agree to Keep" in text_of(again)
    assert small.written() == before
    small.presses(again, "Save")
    assert len(small.sent("mia")) == asked + 1
    assert "1 saved" in small.sent("rob")[-1].title


async def test_an_agent_that_wants_a_handoff_proposes_to_ask_for_it(small: AgentCompany) -> None:
    to_the_handoff(small)
    before, asked = small.written(), len(small.sent("mia"))
    card = await proposed(small, "advance")
    assert "Asked for the handoff from Agree to Keep" in text_of(card)
    assert (small.written(), len(small.sent("mia"))) == (before, asked)
    small.presses(card, "Save")
    assert len(small.sent("mia")) == asked + 1
    assert "1 saved" in small.sent("rob")[-1].title


async def test_a_skip_that_would_open_a_gate_on_the_way_says_where_the_deal_stands(small: AgentCompany) -> None:
    async with small.client(small.token()) as client:
        answer = await client.call_tool("advance", {"deal": "Acme", "stage": "keep", "quote": QUOTE})
    assert values(answer)["title"] == "Not yet: Acme is in Find"
    assert "It wasn't moved. The gate to Agree would open, the next wouldn't." in said(answer)
    assert "Missing: who signed and who takes over" in said(answer)
    assert text_of(small.types("show Acme")).splitlines()[1].startswith("Find,")
    history = text_of(small.types("history Acme all"))
    assert "tried to skip to Keep and was stopped in Find: Signed and Account manager missing" in history
    told = small.sent("rob")[-1]
    assert told.title == "Not yet: Acme is in Find"
    assert "moved to Agree" not in text_of(told)


async def test_the_same_words_on_another_day_are_another_proposal(company: AgentCompany) -> None:
    secret = company.token()
    await proposed(company, "plan", secret, text="call Carla tomorrow")
    company.now += LATER
    await proposed(company, "plan", secret, text="call Carla tomorrow")
    assert "Friday 8 May 2026" in text_of(company.sent("rob")[-1])
    assert len(company.sent("rob")) == 2


async def logged(company: AgentCompany, secret: str, note: str) -> str:
    """How it ended when an agent logged a call with this note."""
    async with company.client(secret) as client:
        answer = await client.call_tool("log", {"deal": "Acme", "quote": QUOTE, "activity": "call", "note": note})
    return str(values(answer).get("state") or said(answer))


async def test_several_agents_of_one_person_share_what_can_be_done_at_once(company: AgentCompany) -> None:
    first, second = company.token("undoable for Claude"), company.token("undoable for Copilot")
    for number in range(MOST_AT_ONCE - 1):
        assert await logged(company, first, f"call number {number}") == "saved"
    assert await logged(company, second, "the last one") == "saved"
    assert await logged(company, second, "one too many") == "waiting"
    assert "done already" in await logged(company, second, "call number 0")
    company.now += timedelta(minutes=11)
    assert await logged(company, second, "ten minutes later") == "saved"


async def test_a_repeat_seconds_later_is_done_once_on_either_side_of_the_ten_minutes(company: AgentCompany) -> None:
    secret = company.token("undoable for Claude")
    company.now += timedelta(minutes=9, seconds=58)
    assert await logged(company, secret, "went through the offer") == "saved"
    company.now += timedelta(seconds=4)
    assert "done already" in await logged(company, secret, "went through the offer")
    company.now += timedelta(minutes=10)
    assert await logged(company, secret, "went through the offer") == "saved"
