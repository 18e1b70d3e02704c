"""Slack hangs, refuses or revokes: people get answers all the same, the database doesn't wait, all goes out later."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from aiohttp import ClientSession, ClientTimeout, web
from aiohttp.test_utils import TestServer
from sqlalchemy import text

from adapters.chat import Pace
from adapters.slack import directory, serve
from adapters.slack.chat import SlackChat
from bot.assistant import Assistant
from bot.company import playbook_files
from bot.jobs.deliver import Delivery
from bot.store.engine.store import Store
from bot.store.export import export
from tests.bot.chats.conftest import Strict
from tests.support.people_and_deal import MONDAY
from tests.support.slack_transports import SECRET, Signed
from tests.support.slack_workspace import words
from tests.support.strict_slack import TEAM, StrictSlack, broke, hang, reset

SLACKS_PATIENCE_SECONDS = 3
"""Slack waits three seconds for the answer to a command (its documentation on slash commands)."""

LOOKS = 2
"""How often an answer can wait for Slack: for the bot's identity, and for the speaker's."""

EVERY = [("sqlite", outage) for outage in ("hanging", "refusing", "resetting", "revoked")]
ON_A_SERVER = pytest.param("postgres", "hanging", marks=pytest.mark.postgres)
OUTAGES = {"hanging": hang, "refusing": broke, "resetting": reset, "revoked": None}


@dataclass
class Workspace:
    """A strict Slack, the bot behind its signed requests, and the bot's deliveries."""

    slack: StrictSlack
    store: Store
    line: Signed
    delivery: Delivery
    numbers: "count[int]"

    async def types(self, who: str, said: str) -> str:
        """A slash command; what it is answered, in words."""
        body = {"command": "/deal", "text": said, "user_id": who, "team_id": TEAM, "channel_id": "C0DEALS",
                "channel_name": "deals", "trigger_id": f"t{next(self.numbers)}"}  # fmt: skip  # Slack's, at a glance
        status, answer = await self.line.send("slash_commands", body)
        assert status == 200
        return words(answer)

    def breaks(self, outage: str) -> None:
        self.slack.always = OUTAGES[outage]
        if outage == "revoked":
            self.slack.refuses[""] = "token_revoked"

    def recovers(self) -> None:
        self.slack.always = None
        self.slack.release()
        self.slack.refuses.clear()

    def deliver(self, seconds: float) -> int:
        return self.delivery.go(MONDAY + timedelta(seconds=seconds), stopwatch=lambda: 0.0)

    async def somebody_asks(self, method: str) -> None:
        """Until Slack was asked for it."""
        while not any(asked == method for _, asked, _ in self.slack.calls):  # noqa: ASYNC110  # it runs in a thread
            await asyncio.sleep(0.01)

    def states(self) -> list[str]:
        """What has become of each message."""
        return [row["state"] for row in self.rows()["outbox"]]

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        with self.store.reading() as tx:
            return export(tx, None)


@pytest.fixture
async def workspace(store: Store, strict: Strict) -> AsyncIterator[Workspace]:
    """What hangs in it hangs until it recovers: an answer before that didn't wait for Slack."""
    slack, application = strict(second=0.0, hang_seconds=0), web.Application()
    url = slack.start()
    assistant = Assistant(store, lambda: MONDAY, playbook_files.texts(None))
    serve.serve(application, assistant, serve.Keys("xoxb-1", SECRET, url=url))
    chat = SlackChat("xoxb-1", url, [Pace(1, 1.0)], patience_seconds=1)
    async with ClientSession(timeout=ClientTimeout(120)) as session, TestServer(application) as bot:
        line, delivery = Signed(session, f"http://127.0.0.1:{bot.port}"), Delivery(store, {"slack": chat}, "w")
        try:
            yield Workspace(slack, store, line, delivery, count(1))
        finally:
            await asyncio.to_thread(delivery.close)


@pytest.mark.parametrize(("address", "outage"), [*EVERY, ON_A_SERVER], indirect=["address"])
async def test_people_are_answered_in_time_and_messages_go_out_when_it_is_over(
    workspace: Workspace, outage: str
) -> None:
    for said in ("team <@U0MIA> is manager", "team <@U0ROB> is rep"):
        await workspace.types("U0ADA", said)
    await workspace.types("U0ROB", "new Acme")
    workspace.breaks(outage)
    assert "Acme" in await workspace.types("U0MIA", "assign acme to <@U0ADA>")
    sending = asyncio.create_task(asyncio.to_thread(workspace.deliver, 0))
    await workspace.somebody_asks("chat.postMessage")
    assert open_transactions(workspace.store) == 0
    assert "Acme" in await workspace.types("U0MIA", "log acme call they are on holiday")
    stranger = await workspace.types("U0NEW", "new Globex")
    assert outage == "revoked" or "couldn't check in time who you are" in stranger
    await sending
    # The manager's message that the team changed, and the new owner's. A call that another logs waits for her nudge.
    assert workspace.states() == ["waiting"] * 2
    assert [deal["owner"] for deal in workspace.rows()["deals"]] != ["U0ROB"]
    assert "on holiday" in str(workspace.rows()["ledger"])
    workspace.recovers()
    for seconds in (10, 80, 150):
        await asyncio.to_thread(workspace.deliver, seconds)
    assert workspace.states() == ["sent"] * 2
    assert len(workspace.slack.delivered()) == 2


def test_what_an_answer_can_wait_for_slack_is_less_than_slack_waits_for_the_answer() -> None:
    assert directory.PATIENCE_SECONDS * LOOKS < SLACKS_PATIENCE_SECONDS


def open_transactions(store: Store) -> int:
    """Other connections with an idle open transaction; none for a file that we can write to."""
    if store.embedded:
        with store.writing():
            return 0
    with store.reading() as tx:
        held = "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'"
        return int(tx.scalar(text(f"{held} AND datname = current_database() AND pid <> pg_backend_pid()")) or 0)
