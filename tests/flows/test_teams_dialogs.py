"""Dialogs in Teams: forms and *Show* open beside the card, so that nothing takes the place of a nudge or a digest."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from adapters.card import Bullets, Button, Buttons, Card, Field, Form, Text
from adapters.chat import Place, Post
from adapters.teams.chat import TeamsChat
from adapters.teams.inputs import Setting
from adapters.teams.render import drawn
from bot.chats.dialogs import opens_dialog
from bot.chats.teams_addresses import SavedReferences
from bot.sandbox.sandbox import Sandbox
from tests.adapters.teams.test_render import parts, read
from tests.support import teams_payloads as wire
from tests.support.card_text import all_buttons
from tests.support.sale_scripts import ledger
from tests.support.sandbox_script import Say
from tests.support.saved_deals import deal
from tests.support.teams_assistant import Line, line
from tests.support.teams_schema import faults

ROB = Place("teams", wire.TENANT, wire.user("rob"), "direct")


def nudge_card(sandbox: Sandbox) -> Card:
    globex = f"#{deal(sandbox, 'globex').id}"
    row = (Button("Show", f"show {globex}"), Button("Log", f"log {globex} call"), Button("Snooze", f"snooze {globex}"))
    return Card("2 deals need you", (Buttons(row),))


@pytest.fixture
async def teams(sandbox: Sandbox) -> AsyncIterator[Line]:
    async with line(sandbox, saved=SavedReferences(sandbox.store), opens=opens_dialog) as on:
        yield on


def pressed(made: Any, label: str) -> dict[str, Any]:
    """The button with this label, as it is drawn."""
    found = [one for one in parts(made) if str(one.get("type")).startswith("Action.") and one.get("title") == label]
    assert found, f"no {label} in {read(made)}"
    return found[0]


async def card_of(teams: Line, who: str, text: str) -> Any:
    sent = len(teams.microsoft.sent)
    await teams.post(teams.message(who, f"/deal {text}"))
    (_, _, made) = teams.microsoft.sent[sent]
    return made["attachments"][0]["content"]


async def dialog(teams: Line, activity: dict[str, Any]) -> Any:
    """The card in the dialog after this; nothing where it closed."""
    answer = await teams.post(activity)
    assert answer.status == 200
    raw = await answer.read()
    if not raw:
        return None
    body = await answer.json()
    assert body["task"]["type"] == "continue"
    window = body["task"]["value"]
    assert window["title"]
    content = window["card"]["content"]
    assert not faults(content)
    assert not [one for one in parts(content) if one.get("type") == "Action.Execute"], "a dialog knows none"
    return content


def task(teams: Line, who: str, action: dict[str, Any], **answers: str) -> dict[str, Any]:
    return wire.task(who, action, answers, service=teams.microsoft.service)


@pytest.fixture
def nudge(sandbox: Sandbox) -> Any:
    """The nudge as it is sent."""
    return drawn(nudge_card(sandbox), "k", setting=Setting(opens_dialog, kept=True))


async def test_show_opens_beside_the_nudge_and_nothing_is_sent(teams: Line, nudge: Any) -> None:
    shown = await dialog(teams, task(teams, "rob", pressed(nudge, "Show")))
    assert "Globex" in read(shown)
    assert not teams.microsoft.sent


async def test_a_form_is_a_dialog_whose_answer_comes_into_the_chat(teams: Line, sandbox: Sandbox, nudge: Any) -> None:
    before = ledger(sandbox)
    form = await dialog(teams, task(teams, "rob", pressed(nudge, "Log")))
    (note,) = [one["id"] for one in parts(form) if str(one.get("id")).endswith(".note")]
    assert ledger(sandbox) == before
    closed = await dialog(teams, task(teams, "rob", pressed(form, "Log"), **{note: "they want a pilot"}))
    assert closed is None
    ((where, _, made),) = teams.microsoft.sent
    assert where == "a:rob"
    assert "Logged on Globex" in read(made)
    assert ledger(sandbox) != before


async def test_the_same_note_can_be_logged_twice_from_one_nudge(teams: Line, sandbox: Sandbox, nudge: Any) -> None:
    counts = []
    for _ in range(2):
        form = await dialog(teams, task(teams, "rob", pressed(nudge, "Log")))
        (note,) = [one["id"] for one in parts(form) if str(one.get("id")).endswith(".note")]
        await dialog(teams, task(teams, "rob", pressed(form, "Log"), **{note: "no answer"}))
        counts.append(sum("no answer" in one for one in ledger(sandbox)))
    assert counts[1] == counts[0] + 1


async def test_a_dialog_that_teams_sends_twice_saves_once_and_answers_once(
    teams: Line, sandbox: Sandbox, nudge: Any
) -> None:
    form = await dialog(teams, task(teams, "rob", pressed(nudge, "Log")))
    (note,) = [one["id"] for one in parts(form) if str(one.get("id")).endswith(".note")]
    for _ in range(2):
        await dialog(teams, task(teams, "rob", pressed(form, "Log"), **{note: "they want a pilot"}))
    assert sum("they want a pilot" in one for one in ledger(sandbox)) == 1
    assert len(teams.microsoft.sent) == 1


async def test_a_fault_stays_in_the_dialog_beside_its_field(teams: Line, sandbox: Sandbox) -> None:
    before = ledger(sandbox)
    action = {"data": {"command": "set globex", "act": "k.9", "msteams": {"type": "task/fetch"}}}
    form = await dialog(teams, task(teams, "rob", action))
    (amount,) = [one["id"] for one in parts(form) if str(one.get("id")).endswith(".amount")]
    again = await dialog(teams, task(teams, "rob", pressed(form, "Save"), **{amount: "lots"}))
    assert "read “lots” as an amount" in read(again)
    assert ledger(sandbox) == before


async def test_cancel_closes_a_dialog_and_takes_a_form_out_of_a_message(
    teams: Line, sandbox: Sandbox, nudge: Any
) -> None:
    before = ledger(sandbox)
    form = await dialog(teams, task(teams, "rob", pressed(nudge, "Log")))
    assert await dialog(teams, task(teams, "rob", pressed(form, "Cancel"))) is None
    message = await card_of(teams, "rob", "log globex call")
    body = await (await teams.post(teams.press("rob", pressed(message, "Cancel")))).json()
    assert "Nothing was saved" in read(body["value"])
    assert ledger(sandbox) == before


async def test_a_refusal_keeps_its_card_and_its_form_is_a_dialog(teams: Line) -> None:
    refused = await card_of(teams, "rob", "advance globex to closing")
    assert not [one for one in parts(refused) if str(one.get("type")).startswith("Input.")]
    (opening,) = [one for one in parts(refused) if one.get("style") == "positive" and "msteams" in one.get("data", {})]
    form = await dialog(teams, task(teams, "rob", opening))
    assert [one for one in parts(form) if str(one.get("type")).startswith("Input.")]


async def test_a_press_on_a_nudge_leaves_it_and_is_answered_below(teams: Line, nudge: Any) -> None:
    answer = await teams.post(teams.press("rob", pressed(nudge, "Snooze")))
    body = await answer.json()
    assert body["type"] == "application/vnd.microsoft.activity.message"
    assert len(teams.microsoft.sent) == 1


async def test_an_older_teams_without_dialogs_opens_the_form_in_a_message(teams: Line, nudge: Any) -> None:
    """It sends the button's data as a message."""
    log = pressed(nudge, "Log")
    await teams.post(teams.message("rob", "") | {"value": log["data"], "text": None})
    ((_, _, made),) = teams.microsoft.sent
    assert [one for one in parts(made) if str(one.get("type")).startswith("Input.")]


