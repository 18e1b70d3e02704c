"""The app is removed from Slack and installed again: nothing is lost, and nothing is sent twice."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import web

from adapters.card import Card
from adapters.chat import Place
from bench.torture.slack import TEAM
from bot.assistant import Assistant
from bot.company import playbook_files
from bot.jobs.home_pages import refresh_homes
from bot.store import deals, tenants
from bot.store.export import export
from bot.store.names import name_key
from bot.store.outbox import post
from tests.support.slack_workspace import SlackWorkspace, slack_workspace, words

Fault = Callable[[web.Request], Awaitable[web.StreamResponse]]
GONE: tuple[dict[str, Any], ...] = (
    {"type": "tokens_revoked", "tokens": {"oauth": ["U0ADA"], "bot": ["U0BOT"]}},
    {"type": "app_uninstalled"},
)


def says(error: str) -> Fault:
    """Slack answers every call with this error."""

    async def refuse(request: web.Request) -> web.StreamResponse:
        return web.json_response({"ok": False, "error": error})

    return refuse


def at(**later: float) -> Callable[[], datetime]:
    """A clock that stands so much later than now."""
    moment = datetime.now(UTC) + timedelta(**later)
    return lambda: moment


def outbox(workspace: SlackWorkspace) -> list[tuple[str, str]]:
    """What has become of each message, and where it goes."""
    with workspace.store.reading() as tx:
        return [(str(row["state"]), str(row["place"])) for row in export(tx, None)["outbox"]]


def facts(workspace: SlackWorkspace) -> list[str]:
    with workspace.store.reading() as tx:
        return [str(row["kind"]) for row in export(tx, None)["ledger"]]


async def removed(workspace: SlackWorkspace) -> None:
    """An admin removes the app: Slack says so in signed events, twice each, and takes no call any more."""
    workspace.slack.next_faults = [says("account_inactive")] * 999
    for number, event in enumerate((*GONE, *GONE)):
        assert await workspace.tells(event, number=f"Ev{number % 2}", again=number // 2) == 200


async def drawn(workspace: SlackWorkspace, wall: Callable[[], datetime]) -> list[str]:
    """Whose home pages are drawn then."""
    before, assistant = len(workspace.slack.asked), Assistant(workspace.store, wall, playbook_files.texts(None))
    await asyncio.to_thread(refresh_homes, workspace.store, {"slack": workspace.chat}, assistant.answer, wall())
    return [said["user_id"] for method, said in workspace.slack.asked[before:] if method == "views.publish"]


async def test_what_waited_while_the_app_was_removed_goes_out_once_after_it_is_back(tmp_path: Path) -> None:
    async with slack_workspace(tmp_path) as before:
        await before.types("rob", "new Acme")
        await before.tells({"type": "app_home_opened", "user": "U0ROB", "tab": "home", "team": TEAM})
        await before.types("rob", "engage acme legal because they want our paper changed")
        await before.types("rob", "assign acme to <@U0MIA>")
        await removed(before)
        saved = facts(before)
        assert "Slack didn't answer in time" in words(await before.types("rob", "log acme call they want a pilot"))
        for minutes in (0, 1, 2, 60, 24 * 60):
            await before.deliver(at(minutes=minutes))
            assert await drawn(before, at(minutes=minutes)) == []
        assert facts(before) == saved
        assert {("waiting", "U0LEO"), ("waiting", "U0MIA")} <= set(outbox(before))
    async with slack_workspace(tmp_path) as after:
        await after.deliver(at(days=1, minutes=2))
        assert "Acme" in words(after.messages("D0LEO")[0]["blocks"])
        assert {state for state, _ in outbox(after)} == {"sent"}
        assert len(after.slack.delivered()) == len(set(after.slack.delivered()))
        assert await drawn(after, at(days=1, minutes=3)) == ["U0ROB"]
        assert "Logged on Acme" in words(await after.types("mia", "log acme call they want a pilot", trigger="later"))


JOINED = {"type": "member_joined_channel", "user": "U0BOT", "channel": "C0DEALS", "inviter": "U0ROB"}


async def test_a_channel_reads_again_once_the_bot_is_invited_again(tmp_path: Path) -> None:
    async with slack_workspace(tmp_path) as before:
        await before.types("rob", "new Acme")
        assert await before.tells(JOINED) == 200
        await before.deliver()
        assert len(before.messages("C0DEALS")) == 1
        await removed(before)
    async with slack_workspace(tmp_path) as after:
        announce(after, "Acme is won")
        after.slack.next_faults = [says("not_in_channel")] * 2
        for seconds in (60, 66, 72):
            await after.deliver(at(seconds=seconds))
        assert ("parked", "C0DEALS") in outbox(after)
        (told,) = after.messages("D0ROB")
        assert "The reason: the bot is not in that channel." in words(told["blocks"])
        assert await after.tells(JOINED) == 200
        announce(after, "Acme is served")
        await after.deliver(at(minutes=4))
        assert [one["text"] for one in after.messages("C0DEALS")] == ["Acme is served"], "it was greeted before"


def announce(workspace: SlackWorkspace, title: str) -> None:
    """A message about Acme for the channel."""
    with workspace.store.writing() as tx:
        tenant = tenants.tenant_of(tx, "slack", TEAM)
        assert tenant
        (brief,) = deals.named(tx, tenant.id, {name_key("Acme")})
        channel = Place("slack", TEAM, "C0DEALS", name="deals")
        post(tx, tenant.id, channel, Card(title), f"deal:{brief.id}", datetime.now(UTC))
