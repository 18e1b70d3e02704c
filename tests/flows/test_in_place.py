"""In place: answers where they belong, and private ones that can be shown to all."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from aiohttp import web

from adapters.slack import messages
from bench.torture.slack import TEAM
from tests.adapters.teams.test_render import actions
from tests.flows.test_teams_scenes import (
    Stage,
    teams,  # noqa: F401  # a fixture, used by its name
)
from tests.support.card_text import text_of
from tests.support.sandbox_script import Say
from tests.support.slack_workspace import SlackWorkspace, labels, slack_workspace, words

MENTION = {"type": "app_mention", "user": "U0ROB", "channel": "C1", "ts": "17.1", "team": TEAM}
DIRECT = {"type": "message", "channel_type": "im", "channel": "D0ROB", "user": "U0ROB", "ts": "17.1", "team": TEAM}


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncIterator[SlackWorkspace]:
    async with slack_workspace(tmp_path) as workspace:
        yield workspace


def edited(before: dict[str, Any], text: str, at: str) -> dict[str, Any]:
    message = {**before, "type": "message", "text": text, "edited": {"user": before["user"], "ts": at}}
    where: dict[str, Any] = {name: before[name] for name in ("channel", "channel_type") if name in before}
    event = {"type": "message", "subtype": "message_changed", **where, "ts": at, "message": message}
    return {**event, "previous_message": {**before, "type": "message"}}


async def test_a_mention_is_answered_in_its_thread(workspace: SlackWorkspace) -> None:
    await workspace.tells({**MENTION, "text": "<@U0BOT> /deal new Acme"})
    await workspace.tells({**MENTION, "ts": "18.1", "thread_ts": "3.3", "text": "<@U0BOT> /deal new Globex"})
    assert [one["thread_ts"] for one in workspace.messages("C1")] == ["17.1", "3.3"]


async def test_what_one_person_looked_up_stays_where_they_look(workspace: SlackWorkspace) -> None:
    """Slack shows a private message only in a thread that has begun."""
    await workspace.types("rob", "new Acme")
    await workspace.tells({**MENTION, "text": "<@U0BOT> show acme"})
    (private,) = [said for method, said in workspace.slack.asked if method == "chat.postEphemeral"]
    assert "thread_ts" not in private


async def test_the_answer_to_an_edited_question_takes_the_place_of_the_first(workspace: SlackWorkspace) -> None:
    for name in ("Acme", "Globex"):
        await workspace.types("rob", f"new {name}")
    first = {**DIRECT, "text": "show acme"}
    await workspace.tells(first)
    await workspace.tells(edited(first, "show globex", "18.1"))
    assert len(workspace.messages("D0ROB")) == 1
    ((_, edit),) = [one for one in workspace.slack.asked if one[0] == "chat.update"]
    assert "Globex" in edit["text"]


async def test_an_edit_that_comes_while_the_first_answer_is_on_its_way_takes_its_place(
    workspace: SlackWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "PATIENCE_SECONDS", 30)
    for name in ("Acme", "Globex"):
        await workspace.types("rob", f"new {name}")
    slack, on_its_way, goes_on = workspace.slack, Event(), Event()

    async def slowly(_: web.Request) -> web.StreamResponse:
        """The first answer takes a while until Slack shows it."""
        said = slack.asked[-1][1]
        on_its_way.set()
        await asyncio.to_thread(goes_on.wait, 30)
        return web.json_response(slack._do("chat.postMessage", said))

    slack.next_faults.append(slowly)
    before = {**DIRECT, "text": "show acme"}
    first = asyncio.create_task(workspace.tells(before))
    await asyncio.to_thread(on_its_way.wait, 30)
    edit = asyncio.create_task(workspace.tells(edited(before, "show globex", "18.1")))
    await asyncio.wait({edit}, timeout=0.3)
    goes_on.set()
    assert (await first, await edit) == (200, 200)
    assert len(workspace.messages("D0ROB")) == 1
    ((_, change),) = [one for one in slack.asked if one[0] == "chat.update"]
    assert "Globex" in change["text"]


async def test_a_private_answer_can_be_posted_for_everyone(workspace: SlackWorkspace) -> None:
    await workspace.types("rob", "new Acme")
    private = await workspace.types("rob", "show acme")
    assert private["response_type"] == "ephemeral"
    assert labels(private["blocks"])[-1] == "Post here"
    public = await workspace.presses("rob", private, "Post here")
    assert public["response_type"] == "in_channel"
    assert "Acme" in words(public["blocks"])
    assert "Post here" not in labels(public["blocks"])


@pytest.mark.parametrize("line", ["history acme", "help", "home", "show nothing"])
async def test_what_is_for_one_person_is_not_offered_to_all(workspace: SlackWorkspace, line: str) -> None:
    await workspace.types("rob", "new Acme")
    assert "Post here" not in labels((await workspace.types("rob", line))["blocks"])
    assert (await workspace.types("rob", f"post {line}"))["response_type"] == "ephemeral"


async def test_alone_with_the_bot_there_is_no_one_to_post_to(workspace: SlackWorkspace) -> None:
    await workspace.types("rob", "new Acme")
    assert "Post here" not in labels((await workspace.types("rob", "show acme", channel="D0ROB"))["blocks"])


def test_posting_saves_nothing_and_a_change_is_never_posted_for_someone(say: Say) -> None:
    assert "Globex" in say("rob", "post show globex").title
    card = say("rob", "post lose globex because ours")
    assert "is lost" not in card.title
    assert "Qualification" in text_of(say("rob", "show globex"))


async def test_in_teams_a_private_answer_is_posted_as_a_message_of_its_own(teams: Stage) -> None:  # noqa: F811  # the fixture
    await teams.say("rob", "show globex", personal=False)
    post = next(one for one in actions(teams.cards["rob"]) if one["title"] == "Post here")
    sent = len(teams.on.microsoft.sent)
    body = await (await teams.on.post(teams.on.press("rob", post, personal=False))).json()
    assert body["type"] == "application/vnd.microsoft.activity.message"
    ((_, _, made),) = teams.on.microsoft.sent[sent:]
    assert "recipient" not in made
    assert len(teams.on.microsoft.targeted) == 1


async def test_an_edit_without_its_moment_is_answered_and_waits_for_nothing(workspace: SlackWorkspace) -> None:
    odd = {**DIRECT, "text": "list", "edited": {"user": "U0ROB"}}
    assert await asyncio.wait_for(workspace.tells(odd), 20) == 200
