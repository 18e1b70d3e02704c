"""What goes out to Teams: answers, presses answered in place, messages of the bot's own, and what becomes of refusals."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from adapters.card import Bold, Card, Text
from adapters.chat import Answer, Inbound, Place, Post, Undeliverable, Unsent
from adapters.teams.chat import TeamsChat
from tests.support import teams_payloads as wire
from tests.support.teams_assistant import Line, RecordingAssistant, line

ACTION = {"verb": "say", "data": {"command": "list", "act": "k.1"}}
ROB = Place("teams", wire.TENANT, wire.user("rob"), "direct")


@pytest.fixture
async def teams() -> AsyncIterator[Line]:
    async with line(RecordingAssistant(), admin=wire.user("ada")) as open_line:
        yield open_line


async def send(teams: Line, post: Post) -> str:
    return await asyncio.to_thread(TeamsChat(teams.driver, teams.references).send, post)


async def test_a_press_is_answered_with_a_card_in_its_place(teams: Line) -> None:
    answer = await teams.post(teams.press("rob", ACTION))
    body = await answer.json()
    assert (body["statusCode"], body["type"]) == (200, "application/vnd.microsoft.card.adaptive")
    assert "Heard: list" in str(body["value"])
    assert not teams.microsoft.sent


async def test_a_press_that_makes_no_sense_gets_a_reason(teams: Line) -> None:
    body = await (await teams.post(teams.press("rob", ACTION) | {"value": {"action": {"data": {}}}})).json()
    assert (body["statusCode"], body["type"]) == (400, "application/vnd.microsoft.error")
    body = await (await teams.post(teams.press("rob", ACTION) | {"name": "fileConsent/invoke"})).json()
    assert body["type"] == "application/vnd.microsoft.error"
    body = await (await teams.post(teams.press("rob", ACTION) | {"name": "task/fetch"})).json()
    assert body["task"]["type"] == "message"


class Unable:
    """An assistant that carries nothing out."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.fault = fault

    def answer(self, inbound: Inbound) -> Answer:
        if self.fault:
            raise self.fault
        return Answer(Card("Not saved", (Text(("Say it ", Bold("again"), ".")),), "stop"), undone=True)


async def test_after_a_press_without_effect_the_words_are_under_the_card() -> None:
    async with line(Unable()) as teams:
        body = await (await teams.post(teams.press("rob", ACTION))).json()
        assert body == {
            "statusCode": 200,
            "type": "application/vnd.microsoft.activity.message",
            "value": "Not saved Say it again.",
        }
        await teams.post(teams.message("rob", "list"))
        assert "Not saved" in str(teams.microsoft.sent[0])


async def test_a_press_that_breaks_is_answered_in_words() -> None:
    async with line(Unable(RuntimeError("secret"))) as teams:
        answer = await teams.post(teams.press("rob", ACTION))
        body = await answer.json()
    assert (answer.status, body["statusCode"], body["type"]) == (200, 500, "application/vnd.microsoft.error")
    assert "press it again" in body["value"]["message"]
    assert "secret" not in str(body)


async def test_a_message_is_answered_in_its_own_thread(teams: Line) -> None:
    activity = teams.message("rob", "list", personal=False)
    await teams.post(activity)
    ((where, how, sent),) = teams.microsoft.sent
    assert where == f"{wire.CHANNEL};messageid=1700000000000"
    assert how == f"POST {activity['id']}"
    assert sent["attachments"][0]["contentType"] == "application/vnd.microsoft.card.adaptive"


async def test_five_turns_take_one_token_and_one_look_at_who_speaks(teams: Line) -> None:
    for _ in range(5):
        await teams.post(teams.message("rob", "list"))
    assert len(teams.microsoft.sent) == 5
    assert (teams.microsoft.tokens, teams.microsoft.asked, teams.microsoft.looks) == (1, 1, 1)


async def test_an_answer_that_teams_has_no_time_for_is_sent_again(teams: Line) -> None:
    teams.microsoft.answers = [web.Response(status=429, headers={"Retry-After": "0"})]
    assert (await teams.post(teams.message("rob", "list"))).status == 200
    assert len(teams.microsoft.sent) == 1


async def test_where_it_is_installed_the_bot_writes_by_itself_until_it_is_taken_out() -> None:
    heard = RecordingAssistant()
    async with line(heard, admin=wire.user("ada")) as teams:
        await _installed_and_taken_out(teams, heard)


async def _installed_and_taken_out(teams: Line, heard: RecordingAssistant) -> None:
    put_in = teams.message("rob", "") | {"type": "installationUpdate", "action": "add"}
    await teams.post(put_in)
    assert [(one.text, one.unasked) for one in heard.inbound] == [("welcome", True)]
    sent = await send(teams, Post("p1", ROB, Card("News")))
    assert await send(teams, Post("p2", ROB, Card("Newer"), replaces=sent)) == sent
    assert [how for _, how, _ in teams.microsoft.sent] == ["POST", f"PUT {sent}"]
    await teams.post(put_in | {"action": "remove"})
    with pytest.raises(Undeliverable):
        await send(teams, Post("p3", ROB, Card("Nobody hears")))


