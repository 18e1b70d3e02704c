"""Agents before two processes of the bot on one PostgreSQL: each request stands alone, and any process answers it."""

import asyncio

import pytest

from bench.torture.fleet import Fleet
from tests.support.agent_company import OLDER, TODAYS, AgentCompany, call_every_tool, connected, said

pytestmark = [pytest.mark.ring, pytest.mark.postgres]

LATER = "for Claude until 30 April 2027"
"""The processes have today's clock, and the company's stands in May."""


@pytest.mark.parametrize("way", [TODAYS, OLDER])
async def test_any_of_two_processes_answers_an_agent(postgres_address: str, way: str) -> None:
    company = AgentCompany(postgres_address)
    secret = company.token(LATER)
    fleet = Fleet(postgres_address, {}, webs=2, workers=0)
    fleet.start()
    try:
        await asyncio.to_thread(fleet.ready)
        for number, port in enumerate(fleet.ports * 2):
            async with connected(f"http://127.0.0.1:{port}/mcp", secret, way) as client:
                assert "Acme" in said(await client.call_tool("show", {"deal": "Acme"}))
                note = {"deal": "Acme", "activity": "call", "note": f"call {number}", "quote": "on the phone"}
                assert not (await client.call_tool("log", note)).is_error
        assert company.sent("rob")[-1].title == "Claude asks: save 4 things on Acme?"
        async with connected(f"http://127.0.0.1:{fleet.ports[0]}/mcp", company.token(LATER, "mia"), way) as client:
            assert len(await call_every_tool(client)) > 50
    finally:
        await asyncio.to_thread(fleet.stop)
        company.store.close()


async def test_a_press_on_postgresql_is_saved_once(postgres_address: str) -> None:
    company = AgentCompany(postgres_address)
    secret = company.token()
    async with company.client(secret) as client:
        await client.call_tool(
            "log", {"deal": "Acme", "activity": "call", "note": "They like it", "quote": "We like it"}
        )
    card, before = company.sent("rob")[-1], len(company.written())
    await asyncio.gather(*(asyncio.to_thread(company.presses, card, "Save") for _ in range(4)))
    assert len(company.written()) == before + 1
    company.store.close()
