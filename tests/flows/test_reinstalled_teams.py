"""The app is removed from a team in Teams and comes back: all its channels are written to again, and no one twice."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from adapters.card import Card
from adapters.chat import Place
from adapters.teams.chat import TeamsChat
from bot.chats.teams_addresses import SavedReferences
from bot.jobs.deliver import deliver
from bot.sandbox.sandbox import Sandbox
from bot.store import outbox, tenants
from bot.store.export import export
from tests.flows.conftest import NOW
from tests.flows.test_teams_scenes import Stage
from tests.support import teams_payloads as wire
from tests.support.teams_assistant import line

TEAM = {"channelData": {"tenant": {"id": wire.TENANT}, "team": {"id": "19:sales@thread.tacv2", "name": "Sales"}}}
GENERAL = {"id": "19:sales@thread.tacv2", "conversationType": "channel", "tenantId": wire.TENANT}


@pytest.fixture
async def teams(sandbox: Sandbox) -> AsyncIterator[Stage]:
    """Mia spoke with the bot in a channel of the team Sales, and Rob and Mia by themselves."""
    async with line(sandbox, saved=SavedReferences(sandbox.store)) as on:
        stage = Stage(on, sandbox)
        await happens(stage, installation("add"))
        await happens(stage, on.message("mia", "/deal list", personal=False) | TEAM)
        for who in ("mia", "rob"):
            await stage.say(who, "list")
        yield stage


def installation(action: str) -> dict[str, Any]:
    """The app comes into the team, or is removed from it: Teams names its General channel."""
    return {"type": "installationUpdate", "action": action, "conversation": GENERAL}


def members(which: str, gone: str) -> dict[str, Any]:
    return {"type": "conversationUpdate", which: [{"id": gone}], "conversation": GENERAL}


async def happens(stage: Stage, what: dict[str, Any]) -> None:
    """A signed activity of the team."""
    activity = stage.on.message("mia", "", personal=False) | TEAM | what
    assert (await stage.on.post(activity)).status == 200


async def announced(stage: Stage, title: str, later: int = 0) -> list[str]:
    """Post a message to the channel; the titles that arrive there, once it was tried twice."""
    with stage.sandbox.store.writing() as tx:
        tenant = tenants.tenant_of(tx, "teams", wire.TENANT)
        assert tenant
        outbox.post(tx, tenant.id, Place("teams", wire.TENANT, wire.CHANNEL), Card(title), "digest:sales", NOW)
    chats = {"teams": TeamsChat(stage.on.driver, SavedReferences(stage.sandbox.store))}
    for seconds in (later, later + 6):
        await asyncio.to_thread(deliver, stage.sandbox.store, chats, "w", NOW + timedelta(seconds=seconds))
    return [
        made["summary"] for where, _, made in stage.on.microsoft.sent if where == wire.CHANNEL and "summary" in made
    ]


async def test_a_channel_of_a_team_is_written_to_again_when_the_app_is_back(teams: Stage) -> None:
    before = await announced(teams, "Monday")
    assert before[-1] == "Monday"
    await happens(teams, members("membersRemoved", wire.BOT))
    await happens(teams, installation("remove"))
    assert await announced(teams, "Tuesday", 60) == before
    assert "parked" in states(teams)
    await happens(teams, installation("add"))
    await happens(teams, members("membersAdded", wire.BOT))
    assert await announced(teams, "Wednesday", 120) == [*before, "Wednesday"]


@pytest.mark.parametrize("said", [installation("remove"), members("membersRemoved", wire.BOT)], ids=["app", "member"])
async def test_a_removal_is_understood_however_teams_says_it(teams: Stage, said: dict[str, Any]) -> None:
    before = await announced(teams, "Monday")
    await happens(teams, said)
    assert await announced(teams, "Tuesday", 60) == before


async def test_a_removal_that_was_missed_is_noticed_and_the_channel_comes_back(teams: Stage) -> None:
    before = await announced(teams, "Monday")
    teams.on.microsoft.answers = [taken_out()]
    assert await announced(teams, "Tuesday", 60) == before
    await happens(teams, installation("add"))
    assert await announced(teams, "Wednesday", 120) == [*before, "Wednesday"]


async def test_what_people_have_of_their_own_stays_when_a_team_removes_the_app(teams: Stage) -> None:
    await happens(teams, installation("remove"))
    assert "Acme" in await teams.say("rob", "show acme")
    await teams.say("rob", "advance stark")
    await teams.deliver()
    assert teams.sent_to("a:mia", "Stark")


def taken_out() -> web.Response:
    return web.json_response({"error": {"code": "MessageWritesBlocked"}}, status=403)


def states(stage: Stage) -> list[str]:
    with stage.sandbox.store.reading() as tx:
        return [str(row["state"]) for row in export(tx, None)["outbox"]]


async def test_who_removes_the_app_for_themselves_gets_nothing_until_it_is_back(teams: Stage) -> None:
    own = teams.on.message("mia", "") | {"type": "installationUpdate"}
    assert (await teams.on.post(own | {"action": "remove"})).status == 200
    sent = len(teams.on.microsoft.sent)
    await teams.say("rob", "advance stark")
    await teams.deliver()
    assert not [where for where, _, _ in teams.on.microsoft.sent[sent:] if where == "a:mia"]
    assert (await teams.on.post(own | {"action": "add"})).status == 200
    await announced_to_mia(teams, "Stark waits for you", 120)
    assert teams.sent_to("a:mia", "Stark waits for you")


async def announced_to_mia(stage: Stage, title: str, later: int) -> None:
    with stage.sandbox.store.writing() as tx:
        tenant = tenants.tenant_of(tx, "teams", wire.TENANT)
        assert tenant
        own = Place("teams", wire.TENANT, wire.user("mia"), "direct")
        outbox.post(tx, tenant.id, own, Card(title), "nudge:mia", NOW)
    chats = {"teams": TeamsChat(stage.on.driver, SavedReferences(stage.sandbox.store))}
    await asyncio.to_thread(deliver, stage.sandbox.store, chats, "w", NOW + timedelta(seconds=later))
