"""Charts in Slack: drawn where the workspace takes them. Where it refuses one, the bars go out at once, and from then on."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from adapters.chat import Place, Post, Undeliverable, Unsent
from adapters.slack.chat import SlackChat
from adapters.slack.newer_blocks import NONE, Newer, NewerBlocks
from bench.torture.slack import TEAM, broke, too_many
from bot.chats.slack_blocks import RETRIED_AFTER, SavedRefusals
from bot.store import deals, tenants
from bot.store.names import name_key
from process.facts import Advanced, Entry
from tests.support.example_cards import example_card
from tests.support.slack_workspace import SlackWorkspace, slack_workspace

CHART = "data_visualization"
CHARTS: Newer = frozenset({"chart"})
DIRECT = {"type": "message", "channel_type": "im", "channel": "D0ROB", "user": "U0ROB", "ts": "17.1", "team": TEAM}
MENTION = {"type": "app_mention", "user": "U0ROB", "channel": "C1", "ts": "17.1", "team": TEAM}
FUNNEL = example_card("funnel: a year")
DEALS = Place("slack", TEAM, "C0DEALS")


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncIterator[SlackWorkspace]:
    """Rob has a deal in each of two stages."""
    async with slack_workspace(tmp_path) as workspace:
        await workspace.types("rob", "new Acme")
        await workspace.types("rob", "new Globex")
        with workspace.store.writing() as tx:
            tenant = tenants.tenant_of(tx, "slack", TEAM)
            assert tenant
            (brief,) = deals.named(tx, tenant.id, {name_key("Acme")})
            was = deals.find(tx, tenant.id, brief.id)
            assert was
            fact, now = Advanced(was.stage, "qualification"), datetime.now(UTC)
            deals.save(tx, tenant.id, was, fact.on(was, was.owner, now), [Entry(fact, was.owner, now)], "moved")
        workspace.slack.asked.clear()
        yield workspace


@pytest.fixture
async def without(workspace: SlackWorkspace) -> SlackWorkspace:
    """The same in a workspace that doesn't know charts yet."""
    workspace.slack.refused = CHART
    return workspace


def calls(workspace: SlackWorkspace) -> list[tuple[str, bool]]:
    """What was shown or tried to be, and whether it had a chart; then they are forgotten."""
    found = [(method, CHART in json.dumps(said)) for method, said in workspace.slack.asked if method not in LOOKS]
    workspace.slack.asked.clear()
    return found


LOOKS = ("auth.test", "users.info", "conversations.history", "conversations.open")


async def test_a_command_shows_the_chart_where_it_is_taken(workspace: SlackWorkspace) -> None:
    shown = await workspace.types("rob", "funnel")
    assert CHART in str(shown["blocks"])
    assert "Prospecting 1, Qualification 1." in shown["text"]
    assert calls(workspace) == [("respond", True)]


async def test_a_refused_chart_is_bars_at_once_and_is_not_tried_again(without: SlackWorkspace) -> None:
    first = await without.types("rob", "funnel")
    assert "▰" in str(first["blocks"])
    assert calls(without) == [("respond", True), ("respond", False)]
    again = await without.types("rob", "funnel")
    assert again["blocks"] == first["blocks"]
    assert calls(without) == []


async def test_a_press_a_message_and_a_mention_get_bars_too(without: SlackWorkspace) -> None:
    days = await without.types("rob", "funnel days")
    calls(without)
    await without.presses("rob", days, "Pipeline")
    assert calls(without) == [("respond", True), ("respond", False)]
    forgotten(without)
    await without.tells({**DIRECT, "text": "/deal funnel"})
    assert calls(without) == [("chat.postMessage", True), ("chat.postMessage", False)]
    assert len(without.messages("D0ROB")) == 1
    forgotten(without)
    await without.tells({**MENTION, "text": "<@U0BOT> /deal funnel"})
    assert calls(without) == [("chat.postEphemeral", True), ("chat.postEphemeral", False)]


def forgotten(workspace: SlackWorkspace) -> None:
    """As if the last refusal were long ago."""
    SavedRefusals(workspace.store, lambda: datetime.now(UTC) - 2 * RETRIED_AFTER).note(TEAM, CHARTS)


async def test_an_edited_message_is_answered_with_bars_in_its_place(without: SlackWorkspace) -> None:
    await without.tells({**DIRECT, "text": "/deal funel by nothing"})
    before = {**DIRECT, "text": "/deal funel by nothing"}
    message = {**before, "text": "/deal funnel", "edited": {"user": "U0ROB", "ts": "18.1"}}
    calls(without)
    changed = {**DIRECT, "subtype": "message_changed", "ts": "18.1", "message": message, "previous_message": before}
    await without.tells(changed)
    assert calls(without) == [("chat.update", True), ("chat.update", False)]


