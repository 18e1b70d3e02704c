"""Which messages Slack's Stagecoach acts on, what it reads in them, and that each is answered once."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bench.torture.slack import TEAM
from bot.store.export import export
from tests.support.slack_workspace import SlackWorkspace, slack_workspace, words

MENTION = {"type": "app_mention", "user": "U0ROB", "channel": "C1", "ts": "17.1", "team": TEAM}
IN_CHANNEL = {**MENTION, "type": "message", "channel_type": "channel"}
DIRECT = {"type": "message", "channel_type": "im", "channel": "D0ROB", "user": "U0ROB", "ts": "17.1", "team": TEAM}


@pytest.fixture(params=[False, True], ids=["http", "socket"])
async def workspace(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[SlackWorkspace]:
    async with slack_workspace(tmp_path, socket=request.param) as workspace:
        yield workspace


@pytest.fixture
async def over_http(tmp_path: Path) -> AsyncIterator[SlackWorkspace]:
    async with slack_workspace(tmp_path) as workspace:
        yield workspace


def deals(workspace: SlackWorkspace) -> list[str]:
    with workspace.store.reading() as tx:
        return [str(row["name"]) for row in export(tx, None)["deals"]]


def answers(workspace: SlackWorkspace, channel: str = "C1") -> list[str]:
    """What people in a channel see of the bot's answers, oldest first."""
    return [words(one["blocks"]) for one in workspace.messages(channel)]


def private(workspace: SlackWorkspace) -> list[str]:
    """What the bot showed to one person alone, in a channel."""
    return [asked["text"] for method, asked in workspace.slack.asked if method == "chat.postEphemeral"]


def edited(before: dict[str, Any], text: str, at: str = "18.1") -> dict[str, Any]:
    """Slack's event for a message that a person edited."""
    where: dict[str, Any] = {name: before[name] for name in ("channel", "channel_type") if name in before}
    message = {**before, "type": "message", "text": text, "edited": {"user": before["user"], "ts": at}}
    return {"type": "message", "subtype": "message_changed", **where, "ts": at, "message": message,
            "previous_message": {**before, "type": "message"}}  # fmt: skip  # one event at a glance


async def test_a_line_in_a_channel_that_mentions_no_one_does_nothing(workspace: SlackWorkspace) -> None:
    await workspace.types("rob", "new Acme")
    assert await workspace.tells({**IN_CHANNEL, "text": "lose acme because ours is better"}) == 200
    assert await workspace.tells({**IN_CHANNEL, "ts": "17.2", "text": "<@U0MIA> new Globex"}) == 200
    assert (answers(workspace), private(workspace), deals(workspace)) == ([], [], ["Acme"])


async def test_a_group_conversation_needs_a_mention_as_a_channel_does(workspace: SlackWorkspace) -> None:
    event = {**DIRECT, "channel": "G1", "channel_type": "mpim"}
    assert await workspace.tells({**event, "text": "new Acme"}) == 200
    assert await workspace.tells({**event, "ts": "17.2", "text": "<@U0BOT> /deal new Globex"}) == 200
    assert deals(workspace) == ["Globex"]


@pytest.mark.parametrize("text", ["<@U0BOT> /deal new Acme", "<@U0BOT> list", "<@U0BOT> nonsense"])
async def test_a_mention_that_comes_as_two_events_is_answered_once(workspace: SlackWorkspace, text: str) -> None:
    events = ({**MENTION, "text": text}, {**IN_CHANNEL, "text": text})
    assert await asyncio.gather(*(workspace.tells(one) for one in events)) == [200, 200]
    assert len(answers(workspace)) + len(private(workspace)) == 1


@pytest.mark.parametrize("event", [MENTION, DIRECT], ids=["mention", "direct"])
async def test_an_event_that_slack_delivers_twice_is_answered_once(
    workspace: SlackWorkspace, event: dict[str, Any]
) -> None:
    said = {**event, "text": "<@U0BOT> /deal new Acme"}
    assert [await workspace.tells(said, number="Ev1") for _ in range(3)] == [200, 200, 200]
    assert len(answers(workspace, event["channel"])) == 1