async def test_without_dialogs_show_on_a_nudge_is_a_message_of_its_own(sandbox: Sandbox) -> None:
    async with line(sandbox, saved=SavedReferences(sandbox.store)) as teams:
        await teams.post(teams.message("rob", "list"))
        chat = TeamsChat(teams.driver, SavedReferences(sandbox.store))
        await asyncio.to_thread(chat.send, Post("n1", ROB, nudge_card(sandbox)))
        made = teams.microsoft.sent[-1][2]["attachments"][0]["content"]
        body = await (await teams.post(teams.press("rob", pressed(made, "Show")))).json()
        assert body["type"] == "application/vnd.microsoft.activity.message"
        assert "Globex" in read(teams.microsoft.sent[-1][2])


HTML = "<div><p>They want it by <b>May</b> &amp; cheaper</p><script>x</script></div>"


async def test_a_message_is_logged_to_a_deal_from_its_menu(teams: Line, sandbox: Sandbox) -> None:
    link = "https://teams.microsoft.com/l/message/19:x/1700"
    menu = wire.noted("rob", HTML, link, service=teams.microsoft.service)
    menu["value"]["messagePayload"]["createdDateTime"] = "2026-04-20T08:15:30.123Z"
    form = await dialog(teams, menu)
    fields = {one["id"].partition(".")[2]: one for one in parts(form) if str(one.get("type")).startswith("Input.")}
    assert fields["note"]["value"].startswith("They want it by May & cheaper")
    globex = next(one["value"] for one in fields["deal"]["choices"] if one["title"] == "Globex")
    answers = {fields["deal"]["id"]: globex, fields["activity"]["id"]: "call", fields["note"]["id"]: "by May"}
    data = {**pressed(form, "Log")["data"], **answers}
    said = await dialog(teams, wire.noted("rob", HTML, link, data, service=teams.microsoft.service))
    assert "Logged on Globex" in read(said)
    assert not teams.microsoft.sent, "the customer reads that chat"
    assert any("by May" in one and '"said": "_"' in one for one in ledger(sandbox)), "the message's own day"