async def test_what_the_bot_posts_and_edits_by_itself_gets_bars(without: SlackWorkspace) -> None:
    sent = await asyncio.to_thread(without.chat.send, Post("1", DEALS, FUNNEL))
    assert calls(without) == [("chat.postMessage", True), ("chat.postMessage", False)]
    assert len(without.messages("C0DEALS")) == 1
    forgotten(without)
    await asyncio.to_thread(without.chat.send, Post("2", DEALS, FUNNEL, replaces=sent))
    assert calls(without) == [("chat.update", True), ("chat.update", False)]
    await asyncio.to_thread(without.chat.send, Post("3", DEALS, FUNNEL, replaces=sent))
    assert calls(without) == [("chat.update", False)]


async def test_a_home_page_with_a_chart_gets_bars(without: SlackWorkspace) -> None:
    await asyncio.to_thread(without.chat.publish_home, Place("slack", TEAM, "U0ROB", "direct"), "", FUNNEL)
    assert calls(without) == [("views.publish", True), ("views.publish", False)]
    assert SavedRefusals(without.store, lambda: datetime.now(UTC)).lately(TEAM) == CHARTS


async def test_every_process_knows_of_a_refusal_and_tries_again_after_a_month(without: SlackWorkspace) -> None:
    await asyncio.to_thread(without.chat.send, Post("1", DEALS, FUNNEL))
    calls(without)
    url, now = f"http://127.0.0.1:{without.slack.port}/api/", datetime.now(UTC)
    for wait, tried in ((RETRIED_AFTER - timedelta(minutes=1), False), (RETRIED_AFTER + timedelta(minutes=1), True)):
        refusals = SavedRefusals(without.store, lambda moved=now + wait: moved)  # type: ignore[misc]  # a moved clock
        await asyncio.to_thread(SlackChat("xoxb-1", url, (), refusals=refusals).send, Post("2", DEALS, FUNNEL))
        assert ("chat.postMessage", True) in calls(without) or not tried
    assert len(without.messages("C0DEALS")) == 3


async def test_another_workspace_is_not_concerned(without: SlackWorkspace) -> None:
    await asyncio.to_thread(without.chat.send, Post("1", DEALS, FUNNEL))
    refusals = SavedRefusals(without.store, lambda: datetime.now(UTC))
    assert (refusals.lately(TEAM), refusals.lately("T0OTHER")) == (CHARTS, NONE)
    refusals.note("T0OTHER", CHARTS)
    assert refusals.lately("T0OTHER")


async def test_blocks_that_are_refused_without_a_chart_too_say_nothing_about_charts(without: SlackWorkspace) -> None:
    without.slack.refused = "header"
    with pytest.raises(Undeliverable):
        await asyncio.to_thread(without.chat.send, Post("1", DEALS, FUNNEL))
    assert calls(without) == [("chat.postMessage", True), ("chat.postMessage", False)]
    assert not SavedRefusals(without.store, lambda: datetime.now(UTC)).lately(TEAM)
    await without.types("rob", "funnel")
    tried = Counter(calls(without))
    assert tried == {("respond", True): 1, ("respond", False): 1, ("chat.postMessage", True): 1,
                     ("chat.postMessage", False): 1}  # fmt: skip  # one look


async def test_bars_that_came_too_soon_after_the_refused_chart_go_out_alone_later(without: SlackWorkspace) -> None:
    without.slack.next_faults.append(too_many)
    with pytest.raises(Unsent):
        await asyncio.to_thread(without.chat.send, Post("1", DEALS, FUNNEL))
    assert calls(without) == [("chat.postMessage", True), ("chat.postMessage", False)]
    await asyncio.to_thread(without.chat.send, Post("1", DEALS, FUNNEL))
    assert calls(without) == [("chat.postMessage", False)], "the refused chart would use up the pace again"
    assert len(without.messages("C0DEALS")) == 1
    assert SavedRefusals(without.store, lambda: datetime.now(UTC)).lately(TEAM) == CHARTS


async def test_another_fault_is_no_refusal_and_makes_no_second_message(workspace: SlackWorkspace) -> None:
    workspace.slack.next_faults.append(broke)
    with pytest.raises(Exception, match=r"chat\.postMessage: 503"):
        await asyncio.to_thread(workspace.chat.send, Post("1", DEALS, FUNNEL))
    assert calls(workspace) == [("chat.postMessage", True)]
    assert not SavedRefusals(workspace.store, lambda: datetime.now(UTC)).lately(TEAM)


async def test_without_a_store_to_ask_the_bars_go_out(without: SlackWorkspace) -> None:
    class Away:
        def lately(self, workspace: str) -> Newer:
            raise OSError("no database")

        def note(self, workspace: str, kinds: Newer) -> None:
            raise OSError("no database")

    assert not NewerBlocks(Away()).offered(FUNNEL, TEAM)
    assert not NewerBlocks().offered(FUNNEL, TEAM)
    shown: list[Any] = []
    NewerBlocks(Away()).sent_at_once(FUNNEL, TEAM, shown.append)
    assert shown == [NONE]
