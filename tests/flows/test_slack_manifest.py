"""The manifest asks Slack for what the bot uses and for nothing else."""

import asyncio
import json
import re
import struct
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from adapters.card import Card, Text
from adapters.chat import Place, Post
from adapters.slack import manifest
from bench.torture.slack import TEAM
from bot.chats.slack_manifest import made
from bot.settings import Settings
from bot.views.words import spoken
from tests.support.command_line import Terminal
from tests.support.slack_workspace import slack_workspace, words
from tests.test_house import HOUSE

SLACK = Path(manifest.__file__).parent
PUBLIC = "https://bot.example/"


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(monkeypatch, capsys)


@pytest.mark.parametrize("url", ["", PUBLIC])
def test_every_text_is_as_long_as_slack_takes(url: str) -> None:
    made_of = made(url)
    about, (command,), (shortcut,) = (
        made_of["display_information"],
        made_of["features"]["slash_commands"],
        made_of["features"]["shortcuts"],
    )
    assert 1 <= len(about["name"]) <= 35 and 1 <= len(about["description"]) <= 140
    assert 1 <= len(command["usage_hint"]) <= 1000 and 1 <= len(command["description"]) <= 2000
    assert 1 <= len(shortcut["name"]) <= 24 and 1 <= len(shortcut["description"]) <= 150
    assert len(about["description"].split()) <= 10, "the most that Slack's Marketplace shows"
    assert 175 <= len(about["long_description"]) <= 4000
    assert command["should_escape"]
    assert command["usage_hint"].startswith("new <name> | advance")


def test_by_socket_mode_no_address_is_named_and_over_http_only_ours() -> None:
    assert "http" not in json.dumps(made(""))
    assert made("")["settings"]["socket_mode_enabled"]
    assert not made(PUBLIC)["settings"]["socket_mode_enabled"]
    assert set(re.findall(r'"(https?:[^"]*)"', json.dumps(made(PUBLIC)))) == {"https://bot.example/slack/events"}


def test_every_method_that_is_called_has_its_scope_and_every_scope_its_use() -> None:
    source = "".join(file.read_text("utf-8") for file in SLACK.glob("*.py"))
    called = {name.replace("_", ".", 1) for name in re.findall(r"client\.([a-z]+_[a-zA-Z]\w+)\b", source)}
    used = {*called, *manifest.EVENTS, "/deal", "log_to_deal"}
    granted = {*chain(*manifest.SCOPES.values()), *manifest.FREE}
    assert called and called <= granted
    assert all(used & set(uses) for uses in manifest.SCOPES.values())
    assert set(made("")["oauth_config"]["scopes"]) == {"bot"}, "the bot acts as itself, never as a person"


def test_the_page_says_for_each_scope_what_it_is_for() -> None:
    page = (HOUSE / "docs" / "slack.md").read_text("utf-8").split("## What it can do in your workspace")[1]
    cells = [line.split("|")[1] for line in page.split("\n## ")[0].splitlines() if line.startswith("| `")]
    named = [scope for cell in cells for scope in re.findall(r"`([^`]+)`", cell)]
    assert sorted(named) == sorted(manifest.SCOPES)


async def test_the_command_works_under_the_name_that_a_company_gives_it(tmp_path: Path) -> None:
    async with slack_workspace(tmp_path) as workspace:
        answer = await workspace.types("rob", "help", command="/sales")
    assert "Tell me what happened" in words(answer["blocks"])


async def test_cards_say_the_name_that_the_settings_give_the_command(tmp_path: Path) -> None:
    async with slack_workspace(tmp_path, command="/sales") as workspace:
        answer = await workspace.types("rob", "show nothing", command="/sales")
        post = Post("1", Place("slack", TEAM, "C0DEALS"), Card("Hello", (Text(spoken("Type `/deal list`.")),)))
        await asyncio.to_thread(workspace.chat.send, post)
        (message,) = workspace.messages("C0DEALS")
    for said in (answer, message):
        assert "/sales list" in words(said["blocks"])
        assert "/sales list" in said["text"]
        assert "/deal" not in words(said["blocks"])


def test_the_manifest_has_the_name_that_the_settings_give_the_command() -> None:
    found = made("", "/sales")
    assert found["features"]["slash_commands"][0]["command"] == "/sales"
    assert "/sales help" in found["display_information"]["long_description"]
    assert Settings(slack_command="/sales").slack_command == "/sales"
    for wrong in ("sales", "/Sales now", "/"):
        with pytest.raises(ValueError, match="slack_command"):
            Settings(slack_command=wrong)


async def test_every_event_that_is_asked_for_is_handled(tmp_path: Path) -> None:
    ours = {"type": "app_mention", "user": "U0ROB", "team": TEAM, "text": "list"}
    events: dict[str, tuple[dict[str, Any], str]] = {
        "app_mention": ({**ours, "channel": "C1", "ts": "1.1"}, "chat.postEphemeral"),
        "message.im": (
            {**ours, "type": "message", "channel_type": "im", "channel": "D0ROB", "ts": "1.2"},
            "chat.postMessage",
        ),
        "app_home_opened": ({"type": "app_home_opened", "user": "U0ROB", "tab": "home"}, "views.publish"),
        "member_joined_channel": (
            {"type": "member_joined_channel", "user": "U0BOT", "inviter": "U0INA", "channel": "C1", "team": TEAM},
            "users.info",
        ),
        "user_change": ({"type": "user_change", "user": {"id": "U0ROB", "team_id": TEAM}}, "users.info"),
        "app_uninstalled": ({"type": "app_uninstalled"}, "auth.test"),
        "tokens_revoked": ({"type": "tokens_revoked", "tokens": {"bot": ["B0BOT"]}}, "auth.test"),
    }
    assert events.keys() == set(manifest.EVENTS)
    async with slack_workspace(tmp_path) as workspace:
        for event, asked in events.values():
            before = len(workspace.slack.asked)
            assert await workspace.tells(event) == 200
            await workspace.types("rob", "help")  # after `forget` the directory asks again
            assert asked in [method for method, _ in workspace.slack.asked[before:]]


def test_the_command_line_writes_an_icon_of_the_size_that_slack_takes(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "stagecoach.png"
    assert json.loads(terminal.run("slack-manifest", "--icon", file).out) == made("")
    assert struct.unpack(">II", file.read_bytes()[16:24]) == (512, 512)


def test_the_command_line_prints_it_and_takes_only_safe_addresses(terminal: Terminal) -> None:
    said = terminal.run("slack-manifest", "--url", "https://bot.example")
    assert json.loads(said.out) == made("https://bot.example")
    wrong = terminal.run("slack-manifest", "--url", "http://bot.example")
    assert (wrong.code, wrong.err.strip()) == (1, "--url should begin with https://")
