"""Slack end to end: signed requests in, Slack's own shapes out, and what the people there would see."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from adapters.card import Card
from adapters.chat import Place, Post, Unsent
from bench.torture.slack import TEAM, Fault, broke, reset, too_many
from bot.store.export import export
from tests.support.slack_workspace import SlackWorkspace, slack_workspace, words


@pytest.fixture(params=[False, True], ids=["http", "socket"])
async def workspace(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[SlackWorkspace]:
    async with slack_workspace(tmp_path, socket=request.param) as workspace:
        yield workspace


async def test_a_command_is_answered_in_its_own_response(workspace: SlackWorkspace) -> None:
    said = await workspace.types("rob", "new Acme")
    assert said["response_type"] == "in_channel"
    assert "Prospecting" in words(said)
    refused = await workspace.types("rob", "advance acme to closing")
    assert refused["response_type"] == "ephemeral"
    assert "No one can skip a stage" in words(refused)


async def test_a_command_that_comes_twice_is_done_once(workspace: SlackWorkspace) -> None:
    first = await workspace.types("rob", "new Acme", trigger="same")
    assert await workspace.types("rob", "new Acme", trigger="same") == first
    assert len(rows(workspace, "deals")) == 1


async def test_the_form_of_a_refusal_is_a_dialog_with_its_errors_beside_the_fields(workspace: SlackWorkspace) -> None:
    await workspace.types("rob", "new Acme")
    refused = await workspace.types("rob", "advance acme")
    dialog = await workspace.presses("rob", refused, "Answer now")
    assert dialog["type"] == "modal"
    empty = await workspace.fills_in("rob", dialog, source="nonsense", contact="Carla Chen, CFO")
    assert "source" in empty["errors"]
    assert "Source" in words(await workspace.fills_in("rob", dialog, source="referral", contact="Carla Chen, CFO"))
    assert "is now in Qualification" in words(await workspace.types("rob", "advance acme"))


async def test_a_mention_delivered_twice_is_done_once_and_answered_in_its_channel(workspace: SlackWorkspace) -> None:
    event = {
        "type": "app_mention",
        "user": "U0ROB",
        "channel": "C1",
        "ts": "17.1",
        "text": "<@U0BOT> /deal new Acme",
        "team": TEAM,
    }
    assert await workspace.tells(event) == 200
    assert await workspace.tells({**event, "type": "message", "channel_type": "channel"}) == 200
    assert len(rows(workspace, "deals")) == 1
    assert "Acme" in words(workspace.messages("C1")[0]["blocks"])


async def test_a_direct_message_is_answered_there_and_our_own_are_not(workspace: SlackWorkspace) -> None:
    event = {"type": "message", "channel_type": "im", "channel": "D0ROB", "ts": "1.1", "team": TEAM}
    assert await workspace.tells({**event, "user": "U0ROB", "text": "list"}) == 200
    assert await workspace.tells({**event, "bot_id": "B0BOT", "user": "U0BOT", "text": "list", "ts": "1.2"}) == 200
    assert await workspace.tells({**event, "subtype": "message_changed", "ts": "1.3"}) == 200
    assert len(workspace.messages("D0ROB")) == 1


async def test_a_message_is_logged_to_a_deal_from_its_menu(workspace: SlackWorkspace) -> None:
    nothing = await workspace.logs("rob", "They want it by May")
    assert "You have no open deal" in words(nothing["blocks"])
    await workspace.types("rob", "new Acme")
    dialog = await workspace.logs("rob", "They want it by May &amp; cheaper")
    noted = next(one["element"]["initial_value"] for one in dialog["blocks"] if one["block_id"] == "note")
    assert noted == "They want it by May & cheaper"
    said = await workspace.fills_in(
        "rob", dialog, deal=str(rows(workspace, "deals")[0]["id"]), activity="call", note=noted
    )
    assert "Logged on Acme" in words(said["blocks"])
    (logged,) = (str(row["body"]) for row in rows(workspace, "ledger") if "by May & cheaper" in str(row["body"]))
    assert "1970-01-01T00:00" in logged, "the message's own moment"


async def test_the_menu_picks_the_deal_that_the_message_names_and_keeps_its_link(workspace: SlackWorkspace) -> None:
    for name in ("Acme", "Globex"):
        await workspace.types("rob", f"new {name}")
    unnamed = await workspace.logs("rob", "They want it by May")
    assert "initial_option" not in _deal_field(unnamed), "of two deals the person chooses"
    dialog = await workspace.logs("rob", "Globex wants it by May")
    globex = next(row["id"] for row in rows(workspace, "deals") if row["name"] == "Globex")
    assert _deal_field(dialog)["initial_option"]["value"] == globex
    await workspace.fills_in("rob", dialog, activity="call")
    [logged] = [row for row in rows(workspace, "ledger") if row["kind"] == "Logged"]
    assert logged["deal"] == globex
    assert logged["link"] == "https://acme.slack.com/archives/C0DEALS/p55"


async def test_the_menu_picks_the_deal_of_the_channel_where_none_is_named(workspace: SlackWorkspace) -> None:
    for name in ("Acme", "Globex"):
        await workspace.types("rob", f"new {name}")
    await workspace.types("rob", "here globex", channel="C0GLOBEX")
    dialog = await workspace.logs("rob", "They want it by May", channel="C0GLOBEX")
    assert _deal_field(dialog)["initial_option"]["text"]["text"] == "Globex"


def _deal_field(dialog: Any) -> Any:
    return next(one["element"] for one in dialog["blocks"] if one["block_id"] == "deal")


async def test_events_that_mean_nothing_to_us_are_acknowledged(workspace: SlackWorkspace) -> None:
    assert await workspace.tells({"type": "team_rename", "name": "Acme"}) == 200
    assert await workspace.tells({"type": "app_uninstalled"}) == 200


async def test_home_shows_what_one_person_has_to_do(workspace: SlackWorkspace) -> None:
    await workspace.types("rob", "new Acme")
    assert await workspace.tells({"type": "app_home_opened", "user": "U0ROB", "tab": "home", "team": TEAM}) == 200
    method, asked = workspace.slack.asked[-1]
    assert method == "views.publish"
    assert "Acme" in asked["view"]


@pytest.mark.parametrize(
    ("person", "team", "sentence"),
    [
        ({"is_restricted": True}, TEAM, "You are a guest here"),
        ({"is_ultra_restricted": True}, TEAM, "You are a guest here"),
        ({"is_bot": True}, TEAM, "I don't take commands from another bot"),
        ({"deleted": True}, TEAM, "deactivated"),
        ({"team_id": "T9OTHER"}, TEAM, "You are from another organisation"),
        ({"is_stranger": True}, TEAM, "You are from another organisation"),
        ({}, "T9OTHER", "You are from another organisation"),
    ],
    ids=["guest", "guest of one channel", "bot", "deactivated", "shared channel", "stranger", "same ids elsewhere"],
)
async def test_a_user_who_is_not_a_full_member_gets_a_sentence_and_changes_nothing(
    workspace: SlackWorkspace, person: dict[str, object], team: str, sentence: str
) -> None:
    await workspace.types("rob", "new Acme")
    card = await workspace.types("rob", "show acme")
    dialog = await workspace.presses("rob", await workspace.types("rob", "advance acme"), "Answer now")
    workspace.slack.people["U0MIA"] = person
    before = everything(workspace)
    await workspace.tells({"type": "tokens_revoked"})  # the directory asks again for known users
    assert sentence in words(await workspace.types("mia", "lose acme because ours", team=team))
    assert sentence in words(await workspace.presses("mia", card, "Log a call", team=team))
    assert sentence in words(
        await workspace.fills_in("mia", dialog, team=team, source="referral", contact="Carla Chen, CFO")
    )
    event = {"type": "app_mention", "user": "U0MIA", "channel": "C1", "ts": "9.1", "text": "new Umbra", "team": team}
    assert await workspace.tells(event) == 200
    asked = workspace.slack.asked[-1]
    assert asked[0] == "chat.postEphemeral"
    assert sentence in asked[1]["text"]
    assert everything(workspace) == before


async def test_a_message_whose_answer_was_lost_is_there_once(workspace: SlackWorkspace) -> None:
    await workspace.types("rob", "new Acme")
    await workspace.types("rob", "engage acme legal because they want our paper changed")
    leo = Place("slack", TEAM, "U0LEO", "direct")
    post = Post("outbox1", leo, Card("Acme needs Legal"))
    sent = workspace.chat.send(post)
    assert workspace.chat.send(replace(post, again=True)) == sent
    assert len(workspace.messages("D0LEO")) == 1


@pytest.mark.parametrize("fault", [too_many, broke, reset])
async def test_what_slack_did_not_take_goes_out_later(workspace: SlackWorkspace, fault: Fault) -> None:
    workspace.slack.next_faults.append(fault)
    post = Post("outbox1", Place("slack", TEAM, "C1"), Card("Acme"))
    with pytest.raises(Unsent):
        await asyncio.to_thread(workspace.chat.send, post)
    assert (await asyncio.to_thread(workspace.chat.send, replace(post, again=True))).startswith("C1:")


def rows(workspace: SlackWorkspace, table: str) -> list[dict[str, object]]:
    return everything(workspace)[table]


def everything(workspace: SlackWorkspace) -> dict[str, list[dict[str, object]]]:
    with workspace.store.reading() as tx:
        return export(tx, None)
