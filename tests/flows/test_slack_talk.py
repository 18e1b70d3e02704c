"""Slack end to end: signed requests in, Slack's own shapes out, and what the people there would see."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.card import Card
from adapters.chat import Place, Post, Unsent
from bench.torture.slack import TEAM, Fault, broke, reset, too_many
from bot.store.export import export
from tests.support.slack_workspace import SlackHouse, slack_house, words


@pytest.fixture(params=[False, True], ids=["http", "socket"])
async def house(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[SlackHouse]:
    async with slack_house(tmp_path, socket=request.param) as house:
        yield house


async def test_a_command_is_answered_in_its_own_response(house: SlackHouse) -> None:
    said = await house.types("rob", "new Acme")
    assert said["response_type"] == "in_channel"
    assert "Prospecting" in words(said)
    refused = await house.types("rob", "advance acme to closing")
    assert refused["response_type"] == "ephemeral"
    assert "No stage is skipped" in words(refused)


async def test_a_command_that_comes_twice_is_done_once(house: SlackHouse) -> None:
    first = await house.types("rob", "new Acme", trigger="same")
    assert await house.types("rob", "new Acme", trigger="same") == first
    assert len(rows(house, "deals")) == 1


async def test_the_form_of_a_refusal_is_a_dialog_with_its_errors_beside_the_fields(house: SlackHouse) -> None:
    await house.types("rob", "new Acme")
    refused = await house.types("rob", "advance acme")
    dialog = await house.presses("rob", refused, "what is proven")
    assert dialog["type"] == "modal"
    empty = await house.fills_in("rob", dialog, source="nonsense", contact="Carla Chen, CFO")
    assert "source" in empty["errors"]
    assert "Source" in words(await house.fills_in("rob", dialog, source="referral", contact="Carla Chen, CFO"))
    assert "is now in Qualification" in words(await house.types("rob", "advance acme"))


async def test_a_mention_told_twice_is_done_once_and_answered_in_its_channel(house: SlackHouse) -> None:
    event = {
        "type": "app_mention",
        "user": "U0ROB",
        "channel": "C1",
        "ts": "17.1",
        "text": "<@U0BOT> new Acme",
        "team": TEAM,
    }
    assert await house.tells(event) == 200
    assert await house.tells({**event, "type": "message", "channel_type": "channel"}) == 200
    assert len(rows(house, "deals")) == 1
    assert "Acme" in words(house.messages("C1")[0]["blocks"])


async def test_a_direct_message_is_answered_there_and_our_own_are_not(house: SlackHouse) -> None:
    event = {"type": "message", "channel_type": "im", "channel": "D0ROB", "ts": "1.1", "team": TEAM}
    assert await house.tells({**event, "user": "U0ROB", "text": "list"}) == 200
    assert await house.tells({**event, "bot_id": "B0BOT", "user": "U0BOT", "text": "list", "ts": "1.2"}) == 200
    assert await house.tells({**event, "subtype": "message_changed", "ts": "1.3"}) == 200
    assert len(house.messages("D0ROB")) == 1


async def test_a_message_is_logged_to_a_deal_from_its_menu(house: SlackHouse) -> None:
    nothing = await house.logs("rob", "They want it by May")
    assert "You have no open deal" in words(nothing["blocks"])
    await house.types("rob", "new Acme")
    dialog = await house.logs("rob", "They want it by May &amp; cheaper")
    noted = next(one["element"]["initial_value"] for one in dialog["blocks"] if one["block_id"] == "note")
    assert noted == "They want it by May & cheaper"
    said = await house.fills_in("rob", dialog, deal=str(rows(house, "deals")[0]["id"]), activity="call", note=noted)
    assert "Logged on Acme" in words(said["blocks"])
    assert any("by May & cheaper" in str(row["body"]) for row in rows(house, "ledger"))


async def test_events_that_mean_nothing_to_us_are_acknowledged(house: SlackHouse) -> None:
    assert await house.tells({"type": "team_rename", "name": "Acme"}) == 200
    assert await house.tells({"type": "app_uninstalled"}) == 200


async def test_home_shows_what_one_person_has_to_do(house: SlackHouse) -> None:
    await house.types("rob", "new Acme")
    assert await house.tells({"type": "app_home_opened", "user": "U0ROB", "tab": "home", "team": TEAM}) == 200
    method, asked = house.slack.asked[-1]
    assert method == "views.publish"
    assert "Acme" in asked["view"]


@pytest.mark.parametrize(
    ("person", "team", "sentence"),
    [
        ({"is_restricted": True}, TEAM, "guests can look on"),
        ({"is_ultra_restricted": True}, TEAM, "guests can look on"),
        ({"is_bot": True}, TEAM, "does not take orders"),
        ({"deleted": True}, TEAM, "deactivated"),
        ({"team_id": "T9OTHER"}, TEAM, "from another one"),
        ({"is_stranger": True}, TEAM, "from another one"),
        ({}, "T9OTHER", "from another one"),
    ],
    ids=["guest", "guest of one channel", "bot", "deactivated", "shared channel", "stranger", "same ids elsewhere"],
)
async def test_who_is_no_full_member_gets_a_sentence_and_changes_nothing_by_any_way(
    house: SlackHouse, person: dict[str, object], team: str, sentence: str
) -> None:
    await house.types("rob", "new Acme")
    card = await house.types("rob", "show acme")
    dialog = await house.presses("rob", await house.types("rob", "advance acme"), "what is proven")
    house.slack.people["U0MIA"] = person
    before = everything(house)
    await house.tells({"type": "tokens_revoked"})  # whoever was known is asked for anew
    assert sentence in words(await house.types("mia", "lose acme because ours", team=team))
    assert sentence in words(await house.presses("mia", card, "Show history", team=team))
    assert sentence in words(
        await house.fills_in("mia", dialog, team=team, source="referral", contact="Carla Chen, CFO")
    )
    event = {"type": "app_mention", "user": "U0MIA", "channel": "C1", "ts": "9.1", "text": "new Umbra", "team": team}
    assert await house.tells(event) == 200
    asked = house.slack.asked[-1]
    assert asked[0] == "chat.postEphemeral"
    assert sentence in asked[1]["text"]
    assert everything(house) == before


async def test_a_message_whose_answer_was_lost_stands_there_once(house: SlackHouse) -> None:
    await house.types("rob", "new Acme")
    await house.types("rob", "engage acme legal because they want our paper changed")
    leo = Place("slack", TEAM, "U0LEO", "direct")
    post = Post("outbox1", leo, Card("Acme needs Legal"))
    sent = house.chat.send(post)
    assert house.chat.send(replace(post, again=True)) == sent
    assert len(house.messages("D0LEO")) == 1


@pytest.mark.parametrize("fault", [too_many, broke, reset])
async def test_what_slack_did_not_take_goes_out_later(house: SlackHouse, fault: Fault) -> None:
    house.slack.next_faults.append(fault)
    post = Post("outbox1", Place("slack", TEAM, "C1"), Card("Acme"))
    with pytest.raises(Unsent):
        await asyncio.to_thread(house.chat.send, post)
    assert (await asyncio.to_thread(house.chat.send, replace(post, again=True))).startswith("C1:")


def rows(house: SlackHouse, table: str) -> list[dict[str, object]]:
    return everything(house)[table]


def everything(house: SlackHouse) -> dict[str, list[dict[str, object]]]:
    with house.store.reading() as tx:
        return export(tx, None)