async def test_a_team_that_removes_the_bot_gets_nothing_in_any_channel(teams: Line) -> None:
    team = {"channelData": {"tenant": {"id": wire.TENANT}, "team": {"id": "19:team@thread.tacv2"}}}
    await teams.post(teams.message("rob", "list", personal=False) | team)
    await teams.post(teams.message("rob", "list"))
    general = {"id": "19:team@thread.tacv2", "conversationType": "channel", "tenantId": wire.TENANT}
    gone = teams.message("rob", "", personal=False) | team | {"type": "installationUpdate", "action": "remove"}
    await teams.post(gone | {"conversation": general})
    assert [place.kind for place in teams.references.saved] == ["direct"]


async def test_a_token_that_teams_refuses_is_requested_again(teams: Line) -> None:
    await teams.post(teams.message("rob", "list"))
    teams.microsoft.answers = [web.Response(status=401)]
    with pytest.raises(Unsent):
        await send(teams, Post("p", ROB, Card("News")))
    await send(teams, Post("p", ROB, Card("News")))
    assert teams.microsoft.tokens == 2


async def test_a_late_refusal_of_an_older_token_leaves_the_new_one(teams: Line) -> None:
    await teams.post(teams.message("rob", "list"))
    teams.microsoft.gives = "newer"
    teams.microsoft.answers = [web.Response(status=401), web.Response(status=401)]
    with pytest.raises(Unsent):
        await send(teams, Post("p", ROB, Card("News")))
    token = teams.driver._token
    assert token
    await asyncio.to_thread(token.signed_session)
    token.forget("Bearer bot")  # another thread was refused with it too, and comes after
    with pytest.raises(Unsent):
        await send(teams, Post("p", ROB, Card("News")))
    assert teams.microsoft.tokens == 2
    await send(teams, Post("p", ROB, Card("News")))
    assert teams.microsoft.tokens == 3, "the new one was refused itself"


async def test_where_teams_says_that_the_bot_is_gone_nothing_more_is_sent(teams: Line) -> None:
    await teams.post(teams.message("rob", "list"))
    teams.microsoft.answers = [web.json_response({"error": {"code": "MessageWritesBlocked"}}, status=403)]
    for _ in range(2):
        with pytest.raises(Undeliverable):
            await send(teams, Post("p", ROB, Card("News")))
    assert len(teams.microsoft.sent) == 1


@pytest.mark.parametrize(
    ("status", "wait", "meant"),
    [
        (429, "7", Unsent),
        (412, None, Unsent),
        (502, None, Unsent),
        (504, "Wed, 21 Oct 2026 07:28:00 GMT", Unsent),
        (403, None, Undeliverable),
        (404, None, Undeliverable),
        (413, None, Undeliverable),
    ],
)
async def test_a_refusal_means_later_or_never(
    teams: Line, status: int, wait: str | None, meant: type[Unsent | Undeliverable]
) -> None:
    await teams.post(teams.message("rob", "list"))
    headers = {"Retry-After": wait} if wait else {}
    teams.microsoft.answers = [web.Response(status=status, text="<html>", content_type="text/html", headers=headers)]
    with pytest.raises(meant) as caught:
        await send(teams, Post("p", ROB, Card("News")))
    if isinstance(caught.value, Unsent):
        assert caught.value.wait == (7.0 if wait == "7" else None)


@pytest.mark.parametrize(
    "service",
    [
        "https://evil.example/emea/",
        "http://smba.trafficmanager.net/emea/",
        "https://smba.trafficmanager.net.evil.example/",
        "https://smba.trafficmanager.net@evil.example/",
        "https://smba.trafficmanager.net:444/",
        "https://[",
        "file:///etc/passwd",
    ],
)
async def test_a_poisoned_reference_gets_no_token(teams: Line, service: str) -> None:
    await teams.post(teams.press("rob", ACTION))
    tokens, saved = teams.microsoft.tokens, teams.references.find(ROB)
    assert saved
    teams.references.saved = {ROB: {**saved, "serviceUrl": service}}
    with pytest.raises(Undeliverable, match="isn't an address of Teams"):
        await send(teams, Post("p", ROB, Card("Secret")))
    assert teams.microsoft.tokens == tokens


async def test_what_is_kept_of_a_conversation_is_all_that_teams_said(teams: Line) -> None:
    await teams.post(teams.message("rob", "list", personal=False))
    ((place, saved),) = teams.references.saved.items()
    assert place.id == saved["conversation"]["id"] == wire.CHANNEL
    assert saved["conversation"]["tenantId"] == saved["tenantId"] == wire.TENANT


async def test_a_person_unknown_to_teams_gets_no_answer(teams: Line) -> None:
    answer = await teams.post(teams.message("zoe", "list"))
    assert answer.status == 400
    assert not teams.microsoft.sent


async def test_while_teams_does_not_say_who_speaks_only_the_signed_id_is_known() -> None:
    assistant = RecordingAssistant()
    async with line(assistant, admin=wire.user("rob")) as cut:
        cut.driver._token._address = "http://127.0.0.1:1/"  # type: ignore[union-attr]  # the login is away
        await cut.post(cut.press("rob", ACTION))
    (inbound,) = assistant.inbound
    assert (inbound.speaker.user, inbound.speaker.standing) == (wire.user("rob"), "unvouched")
    assert not inbound.speaker.email
    assert not inbound.speaker.admin
