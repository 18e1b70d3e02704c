"""Private answers in Teams: to the asker alone in a channel, and in their own chat where Teams can't do that."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from adapters.card import Button, Buttons, Card, Text
from adapters.chat import Answer, Inbound, Place
from adapters.teams.render import drawn
from tests.adapters.teams.test_render import read
from tests.support import teams_payloads as wire
from tests.support.teams_assistant import Line, RecordingAssistant, line

BOT = {"type": "mention", "text": "<at>Stagecoach</at>", "mentioned": {"id": wire.BOT, "name": "Stagecoach"}}


class Public(RecordingAssistant):
    """An assistant whose every answer is for everyone in the place."""

    def answer(self, inbound: Inbound) -> Answer:
        return Answer(super().answer(inbound).card, "place")


@pytest.fixture
async def teams() -> AsyncIterator[Line]:
    async with line(RecordingAssistant()) as open_line:
        yield open_line


def asked(teams: Line) -> dict[str, Any]:
    return teams.message("rob", "<at>Stagecoach</at> list", BOT, personal=False)


def slash(teams: Line, text: str) -> dict[str, Any]:
    return wire.slash("rob", text, teams.microsoft.service)


async def test_what_one_person_asked_in_a_channel_only_they_see(teams: Line) -> None:
    activity = asked(teams)
    await teams.post(activity)
    ((where, how, made),) = teams.microsoft.sent
    assert (where.partition(";")[0], how) == (wire.CHANNEL, f"POST {activity['id']}")
    assert made["recipient"] == {"id": wire.account("rob"), "name": "Rob Reyes", "isTargeted": True}
    assert teams.microsoft.targeted == [wire.account("rob")]


async def test_a_change_in_a_channel_is_for_everyone_there() -> None:
    async with line(Public()) as teams:
        await teams.post(asked(teams))
        assert not teams.microsoft.targeted
        assert "recipient" not in teams.microsoft.sent[0][2]


async def test_a_slash_command_is_answered_privately_even_where_it_changed_something() -> None:
    async with line(Public()) as teams:
        await teams.post(slash(teams, "/advance acme"))
        assert teams.microsoft.targeted == [wire.account("rob")]


@pytest.mark.parametrize("typed", ["/advance acme", "advance acme", "/deal advance acme", "/Stagecoach advance acme"])
async def test_a_slash_command_is_read_without_its_sign(typed: str) -> None:
    heard = RecordingAssistant()
    async with line(heard) as teams:
        await teams.post(slash(teams, typed))
    assert [one.text for one in heard.inbound] == ["advance acme"]


async def test_a_line_with_a_slash_that_everyone_sees_is_read_as_before() -> None:
    heard = RecordingAssistant()
    async with line(heard) as teams:
        await teams.post(teams.message("rob", "/deal list"))
        await teams.post(teams.message("rob", "and/or"))
    assert [one.text for one in heard.inbound] == ["list", "and/or"]


async def test_where_teams_has_no_private_messages_the_answer_comes_in_their_own_chat(teams: Line) -> None:
    teams.microsoft.knows_targeted = False
    await teams.post(teams.message("rob", "list"))
    for _ in range(2):
        await teams.post(asked(teams))
    assert [where for where, _, _ in teams.microsoft.sent] == ["a:rob"] * 3


async def test_a_chat_that_is_not_there_yet_is_opened_and_remembered(teams: Line) -> None:
    teams.microsoft.knows_targeted = False
    await teams.post(asked(teams))
    assert [where for where, _, _ in teams.microsoft.sent] == ["a:rob"]
    saved = teams.references.find(Place("teams", wire.TENANT, wire.user("rob"), "direct"))
    assert saved
    assert saved["conversation"]["id"] == "a:rob"


async def test_where_no_chat_can_be_opened_everyone_reads_only_that_there_is_an_answer(teams: Line) -> None:
    teams.microsoft.knows_targeted = teams.microsoft.opens_chats = False
    await teams.post(asked(teams))
    ((where, _, made),) = teams.microsoft.sent
    assert where.startswith(wire.CHANNEL)
    assert "I have an answer for you alone" in json.dumps(made)
    assert "Heard" not in json.dumps(made)


def test_no_card_turns_or_hides_words() -> None:
    name = "Acme \u202egnihtemos\u202c \u2066x\u2069 \u200bInc"
    made = drawn(Card(name, (Text((name,)), Buttons((Button(name, "show acme"),)))), "k")
    assert not [one for one in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b" if one in str(made)]
    assert "Acme gnihtemos x Inc" in read(made)
