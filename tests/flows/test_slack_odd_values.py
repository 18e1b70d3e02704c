"""Signed payloads of Slack's with one odd value in them: people get an answer or their form, never an error."""

import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bench.torture.slack import TEAM
from tests.support.slack_workspace import SlackWorkspace, slack_workspace, words

ODD: list[Any] = [None, 7, 1.5, True, "x", "", [], [None], {}, {"a": 1}, {"value": {"value": []}}, "\ud800", "\x00"]
ACTION = {"type": "button", "action_id": "say:1", "value": "list", "action_ts": "1.1"}
Odd = Callable[[str], list[Any]]


@pytest.fixture(params=["some", pytest.param("all", marks=pytest.mark.ring)])
def odd(request: pytest.FixtureRequest) -> Odd:
    """The odd values for a field: a third of them, another third for the next field; in the ring, all."""
    fields: list[str] = next((one.args[1] for one in request.node.iter_markers("parametrize")), [])

    def values(name: str) -> list[Any]:
        return ODD if request.param == "all" else ODD[fields.index(name) % 3 :: 3]

    return values


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncIterator[SlackWorkspace]:
    """A bot that has a deal. Its log has no error at the end of the test."""
    async with slack_workspace(tmp_path) as workspace:
        await workspace.types("rob", "new Acme")
        with capture_logs() as logged:
            yield workspace
        assert not [line for line in logged if line["log_level"] == "error"]


async def dialog(workspace: SlackWorkspace) -> Any:
    """What Rob fills in to leave Prospecting."""
    return await workspace.presses("rob", await workspace.types("rob", "advance acme"), "Answer now")


async def sent(workspace: SlackWorkspace, view: dict[str, Any], values: object) -> Any:
    """Send a dialog back with any state; returns the errors that Slack shows beside its fields, if any."""
    whose = {"user": {"id": "U0ROB", "team_id": TEAM}, "team": {"id": TEAM}, "trigger_id": "t"}
    state = {"values": values}
    return await workspace.sends("interactive", {"type": "view_submission", **whose, "view": {**view, "state": state}})


async def test_an_odd_state_of_a_dialog_is_an_empty_one(workspace: SlackWorkspace) -> None:
    view = {**await dialog(workspace), "id": "V1", "hash": "h"}
    for value in ODD:
        await sent(workspace, view, value)
        await sent(workspace, view, {"source": value, "contact": {"value": {"value": "Carla Chen, CFO"}}})


@pytest.mark.parametrize("name", ["value", "selected_option", "selected_user", "selected_date"])
async def test_an_odd_answer_in_a_dialog_is_left_out_or_a_string(
    workspace: SlackWorkspace, name: str, odd: Odd
) -> None:
    view = {**await dialog(workspace), "id": "V1", "hash": "h"}
    for value in odd(name):
        answers = {"source": {"value": {name: value}}, "contact": {"value": {"type": "plain_text_input", name: value}}}
        await sent(workspace, view, answers)


async def test_a_number_where_words_belong_is_read_as_words(workspace: SlackWorkspace) -> None:
    view = {**await dialog(workspace), "id": "V1", "hash": "h"}
    wrong = await sent(
        workspace, view, {"source": {"value": {"value": 7}}, "contact": {"value": {"value": "Carla, CFO"}}}
    )
    assert "source" in wrong["errors"]


@pytest.mark.parametrize("name", ["private_metadata", "id", "hash", "state", "type", "blocks"])
async def test_an_odd_field_of_a_dialog_ends_in_an_answer(workspace: SlackWorkspace, name: str, odd: Odd) -> None:
    view = {**await dialog(workspace), "id": "V1", "hash": "h"}
    for value in [
        *odd(name),
        json.dumps({"command": 7, "channel": [], "respond": {}}),
        json.dumps({"respond": "http://["}),
    ]:
        whose = {"user": {"id": "U0ROB", "team_id": TEAM}, "team": {"id": TEAM}, "trigger_id": "t"}
        view_sent = {"state": {"values": {}}, **view, name: value}
        await workspace.sends("interactive", {"type": "view_submission", **whose, "view": view_sent})


@pytest.mark.parametrize("name", ["response_url", "trigger_id", "view", "message", "container"])
async def test_an_odd_field_of_a_press_ends_in_an_answer(workspace: SlackWorkspace, name: str, odd: Odd) -> None:
    whose = {"user": {"id": "U0ROB", "team_id": TEAM}, "team": {"id": TEAM}, "response_url": workspace.respond}
    body = {"type": "block_actions", **whose, "trigger_id": "t", "channel": {"id": "C1"}, "actions": [ACTION]}
    for value in [*odd(name), "http://["]:
        before = len(workspace.slack.asked)
        await workspace.sends("interactive", {**body, name: value})
        assert len(workspace.slack.asked) > before, value


@pytest.mark.parametrize("name", ["value", "selected_option", "action_ts", "channel"])
async def test_an_odd_value_of_a_pressed_button_ends_in_an_answer(
    workspace: SlackWorkspace, name: str, odd: Odd
) -> None:
    whose = {"user": {"id": "U0ROB", "team_id": TEAM}, "team": {"id": TEAM}, "response_url": workspace.respond}
    body = {"type": "block_actions", **whose, "trigger_id": "t"}
    for value in odd(name):
        await workspace.sends("interactive", {**body, "channel": {"id": value}, "actions": [{**ACTION, name: value}]})


@pytest.mark.parametrize("name", ["message", "response_url"])
async def test_an_odd_field_of_a_messages_menu_ends_in_an_answer(
    workspace: SlackWorkspace, name: str, odd: Odd
) -> None:
    whose = {"user": {"id": "U0ROB", "team_id": TEAM}, "team": {"id": TEAM}, "response_url": workspace.respond}
    body = {"type": "message_action", "callback_id": "log_to_deal", **whose, "channel": {"id": "C1"}, "trigger_id": "t"}
    for value in [*odd(name), {"text": 7}]:
        await workspace.sends("interactive", {**body, "message": {"text": "x"}, name: value})


@pytest.mark.parametrize("name", ["text", "ts", "thread_ts", "channel_type", "files", "edited", "blocks", "team"])
async def test_an_odd_field_of_a_message_is_acknowledged(workspace: SlackWorkspace, name: str, odd: Odd) -> None:
    event = {"type": "message", "channel_type": "im", "channel": "D0ROB", "user": "U0ROB", "text": "list", "team": TEAM}
    for number, value in enumerate(odd(name)):
        assert await workspace.tells({**event, "ts": f"{number}.1", name: value}) == 200, value


async def test_a_form_with_a_long_answer_comes_back_as_it_was(workspace: SlackWorkspace) -> None:
    view = {**await dialog(workspace), "id": "V1", "hash": "h"}
    wrong = await sent(
        workspace, view, {"source": {"value": {"value": "x" * 3000}}, "contact": {"value": {"value": "C"}}}
    )
    assert "source" in words(wrong) or "source" in wrong["errors"]
