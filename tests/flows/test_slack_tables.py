"""Tables in Slack: its data table where the workspace takes it, else the older form at once, and from then on."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.chat import Place, Post
from bench.torture.slack import TEAM
from bot.chats.slack_blocks import SavedRefusals
from tests.support.example_cards import example_card
from tests.support.slack_workspace import SlackWorkspace, slack_workspace

BLOCK = "data_table"
DEALS = Place("slack", TEAM, "C0DEALS")
HOME = Place("slack", TEAM, "U0ROB", "direct")
DAYS, FUNNEL = example_card("funnel: days"), example_card("funnel: a year")


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncIterator[SlackWorkspace]:
    async with slack_workspace(tmp_path) as workspace:
        await workspace.types("rob", "new Acme")
        workspace.slack.asked.clear()
        yield workspace


def tried(workspace: SlackWorkspace) -> list[bool]:
    """Whether each message, page or response that was tried had a data table; then they are forgotten."""
    found = [f'"{BLOCK}"' in json.dumps(said).replace("\\", "") for method, said in workspace.slack.asked
             if method in ("respond", "chat.postMessage", "views.publish")]  # fmt: skip  # one look
    workspace.slack.asked.clear()
    return found


def refused(workspace: SlackWorkspace) -> frozenset[str]:
    return SavedRefusals(workspace.store, lambda: datetime.now(UTC)).lately(TEAM)


async def test_a_command_shows_a_data_table_where_it_is_taken(workspace: SlackWorkspace) -> None:
    shown = await workspace.types("rob", "funnel days")
    assert BLOCK in {block["type"] for block in shown["blocks"]}
    assert "Prospecting: Now 1, Days –, Went on –." in shown["text"]
    assert tried(workspace) == [True]


async def test_a_refused_table_has_the_older_form_at_once_and_is_not_tried_again(workspace: SlackWorkspace) -> None:
    workspace.slack.refused = BLOCK
    first = await workspace.types("rob", "funnel days")
    assert "table" in {block["type"] for block in first["blocks"]}
    assert tried(workspace) == [True, False]
    assert (await workspace.types("rob", "funnel days"))["blocks"] == first["blocks"]
    await asyncio.to_thread(workspace.chat.send, Post("1", DEALS, DAYS))
    assert tried(workspace) == [False]


async def test_a_home_page_takes_a_table_or_gets_letters_of_one_width(workspace: SlackWorkspace) -> None:
    await asyncio.to_thread(workspace.chat.publish_home, HOME, "", DAYS)
    assert tried(workspace) == [True]
    workspace.slack.refused = BLOCK
    await asyncio.to_thread(workspace.chat.publish_home, HOME, "", DAYS)
    assert tried(workspace) == [True, False]
    assert refused(workspace) == {"table"}


async def test_a_workspace_without_charts_has_tables_and_the_other_way_round(workspace: SlackWorkspace) -> None:
    workspace.slack.refused = "data_visualization"
    await asyncio.to_thread(workspace.chat.send, Post("1", DEALS, FUNNEL))
    assert refused(workspace) == {"chart"}
    tried(workspace)
    await asyncio.to_thread(workspace.chat.send, Post("2", DEALS, DAYS))
    assert tried(workspace) == [True]
    workspace.slack.refused = BLOCK
    await asyncio.to_thread(workspace.chat.send, Post("3", DEALS, DAYS))
    assert refused(workspace) == {"chart", "table"}