@pytest.mark.parametrize("thread", [{}, {"thread_ts": "3.1"}], ids=["channel", "thread"])
@pytest.mark.parametrize("taken", [True, False], ids=["posted", "not posted"])
async def test_an_answer_whose_own_answer_was_lost_is_there_once(
    over_http: SlackWorkspace, thread: dict[str, str], taken: bool
) -> None:
    workspace = over_http
    said = {**MENTION, **thread, "text": "<@U0BOT> /deal new Acme"}
    workspace.slack.lose_next("chat.postMessage", taken=taken)
    assert await workspace.tells(said, number="Ev1") == 500
    assert await workspace.tells(said, number="Ev1") == 200
    assert len(answers(workspace)) == 1
    assert deals(workspace) == ["Acme"]


async def test_an_answer_that_was_posted_before_a_restart_is_not_posted_again(tmp_path: Path) -> None:
    said = {**MENTION, "text": "<@U0BOT> /deal new Acme"}
    async with slack_workspace(tmp_path) as before:
        assert await before.tells(said) == 200
        standing = before.slack.kept
    async with slack_workspace(tmp_path) as after:
        after.slack.kept.update(standing)
        assert await after.tells(said, again=1) == 200
        assert len(answers(after)) == 1


async def test_a_look_that_fails_leaves_the_event_to_be_delivered_again(over_http: SlackWorkspace) -> None:
    said = {**MENTION, "text": "<@U0BOT> /deal new Acme"}
    over_http.slack.lose_next("chat.postMessage", taken=True)
    for _ in range(2):
        over_http.slack.lose_next("conversations.replies", taken=True)
    assert [await over_http.tells(said) for _ in range(4)] == [500, 500, 500, 200]
    assert len(answers(over_http)) == 1


async def test_a_file_with_words_is_taken_by_its_words(workspace: SlackWorkspace) -> None:
    files = {"subtype": "file_share", "files": [{"id": "F1"}]}
    assert await workspace.tells({**DIRECT, **files, "text": "/deal new Acme"}) == 200
    assert await workspace.tells({**IN_CHANNEL, **files, "text": "<@U0BOT> /deal new Globex"}) == 200
    assert await workspace.tells({**IN_CHANNEL, **files, "ts": "17.3", "text": "new Initech"}) == 200
    assert sorted(deals(workspace)) == ["Acme", "Globex"]


async def test_a_file_alone_is_answered_that_it_cannot_be_read(workspace: SlackWorkspace) -> None:
    event = {**DIRECT, "subtype": "file_share", "files": [{"id": "F1"}], "text": ""}
    assert await workspace.tells(event) == 200
    (answer,) = answers(workspace, "D0ROB")
    assert "I read tables of deals, contacts and people" in answer


async def test_a_reply_that_is_also_sent_to_the_channel_counts_as_the_message_it_is(workspace: SlackWorkspace) -> None:
    event = {**IN_CHANNEL, "subtype": "thread_broadcast", "thread_ts": "3.1", "text": "<@U0BOT> /deal new Acme"}
    assert await workspace.tells(event) == 200
    (answer,) = workspace.messages("C1")
    assert answer["thread_ts"] == "3.1"
    assert deals(workspace) == ["Acme"]


async def test_an_edit_of_a_message_that_was_carried_out_is_explained_and_changes_nothing(
    workspace: SlackWorkspace,
) -> None:
    said = {**IN_CHANNEL, "text": "<@U0BOT> /deal new Acme"}
    await workspace.tells({**said, "type": "app_mention"})
    assert await workspace.tells(edited(said, "<@U0BOT> /deal new Acme Corp")) == 200
    assert await workspace.tells({**said, "type": "app_mention", "text": "<@U0BOT> /deal new Acme Corp",
                              "edited": {"user": "U0ROB", "ts": "18.1"}}) == 200  # fmt: skip  # the same edit
    assert deals(workspace) == ["Acme"]
    assert len(answers(workspace)) == 1
    (explained,) = private(workspace)
    assert "Editing a message changes nothing" in explained


