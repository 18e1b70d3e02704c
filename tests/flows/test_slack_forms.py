"""A form in Slack opens by the command or press that needs it; where it can't, the message has its button."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from adapters.card import Bullets, Card, Field, Form, Text
from adapters.slack.dialogs import TRIGGER_SECONDS, Dialogs, form_alone
from bench.torture.slack import broke
from bot.store.export import export
from tests.support.slack_rules import faults, view_faults
from tests.support.slack_workspace import SlackWorkspace, labels, slack_workspace, words

FORM = Form("note", "", "Log this", (Field("note", "What was said?"),))


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncIterator[SlackWorkspace]:
    async with slack_workspace(tmp_path) as workspace:
        yield workspace


@pytest.fixture
async def with_acme(workspace: SlackWorkspace) -> SlackWorkspace:
    await workspace.types("rob", "new Acme")
    return workspace


def of(dialog: Any) -> Any:
    """The dialog as Slack checks it, without what only we put beside it."""
    return {name: value for name, value in dialog.items() if name != "id"}


@pytest.mark.parametrize(
    "line",
    ["new", "log acme", "log acme call", "wait acme", "objection acme", "away", "lose acme", "set acme", "plan acme"],
)
async def test_a_command_that_needs_a_form_opens_it_at_once(with_acme: SlackWorkspace, line: str) -> None:
    dialog = await with_acme.types("rob", line)
    assert dialog["type"] == "modal"
    assert not view_faults(of(dialog))


async def test_a_deal_is_made_in_one_dialog(workspace: SlackWorkspace) -> None:
    dialog = await workspace.types("rob", "new")
    said = await workspace.fills_in("rob", dialog, name="Acme")
    assert "Acme" in words(said["blocks"])
    assert said["response_type"] == "in_channel"


async def test_where_slack_opens_no_dialog_the_message_has_the_button(with_acme: SlackWorkspace) -> None:
    with_acme.slack.next_faults.append(broke)
    message = await with_acme.types("rob", "log acme")
    assert message["response_type"] == "ephemeral"
    assert not faults(message["blocks"])
    assert any("log a contact" in label for label in labels(message["blocks"]))


async def test_a_refusal_is_shown_and_its_form_is_one_press_away(with_acme: SlackWorkspace) -> None:
    action = {"type": "button", "text": "Go on", "action_id": "say:1", "value": "advance acme"}
    refused = await with_acme.presses("rob", {"blocks": [{"elements": [action]}]}, "Go on")
    assert "Not yet: Acme is in Prospecting" in words(refused["blocks"])
    assert (await with_acme.presses("rob", refused, "Answer now"))["type"] == "modal"


async def test_a_form_that_has_to_be_asked_again_stays_one_dialog(with_acme: SlackWorkspace) -> None:
    dialog = await with_acme.types("rob", "set acme")
    await with_acme.types("rob", "set acme amount 5000 EUR")
    following = await with_acme.fills_in("rob", dialog, product="goods")
    assert following["response_action"] == "update"
    assert not view_faults(of(following["view"]))
    assert "has changed since you opened this form" in words(following["view"]["blocks"])
    said = await with_acme.fills_in("rob", following["view"], product="goods")
    assert "5,000" in words(await with_acme.types("rob", "show acme"))
    assert "Acme" in words(said["blocks"])


async def test_a_form_that_was_open_too_long_is_answered_in_a_direct_message(with_acme: SlackWorkspace) -> None:
    async def gone(request: web.Request) -> web.StreamResponse:
        return web.json_response({"ok": False, "error": "expired_url"}, status=404)

    dialog = await with_acme.types("rob", "log acme call")
    with_acme.slack.next_faults.append(gone)
    await with_acme.fills_in("rob", dialog, note="they want a pilot")
    (said,) = with_acme.messages("D0ROB")
    assert "Logged on Acme" in words(said["blocks"])


async def test_the_same_command_again_opens_its_form_again_and_saves_nothing(with_acme: SlackWorkspace) -> None:
    dialogs = [await with_acme.types("rob", "log acme call", trigger="same") for _ in range(2)]
    assert [one["type"] for one in dialogs] == ["modal", "modal"]
    with with_acme.store.reading() as tx:
        assert not [row for row in export(tx, None)["ledger"] if row["kind"] == "Logged"]


@pytest.mark.parametrize(("passed", "opens"), [(TRIGGER_SECONDS - 0.1, True), (TRIGGER_SECONDS, False)])
async def test_a_trigger_that_is_nearly_over_is_not_waited_for(
    workspace: SlackWorkspace, passed: float, opens: bool
) -> None:
    client = AsyncWebClient("xoxb-1", base_url=f"http://127.0.0.1:{workspace.slack.port}/api/", retry_handlers=[])
    dialogs = Dialogs(client, stopwatch=lambda: 100.0 + passed)
    assert await dialogs.open({"trigger_id": "t"}, Card("Log", (FORM,)), FORM, since=100.0) is opens
    await asyncio.sleep(0)


def test_a_dialog_never_hides_what_a_card_says_besides_its_form() -> None:
    assert form_alone(Card("Log", (Text(("Words above it.",)), FORM))) is FORM
    assert form_alone(Card("No", (Bullets((("what is missing",),)), FORM))) is None
    assert form_alone(Card("Two", (FORM, FORM))) is None
    assert form_alone(Card("None", (Text(("Done.",)),))) is None