@pytest.mark.parametrize("link", ["https://evil.example/l/message/1", "javascript:alert(1)", "x" * 3000])
async def test_only_an_address_of_teams_is_saved_with_a_note(teams: Line, sandbox: Sandbox, link: str) -> None:
    form = await dialog(teams, wire.noted("rob", "Globex wants it", link, service=teams.microsoft.service))
    fields = {one["id"].partition(".")[2]: one["id"] for one in parts(form) if one.get("id")}
    data = {**pressed(form, "Log")["data"], fields["activity"]: "call", fields["note"]: "by May"}
    data[fields["deal"]] = next(one["value"] for one in parts(form) if str(one.get("id")).endswith(".deal"))
    await dialog(teams, wire.noted("rob", "Globex wants it", link, data, service=teams.microsoft.service))
    assert not any(link in one for one in ledger(sandbox))


async def test_a_dialog_without_sense_gets_a_sentence(teams: Line, nudge: Any) -> None:
    broken = task(teams, "rob", pressed(nudge, "Show")) | {"value": {"data": []}}
    body = await (await teams.post(broken)).json()
    assert body["task"]["type"] == "message"


def test_no_button_that_opens_a_dialog_changes_anything(sandbox: Sandbox, say: Say) -> None:
    """A dialog can be asked for again and again, for example by a retry of Teams."""
    commands: set[tuple[str, str]] = set()
    for who in ("rob", "mia", "ana"):
        for line_ in (
            "home",
            "show globex",
            "show stark",
            "show tyrell",
            "show wayne",
            "advance globex",
            "lists globex",
        ):
            commands |= {(who, one.command) for one in all_buttons(say(who, line_))}
    opening = sorted(one for one in commands if opens_dialog(one[1]))
    assert len(opening) > 20
    before = ledger(sandbox)
    for who, command in opening:
        say(who, command)
    assert ledger(sandbox) == before


def test_a_card_that_says_more_than_its_form_has_a_button_for_it() -> None:
    form = Form("met #a", "", "Give evidence", (Field("x", "What?"),))
    more = drawn(Card("No", (Bullets((("missing",),)), form)), "k", setting=Setting(opens_dialog))
    alone = drawn(Card("Log", (Text(("Words.",)), form)), "k", setting=Setting(opens_dialog))
    assert [len([one for one in parts(made) if one.get("type") == "Input.Text"]) for made in (more, alone)] == [0, 1]
    assert not faults(more)
    assert not faults(alone)
