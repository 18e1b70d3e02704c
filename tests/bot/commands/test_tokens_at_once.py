"""Agents' tokens and logins, when several processes are asked at the same moment."""

from collections.abc import Iterator

import pytest

from adapters.card import Card
from adapters.mcp.assistant import LoginWish
from adapters.sandbox import demo_people
from bot.commands.tokens import MOST
from bot.store import logins, tenants, tokens
from bot.store.logins import SavedLogin
from bot.store.tokens import hashed
from tests.support.agent_company import AgentCompany
from tests.support.card_text import text_of
from tests.support.one_company import MONDAY
from tests.support.stored_deals import together

WISH = LoginWish("claude", "Claude", "http://127.0.0.1/", "127.0.0.1", "propose", "x", "y")


@pytest.fixture
def company(address: str) -> Iterator[AgentCompany]:
    company = AgentCompany(address)
    yield company
    company.store.close()


def test_tokens_that_are_made_at_once_are_not_more_than_one_can_have(company: AgentCompany) -> None:
    cards = together(lambda who: company.types(f"token new for Claude {who}"))
    assert sum("stagecoach_" in text_of(card) for card in cards) == MOST
    assert len(tokens_of(company)) == MOST


def test_codes_that_are_redeemed_at_once_make_no_more_tokens_than_one_can_have(company: AgentCompany) -> None:
    codes = [_granted(company) for _ in range(6)]
    for number in range(MOST - 1):
        company.types(f"token new for Claude {number}")
    assert sum(made is not None for made in together(lambda who: company.logins.redeem(codes[who]), 6)) == 1
    assert len(tokens_of(company)) == MOST


def test_a_code_that_is_redeemed_at_once_makes_one_token(company: AgentCompany) -> None:
    code = _granted(company)
    assert sum(made is not None for made in together(lambda _: company.logins.redeem(code), 8)) == 1
    assert len(tokens_of(company)) == 1


def test_logins_that_are_allowed_at_once_are_no_more_than_the_tokens_one_can_have(company: AgentCompany) -> None:
    for number in range(MOST - 1):
        company.types(f"token new for Claude {number}")
    asked = [_asked(company)[1] for _ in range(6)]
    answers = together(lambda who: company.presses(asked[who], "Let it propose"), 6)
    assert sum("can come in" in answer.title for answer in answers) == 1


def test_of_a_yes_and_a_no_at_once_the_later_hears_that_it_came_too_late(company: AgentCompany) -> None:
    browser, card = _asked(company)
    yes, no = "Let it propose", "No"
    answers = together(lambda who: company.presses(card, yes if who % 2 else no), 8)
    decided = [answer.title for answer in answers if answer.tone != "stop"]
    assert len(decided) == 1
    allowed = company.logins.look(browser).state == "allowed"
    assert decided == ["Claude can come in" if allowed else "Claude can't come in"]


def tokens_of(company: AgentCompany) -> list[object]:
    with company.store.reading() as tx:
        return [*tokens.every(tx, _tenant(company), MONDAY)]


def _tenant(company: AgentCompany) -> str:
    with company.store.reading() as tx:
        found = tenants.tenant_of(tx, demo_people.PLATFORM, demo_people.WORKSPACE)
    assert found
    return found.id


def _asked(company: AgentCompany) -> tuple[str, Card]:
    """A login's browser, and the card that asks Rob about it."""
    browser = company.logins.begin(WISH)
    return browser, company.types(f"token connect {_begun(company, browser).code}")


def _begun(company: AgentCompany, browser: str) -> SavedLogin:
    with company.store.reading() as tx:
        found = logins.with_hash(tx, hashed(browser))
    assert found
    return found


def _granted(company: AgentCompany) -> str:
    """The code of a login that Rob allowed."""
    browser, card = _asked(company)
    company.presses(card, "Let it propose")
    code = company.logins.grant(browser)
    assert code
    return code
