"""Undo in Slack and Teams as in the sandbox, and pressed by two at the same moment."""

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.chat import Answer
from bench.torture.slack import TEAM
from bot.assistant import Assistant
from bot.chats.teams_addresses import SavedReferences
from bot.company import playbook_files
from bot.sandbox.sandbox import Sandbox
from bot.store.export import export
from tests.flows.test_teams_scenes import Stage
from tests.support.card_text import buttons_of
from tests.support.sandbox_script import Say
from tests.support.slack_workspace import SlackWorkspace, slack_workspace, words
from tests.support.stored_deals import together
from tests.support.talking import kinds, spoken
from tests.support.teams_assistant import line


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncIterator[SlackWorkspace]:
    async with slack_workspace(tmp_path) as workspace:
        yield workspace


@pytest.fixture
async def teams(sandbox: Sandbox) -> AsyncIterator[Stage]:
    async with line(sandbox, saved=SavedReferences(sandbox.store)) as on:
        yield Stage(on, sandbox)


async def test_in_slack_a_whole_command_in_a_direct_message_has_undo(workspace: SlackWorkspace) -> None:
    await workspace.types("rob", "new Acme")
    event = {"type": "message", "channel_type": "im", "channel": "D0ROB", "ts": "1.1", "team": TEAM}
    await workspace.tells({**event, "user": "U0ROB", "text": "log acme call went through the offer"})
    (logged,) = workspace.messages("D0ROB")
    undone = await workspace.presses("rob", logged, "Undo", channel="D0ROB")
    assert "Undone on Acme" in words(undone)
    with workspace.store.reading() as tx:
        assert [row["kind"] for row in export(tx, None)["ledger"]] == ["Began", "Logged", "Undone"]


async def test_in_a_slack_channel_nothing_shows_the_button_and_the_command_undoes(workspace: SlackWorkspace) -> None:
    assert "Undo" not in words(await workspace.types("rob", "new Acme"))
    await workspace.types("rob", "log acme call went through the offer")
    assert "so only" in words(await workspace.types("mia", "undo acme"))
    assert "Undone on Acme" in words(await workspace.types("rob", "undo"))


async def test_in_teams_the_button_undoes(teams: Stage) -> None:
    before = kinds(teams.sandbox)
    await teams.say("rob", "log acme call went through the offer")
    assert "Undone on Acme" in await teams.say("rob", "[Undo]")
    assert kinds(teams.sandbox) - before == Counter({"Logged": 1, "Undone": 1})


def test_of_many_presses_at_once_one_counts(sandbox: Sandbox, say: Say) -> None:
    command = buttons_of(say("rob", "log acme call went through the offer"))["Undo"]
    before = kinds(sandbox)

    def press(number: int) -> Answer:
        process = Assistant(sandbox.store, sandbox.wall, playbook_files.texts(None))
        return process.answer(replace(spoken("rob", command, f"press {number}"), talk=False))

    titles = Counter(answer.card.title for answer in together(press, 6))
    assert kinds(sandbox) - before == Counter({"Undone": 1})
    assert titles == Counter({"Undone on Acme": 1, "This is undone already.": 5})
