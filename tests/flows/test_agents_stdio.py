"""Agents on standard input: the official client starts us as a program of its own."""

import os
import sys
from pathlib import Path

import pytest
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters

from tests.support.agent_company import OLDER, TODAYS, AgentCompany, call_every_tool, said
from tests.test_house import HOUSE

pytestmark = pytest.mark.ring


def started(folder: Path, *more: str, **settings: str) -> StdioServerParameters:
    """The program, with its databases in this folder."""
    known = {"PATH": os.defpath, "SANDBOX_DATABASE_URL": f"sqlite:///{folder / 'sandbox.db'}"}
    words = ["-m", "bot", "mcp", *more]
    return StdioServerParameters(command=sys.executable, args=words, env={**known, **settings}, cwd=HOUSE)


async def test_an_agent_reads_and_proposes_on_standard_input_in_both_ways(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'deals.db'}"
    company = AgentCompany(address)
    secret = company.token("for Claude until 30 April 2027")  # the program has today's clock
    for way in (TODAYS, OLDER):
        program = started(tmp_path, DATABASE_URL=address, STAGECOACH_TOKEN=secret)
        async with Client(program, mode=way) as client:
            shown = await client.call_tool("show", {"deal": "Acme"})
            proposed = await client.call_tool(
                "log", {"deal": "Acme", "activity": "call", "note": f"spoke the way of {way}", "quote": way}
            )
            assert "Acme" in said(shown)
            assert not proposed.is_error, said(proposed)
            assert len(await call_every_tool(client)) > 50
    assert company.sent("rob")[-1].title.startswith("Claude asks: save ")


async def test_the_sandbox_lets_an_agent_in_without_a_token(tmp_path: Path) -> None:
    async with Client(started(tmp_path, "--sandbox", "--as", "rob", "--agent", "Claude")) as client:
        shown = await client.call_tool("list_deals", {})
        proposed = await client.call_tool("log", {"deal": "Acme", "activity": "call", "note": "Hi", "quote": "Hi"})
    assert "Acme" in said(shown)
    assert "Rob Reyes" in said(proposed)
