"""First words: each person and each channel is greeted once, by what they do, and no stranger is."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bench.torture.slack import TEAM
from bot.chats.teams_addresses import SavedReferences
from bot.sandbox.sandbox import Sandbox
from tests.flows.test_teams_scenes import Stage
from tests.support import teams_payloads as wire
from tests.support.slack_workspace import SlackWorkspace, labels, slack_workspace, words
from tests.support.teams_assistant import line

INVITED = {"type": "member_joined_channel", "user": "U0BOT", "channel": "C1", "team": TEAM, "inviter": "U0ROB"}


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncIterator[SlackWorkspace]:
    async with slack_workspace(tmp_path) as workspace:
        yield workspace


def looks(who: str) -> dict[str, Any]:
    """A person opens the messages with the bot."""
    return {"type": "app_home_opened", "user": f"U0{who.upper()}", "tab": "messages", "channel": f"D0{who.upper()}"}


async def greeting(workspace: SlackWorkspace, channel: str) -> list[str]:
    await workspace.deliver()
    shown = [words(one["blocks"]) for one in workspace.messages(channel)]
    return [one for one in shown if "I'm Stagecoach" in one]


@pytest.mark.parametrize(
    ("who", "says"),
    [
        ("rob", "Tell me what happened"),
        ("mia", "You decide on handoffs"),
        ("leo", "When a deal needs Legal"),
    ],
)
async def test_the_first_look_at_the_messages_gets_a_welcome_and_the_next_none(
    workspace: SlackWorkspace, who: str, says: str
) -> None:
    for _ in range(2):
        assert await workspace.tells(looks(who)) == 200
    (said,) = await greeting(workspace, f"D0{who.upper()}")
    assert says in said


async def test_an_admin_without_managers_is_told_the_three_lines_that_set_it_up(workspace: SlackWorkspace) -> None:
    await workspace.types("ada", "team <@U0MIA> is no manager")
    await workspace.tells(looks("ada"))
    (said,) = await greeting(workspace, "D0ADA")
    assert "/deal team @mia is manager" in said


async def test_a_channel_is_greeted_once_with_a_way_to_a_digest(workspace: SlackWorkspace) -> None:
    for _ in range(2):
        assert await workspace.tells(INVITED) == 200
    await workspace.deliver()
    (said,) = workspace.messages("C1")
    assert "Person U0ROB brought me here." in words(said["blocks"])
    assert labels(said["blocks"])[0] == "Set a digest here"
    assert "digest" in words((await workspace.presses("mia", said, "Set a digest here", channel="C1"))["blocks"])


async def test_who_invites_it_to_a_channel_is_greeted_once_by_what_they_do(workspace: SlackWorkspace) -> None:
    for channel in ("C1", "C2"):
        await workspace.tells({**INVITED, "channel": channel, "inviter": "U0MIA"})
    (said,) = await greeting(workspace, "D0MIA")
    assert "You decide on handoffs" in said
    await workspace.tells(looks("mia"))
    assert len(await greeting(workspace, "D0MIA")) == 1


@pytest.mark.parametrize("change", [{"user": "U0MIA"}, {"inviter": ""}, {"inviter": "U0GUEST"}])
async def test_no_one_elses_arrival_and_no_strangers_invitation_is_greeted(
    workspace: SlackWorkspace, change: dict[str, str]
) -> None:
    workspace.slack.people["U0GUEST"] = {"is_restricted": True}
    assert await workspace.tells({**INVITED, **change}) == 200
    assert not await greeting(workspace, "C1")
    assert not workspace.messages("C1")


async def test_a_guest_who_looks_at_the_messages_gets_nothing(workspace: SlackWorkspace) -> None:
    workspace.slack.people["U0GUS"] = {"is_restricted": True}
    assert await workspace.tells(looks("gus")) == 200
    assert not await greeting(workspace, "D0GUS")


async def test_who_asks_sees_it_again(workspace: SlackWorkspace) -> None:
    assert "Tell me what happened" in words((await workspace.types("rob", "welcome"))["blocks"])
    assert not await greeting(workspace, "D0ROB")


@pytest.fixture
async def teams(sandbox: Sandbox) -> AsyncIterator[Stage]:
    async with line(sandbox, saved=SavedReferences(sandbox.store), admin=wire.user("ada")) as on:
        yield Stage(on, sandbox)


async def install(teams: Stage, who: str, *, personal: bool, action: str = "add") -> None:
    activity = teams.on.message(who, "", personal=personal) | {"type": "installationUpdate", "action": action}
    assert (await teams.on.post(activity)).status == 200
    await asyncio.sleep(0)
    await teams.deliver()


async def test_in_teams_the_installer_is_greeted_by_what_they_do(teams: Stage) -> None:
    await install(teams, "rob", personal=True)
    await install(teams, "mia", personal=True)
    assert teams.sent_to("a:rob", "Tell me what happened")
    assert teams.sent_to("a:mia", "You decide on handoffs")


async def test_in_teams_a_channel_and_who_brought_the_app_there_are_greeted_once(teams: Stage) -> None:
    for action in ("add", "add", "remove", "add"):
        await install(teams, "mia", personal=False, action=action)
    await install(teams, "mia", personal=True)
    assert len(teams.sent_to(wire.CHANNEL, "I'm Stagecoach")) == 1
    assert len(teams.sent_to("a:mia", "I'm Stagecoach")) == 1
    assert teams.sent_to("a:mia", "You decide on handoffs")


async def test_a_second_installer_is_greeted_and_the_channel_is_not_again(teams: Stage) -> None:
    for who in ("mia", "leo"):
        await install(teams, who, personal=False)
    assert len(teams.sent_to(wire.CHANNEL, "I'm Stagecoach")) == 1
    assert teams.sent_to("a:leo", "When a deal needs Legal")


async def test_where_teams_opens_no_chat_the_channel_is_greeted_all_the_same(teams: Stage) -> None:
    teams.on.microsoft.opens_chats = False
    await install(teams, "mia", personal=False)
    assert teams.sent_to(wire.CHANNEL, "I'm Stagecoach")
    teams.on.microsoft.opens_chats = True
    await install(teams, "mia", personal=True)
    assert teams.sent_to("a:mia", "You decide on handoffs"), "they are greeted when it does"


async def test_an_installation_by_someone_unknown_to_teams_is_no_fault(teams: Stage) -> None:
    activity = teams.on.message("nemo", "") | {"type": "installationUpdate", "action": "add"}
    assert (await teams.on.post(activity)).status == 200
    assert not teams.on.microsoft.sent
