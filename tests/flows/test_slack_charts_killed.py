"""The bot is killed while Slack refuses its charts: each message comes once, with its bars, and the next needs no try."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.chat import Place
from adapters.slack.chat import SlackChat
from adapters.slack.newer_blocks import Newer
from bench.torture.slack import TEAM, too_many
from bot.chats.slack_blocks import SavedRefusals
from bot.jobs.deliver import deliver
from bot.store import outbox, tenants
from bot.store.export import export
from bot.store.outbox import LEASE
from tests.support.example_cards import example_card
from tests.support.slack_workspace import SlackWorkspace, slack_workspace

CHART = "data_visualization"
NOW = datetime.now(UTC)


class Killed(BaseException):
    """The process ends here: nothing after this runs."""


class KilledNoting(SavedRefusals):
    """The process is killed when it wants to write down what Slack refused."""

    def note(self, workspace: str, kinds: Newer) -> None:
        raise Killed


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncIterator[SlackWorkspace]:
    """A workspace that doesn't know charts, and a funnel that waits for its channel."""
    async with slack_workspace(tmp_path) as workspace:
        await workspace.deliver()
        workspace.slack.asked.clear()
        workspace.slack.refused = CHART
        funnel(workspace)
        yield workspace


def funnel(workspace: SlackWorkspace) -> None:
    with workspace.store.writing() as tx:
        tenant = tenants.tenant_of(tx, "slack", TEAM)
        assert tenant
        place = Place("slack", TEAM, "C0DEALS", name="deals")
        outbox.post(tx, tenant.id, place, example_card("funnel: a year"), "digest", NOW)


async def runs(workspace: SlackWorkspace, seconds: float, refusals: SavedRefusals | None = None) -> None:
    """A process that begins then, and sends what is due; it remembers nothing of the one before."""
    url, begun = f"http://127.0.0.1:{workspace.slack.port}/api/", NOW + timedelta(seconds=seconds)
    chat = SlackChat("xoxb-1", url, (), refusals=refusals or SavedRefusals(workspace.store, lambda: begun))
    await asyncio.to_thread(deliver, workspace.store, {"slack": chat}, f"w{seconds}", begun)


def tried(workspace: SlackWorkspace) -> list[bool]:
    """Each call that posts a message, and whether it had a chart; then they are forgotten."""
    found = [CHART in json.dumps(said) for method, said in workspace.slack.asked if method == "chat.postMessage"]
    workspace.slack.asked.clear()
    return found


def shown(workspace: SlackWorkspace) -> list[bool]:
    """Each message in the channel, and whether it has its bars."""
    said = [json.dumps(one["blocks"]) for one in workspace.messages("C0DEALS")]
    return [CHART not in one and "Prospecting" in one for one in said]


def left(workspace: SlackWorkspace) -> list[str]:
    with workspace.store.reading() as tx:
        return [str(row["state"]) for row in export(tx, None)["outbox"] if row["place"] == "C0DEALS"]


async def test_killed_between_the_refusal_and_the_bars(workspace: SlackWorkspace) -> None:
    with workspace.store.writing() as tx:
        assert outbox.lease(tx, "killed", NOW, 9)
    await runs(workspace, LEASE.total_seconds() - 1)
    assert tried(workspace) == [], "it is still the other's"
    await runs(workspace, LEASE.total_seconds() + 1)
    assert tried(workspace) == [True, False]
    await then_the_next_has_bars_at_once(workspace)


async def test_killed_when_the_bars_are_out_and_nothing_is_written_down(workspace: SlackWorkspace) -> None:
    with pytest.raises(Killed):
        await runs(workspace, 0, KilledNoting(workspace.store, lambda: NOW))
    assert tried(workspace) == [True, False]
    await runs(workspace, LEASE.total_seconds() + 1)
    assert tried(workspace) == [], "it is found in the channel"
    assert (shown(workspace), left(workspace)) == ([True], ["sent"])


async def test_killed_while_the_bars_wait_because_they_came_too_soon(workspace: SlackWorkspace) -> None:
    workspace.slack.next_faults = [too_many] * 2
    await runs(workspace, 0)
    assert left(workspace) == ["waiting"]
    tried(workspace)
    workspace.slack.next_faults.clear()
    await runs(workspace, 30)
    assert tried(workspace) == [True, False]
    await then_the_next_has_bars_at_once(workspace)


async def then_the_next_has_bars_at_once(workspace: SlackWorkspace) -> None:
    assert (shown(workspace), left(workspace)) == ([True], ["sent"])
    funnel(workspace)
    await runs(workspace, 200)
    assert tried(workspace) == [False]
    assert (shown(workspace), left(workspace)) == ([True, True], ["sent", "sent"])
