"""An agent that calls several tools at the same moment, as clients do."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from adapters.mcp.methods import inbound
from bot.agents.proposing import MOST_AT_ONCE, MOST_WAITING
from bot.store import agent_proposals
from bot.store.schema.tables import agent_proposals as rows
from process.agent import AgentProposal
from tests.support.agent_company import AgentCompany
from tests.support.stored_deals import together


@pytest.fixture
def company(address: str) -> Iterator[AgentCompany]:
    company = AgentCompany(address)
    yield company
    company.store.close()


def logs(company: AgentCompany, secret: str, note: str) -> str:
    """What the call comes to: waiting for a press, or saved."""
    caller = company.agents.caller(secret)
    assert caller
    given = {"deal": "Acme", "activity": "call", "note": note}
    return str(company.agents.answer(caller, inbound(caller, "log", given)).values.get("state", "refused"))


def proposals(company: AgentCompany) -> list[AgentProposal]:
    with company.store.reading() as tx:
        return [agent_proposals._read(row) for row in tx.execute(select(rows))]


def test_what_is_proposed_at_the_same_moment_stands_on_one_card(company: AgentCompany) -> None:
    secret = company.token()
    assert set(together(lambda who: logs(company, secret, f"Carla likes part {who}"), 6)) == {"waiting"}
    (card,) = proposals(company)
    assert card.waiting == 6


def test_the_same_proposed_at_the_same_moment_waits_once(company: AgentCompany) -> None:
    secret = company.token()
    together(lambda _: logs(company, secret, "Carla likes it"), 6)
    assert sum(one.waiting for one in proposals(company)) == 1


def test_no_more_waits_for_a_person_than_can_where_it_is_proposed_at_the_same_moment(company: AgentCompany) -> None:
    secret = company.token()
    for number in range(MOST_WAITING - 2):
        logs(company, secret, f"part {number}")
    ended = together(lambda who: logs(company, secret, f"one more {who}"), 6)
    assert sum(one.waiting for one in proposals(company)) == MOST_WAITING
    assert ended.count("waiting") == 2


def test_no_more_is_done_at_once_than_a_person_can_look_at(company: AgentCompany) -> None:
    secret = company.token("undoable for Claude")
    for number in range(MOST_AT_ONCE - 2):
        assert logs(company, secret, f"part {number}") == "saved"
    ended = together(lambda who: logs(company, secret, f"one more {who}"), 6)
    assert (ended.count("saved"), ended.count("waiting")) == (2, 4)
