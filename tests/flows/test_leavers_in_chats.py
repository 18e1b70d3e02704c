"""Leavers: an account that Slack deactivates is a colleague who left, and one that leaves a team is asked about."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from adapters.sandbox import demo_people
from bench.torture.slack import TEAM
from bot.chats.leavers import SavedLeavers
from bot.chats.teams_addresses import SavedReferences
from bot.sandbox.sandbox import Sandbox
from bot.store import people, team_ledger, tenants, tokens
from tests.adapters.teams.test_render import read
from tests.flows.test_teams_scenes import Stage
from tests.support import teams_payloads as wire
from tests.support.slack_workspace import SlackWorkspace, slack_workspace, words
from tests.support.teams_assistant import line


@pytest.fixture(params=[False, True], ids=["http", "socket"])
async def workspace(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[SlackWorkspace]:
    async with slack_workspace(tmp_path, socket=request.param) as workspace:
        await workspace.deliver()  # what came of setting up the team
        workspace.slack.kept.clear()
        yield workspace


async def changes(workspace: SlackWorkspace, who: str, *, deleted: bool = True) -> None:
    """Slack says that something about a user has changed."""
    user: dict[str, Any] = {"id": f"U0{who.upper()}", "team_id": TEAM, "deleted": deleted}
    workspace.slack.people[user["id"]] = {"deleted": deleted}
    assert await workspace.tells({"type": "user_change", "user": user}) == 200


async def got(workspace: SlackWorkspace, who: str) -> list[str]:
    """What came to a person, each message once."""
    await workspace.deliver()
    return [words(one["blocks"]) for one in workspace.messages(f"D0{who.upper()}")]


async def test_a_deactivated_account_ends_its_agents_and_its_deals_are_offered(workspace: SlackWorkspace) -> None:
    await workspace.types("rob", "new Acme")
    await workspace.types("rob", "token new for Claude", channel="D0ROB")
    assert live_tokens(workspace)
    for _ in range(2):  # Slack says it again at each change of a deactivated account
        await changes(workspace, "rob")
    assert not live_tokens(workspace)
    told = await got(workspace, "mia")
    assert len([one for one in told if "U0ROB left: 1 open deal needs a new owner" in one]) == 1
    assert "deactivated" in words((await workspace.types("rob", "list"))["blocks"])
    assert "The chat – Person U0ROB left" in words((await workspace.types("ada", "team history"))["blocks"])
    with workspace.store.reading() as tx:
        (last, *_) = team_ledger.latest(tx, tenants.all_tenants(tx)[0].id)
    assert (last.what, last.given, last.by) == ("left", True, "")


def live_tokens(workspace: SlackWorkspace) -> list[Any]:
    with workspace.store.reading() as tx:
        (tenant,) = tenants.all_tenants(tx)
        return list(tokens.every(tx, tenant.id, datetime.now(UTC)))


async def test_another_change_of_a_profile_is_no_departure_and_is_read_at_once(workspace: SlackWorkspace) -> None:
    await workspace.types("rob", "new Acme")
    asked = count_of(workspace, "users.info")
    await changes(workspace, "rob", deleted=False)
    assert "Acme" in words((await workspace.types("rob", "list"))["blocks"])
    assert count_of(workspace, "users.info") == asked + 1
    assert not await got(workspace, "mia")


def count_of(workspace: SlackWorkspace, method: str) -> int:
    return sum(1 for asked, _ in workspace.slack.asked if asked == method)


@pytest.mark.parametrize(
    "user", [{"id": "U0NEMO", "deleted": True}, {"id": "", "deleted": True}, {"deleted": True}, [], "U0ROB"]
)
async def test_a_stranger_and_an_odd_event_change_nothing(workspace: SlackWorkspace, user: Any) -> None:
    assert await workspace.tells({"type": "user_change", "user": user}) == 200
    assert not await got(workspace, "mia")


async def test_the_only_admin_stays_one_and_the_managers_read_it_once(workspace: SlackWorkspace) -> None:
    for _ in range(2):
        await changes(workspace, "ada")
    told = await got(workspace, "mia")
    assert ["our only admin, is gone" in one for one in told] == [True]
    with workspace.store.reading() as tx:
        everyone = people.company(tx, tenants.all_tenants(tx)[0].id).people
    assert [one.active for one in everyone.values() if "admin" in one.roles] == [True]


@pytest.fixture
async def teams(sandbox: Sandbox) -> AsyncIterator[Stage]:
    leavers = SavedLeavers(sandbox.store, sandbox.wall)
    async with line(sandbox, saved=SavedReferences(sandbox.store), leavers=leavers) as on:
        yield Stage(on, sandbox)


async def removes(teams: Stage, *gone: dict[str, Any], team_id: str = "19:sales@thread.tacv2") -> None:
    """People are no longer in a team."""
    activity = teams.on.message("ada", "", personal=False) | {"type": "conversationUpdate", "membersRemoved": gone}
    where = {"team": {"id": team_id, "name": "Sales"}} if team_id else {}
    activity["channelData"] = {**activity["channelData"], **where}
    assert (await teams.on.post(activity)).status == 200
    await teams.deliver()


def account(who: str) -> dict[str, Any]:
    return {"id": wire.account(who), "aadObjectId": wire.user(who)}


async def test_who_is_removed_from_a_team_is_asked_about_once_and_one_press_says_they_left(teams: Stage) -> None:
    for who in ("ada", "mia", "rob"):
        await teams.say(who, "list")
    for _ in range(2):
        await removes(teams, account("rob"))
    ((_, card),) = teams.sent_to("a:ada", "Has Rob Reyes left?")
    assert "They are no longer in the team “Sales”." in read(card)
    assert "Your open deals" in await teams.say("rob", "list"), "nothing is done before an admin says so"
    await teams.on.post(teams.on.press("ada", teams.found(card, "They left")))
    assert teams.sent_to("a:ada", "Stagecoach asked Mia")
    await teams.deliver()
    assert teams.sent_to("a:mia", "Rob Reyes left: ")


@pytest.mark.parametrize("gone", ["the bot", "a stranger", "from a chat", "without an id"])
async def test_other_removals_say_nothing(teams: Stage, gone: str) -> None:
    for who in ("ada", "rob"):
        await teams.say(who, "list")
    kinds: dict[str, dict[str, Any]] = {
        "the bot": {"id": wire.BOT, "aadObjectId": wire.user("rob")},
        "a stranger": {"id": "29:x", "aadObjectId": "nemo"},
        "from a chat": account("rob"),
        "without an id": {"id": wire.account("rob")},
    }
    await removes(teams, kinds[gone], team_id="" if gone == "from a chat" else "19:s")
    assert not teams.sent_to("a:ada", "left?")


async def test_one_of_two_accounts_is_asked_about_and_the_other_still_works(sandbox: Sandbox) -> None:
    leavers = SavedLeavers(sandbox.store, sandbox.wall)
    async with line(sandbox, saved=SavedReferences(sandbox.store), leavers=leavers) as on:
        teams = Stage(on, sandbox)
        for who in ("ada", "rob"):
            await teams.say(who, "list")
        leavers.deactivated(demo_people.place("rob"))
        await teams.deliver()
        assert teams.sent_to("a:ada", "Has Rob Reyes left?")
        assert "Your open deals" in await teams.say("rob", "list")
