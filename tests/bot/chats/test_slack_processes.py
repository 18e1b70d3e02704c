"""Slack before two processes of the bot on one PostgreSQL: what happens at once is decided once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from aiohttp import ClientSession

from adapters.sandbox import demo_people
from adapters.slack.chat import SlackChat
from bench.torture.fleet import Fleet
from bench.torture.slack import FaultySlack
from bench.torture.slack_people import SIGNING, settings
from bot.company import playbook_files
from bot.sandbox.plots import Line
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.story import TEAM, story
from bot.store.engine.store import Store
from bot.store.export import export
from tests.support.slack_transports import Signed
from tests.support.slack_workspace import SlackWorkspace, last_shown, words

pytestmark = pytest.mark.postgres


@asynccontextmanager
async def two_processes(address: str) -> AsyncIterator[tuple[SlackWorkspace, SlackWorkspace]]:
    """The same Slack and the same database, reached through one process or through the other."""
    slack, store = FaultySlack(0), Store.open(address)
    _begin_stark(store)
    slack.people |= {
        f"U0{one.id.upper()}": {"profile": {"email": demo_people.speaker(one.id).email}} for one in demo_people.PEOPLE
    }
    slack.start()
    url = f"http://127.0.0.1:{slack.port}/api/"
    fleet = Fleet(address, settings(slack), webs=2, workers=0)
    fleet.start()
    try:
        await asyncio.to_thread(fleet.ready)
        async with ClientSession() as session:
            lines = [Signed(session, f"http://127.0.0.1:{port}", SIGNING) for port in fleet.ports]
            one = SlackWorkspace(slack, store, lines[0], SlackChat("xoxb-1", url))
            yield one, replace(one, line=lines[1])
    finally:
        await asyncio.to_thread(fleet.stop)
        await asyncio.to_thread(slack.stop)
        store.close()


def _begin_stark(store: Store) -> None:
    """The part of the sandbox's story that is about the team and Stark, up to its handoff."""
    sandbox = Sandbox(store, lambda: datetime.now(UTC), playbook_files.texts(None))
    lines = [*(Line(220, "ada", text) for text in TEAM), *(line for line in story() if "stark" in line.text.lower())]
    for nth, line in enumerate(lines):
        sandbox._tell(line, nth)


async def test_what_happens_at_once_on_two_processes_happens_once(postgres_address: str) -> None:
    async with two_processes(postgres_address) as (one, other):
        await a_command_sent_to_both_is_done_once(one, other)
        await two_managers_press_and_one_decides(one, other)


async def a_command_sent_to_both_is_done_once(one: SlackWorkspace, other: SlackWorkspace) -> None:
    said = await asyncio.gather(*(workspace.types("rob", "new Vandelay", trigger="same") for workspace in (one, other)))
    assert said[0] == said[1]
    with one.store.reading() as tx:
        assert [deal["name"] for deal in export(tx, None)["deals"]].count("Vandelay") == 1


async def two_managers_press_and_one_decides(one: SlackWorkspace, other: SlackWorkspace) -> None:
    await one.types("rob", "set stark amount 30000 EUR")
    await one.types("rob", "advance stark")
    cards = {"mia": await one.types("mia", "approve stark"), "max": await other.types("max", "approve stark")}
    before = len(one.slack.asked)
    presses = [(one, "mia"), (other, "max")] * 3
    await asyncio.gather(*(workspace.presses(who, cards[who], "Approve") for workspace, who in presses))
    answers = [words(last_shown([asked])["blocks"]) for asked in one.slack.asked[before:] if asked[0] == "respond"]
    assert len(answers) == 6
    first = [said for said in answers if "You pressed twice" not in said]
    assert sum("has the next steps" in said for said in first) == 1, answers
    assert all("Mia Marsh" in said or "Max Moreau" in said or "ou approved" in said for said in answers), answers