@pytest.mark.parametrize(
    "first", ["<@U0BOT> /deal nwe Acme", "<@U0BOT> list", "new Acme"], ids=["typo", "look", "unmentioned"]
)
async def test_an_edit_of_a_message_that_saved_nothing_is_carried_out_once(
    workspace: SlackWorkspace, first: str
) -> None:
    said = {**IN_CHANNEL, "text": first}
    await workspace.tells(said)
    for _ in range(2):
        assert await workspace.tells(edited(said, "<@U0BOT> /deal new Acme")) == 200
    assert await workspace.tells(edited(said, "<@U0BOT> /deal new Globex", at="19.1")) == 200
    assert deals(workspace) == ["Acme"]
    assert len(answers(workspace)) == 1
    assert "Editing a message changes nothing" in private(workspace)[-1]


async def test_a_typo_in_a_direct_message_is_mended_by_an_edit(workspace: SlackWorkspace) -> None:
    said = {**DIRECT, "text": "nwe Acme"}
    await workspace.tells(said)
    await workspace.tells(edited(said, "/deal new Acme"))
    assert deals(workspace) == ["Acme"]
    assert len(answers(workspace, "D0ROB")) == 2


async def test_what_only_slack_changed_in_a_message_does_not_count_as_an_edit(workspace: SlackWorkspace) -> None:
    said = {**DIRECT, "text": "list"}
    preview = edited(said, "list")
    del preview["message"]["edited"]
    ours = edited({**said, "user": "U0BOT", "bot_id": "B0BOT"}, "/deal new Acme")
    by_another = edited(said, "/deal new Acme")
    by_another["message"]["edited"]["user"] = "U0MIA"
    for event in (preview, ours, by_another):
        assert await workspace.tells(event) == 200
    assert (deals(workspace), answers(workspace, "D0ROB")) == ([], [])


@pytest.mark.parametrize(
    "other",
    [
        {"bot_id": "B0OTHER"},
        {"bot_id": "B0OTHER", "subtype": "bot_message"},
        {"user": "U0BOT"},
        {"user": "USLACKBOT"},
        {"user": None},
        {"subtype": "message_deleted"},
        {"subtype": "channel_join"},
        {"subtype": "me_message"},
        {"subtype": []},
        {"subtype": "message_changed", "message": [], "previous_message": None},
    ],
    ids=str,
)
async def test_bots_and_notices_are_never_answered(workspace: SlackWorkspace, other: dict[str, Any]) -> None:
    for event in (DIRECT, MENTION, IN_CHANNEL):
        assert await workspace.tells({**event, "text": "<@U0BOT> /deal new Acme", **other}) == 200
    assert (deals(workspace), answers(workspace), answers(workspace, "D0ROB"), private(workspace)) == ([], [], [], [])


@pytest.mark.parametrize(
    "typed",
    [
        "`/deal new Acme &amp; Sons`",
        "*deal new Acme &amp; Sons*",
        "*_/deal new Acme &amp; Sons_*",
        "```deal new Acme &amp; Sons```",
        "```\n/deal new Acme &amp; Sons\n```",
        "&gt;deal new Acme &amp; Sons",
        "“/deal new Acme &amp; Sons”",
        "/deal new “Acme &amp; Sons”",
        "‘/deal new Acme &amp; Sons’",
        "/deal new *Acme &amp; Sons*",
        "`deal` new Acme &amp; Sons",
    ],
)
async def test_marks_around_a_command_are_not_part_of_it(over_http: SlackWorkspace, typed: str) -> None:
    await over_http.tells({**DIRECT, "text": typed})
    await over_http.tells({**MENTION, "ts": "17.2", "text": f"<@U0BOT> {typed.replace('Acme', 'Globex')}"})
    assert sorted(deals(over_http)) == ["Acme & Sons", "Globex & Sons"]


@pytest.mark.parametrize("mark", ["*{}*", "`{}`", "&gt; {}", "```{}```"])
async def test_a_mention_can_be_within_the_marks(over_http: SlackWorkspace, mark: str) -> None:
    await over_http.tells({**MENTION, "text": mark.format("<@U0BOT> /deal new Acme")})
    assert deals(over_http) == ["Acme"]
