"""A double click saves once, in Slack, in Teams and in the sandbox; two commands that were typed stay two."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from adapters.chat import Answer, Inbound, Place, Speaker
from adapters.sandbox import receive
from adapters.sandbox.terminal_card import plain
from bench.torture.slack import TEAM
from bot.assistant import Assistant
from bot.chats.teams_addresses import SavedReferences
from bot.company import playbook_files
from bot.dispatch.double_press import TOGETHER
from bot.sandbox.sandbox import Sandbox
from bot.store.engine.store import Store
from bot.store.export import export
from tests.flows.test_teams_scenes import Stage
from tests.support.empty_database import empty_database
from tests.support.people_and_deal import MONDAY
from tests.support.slack_workspace import SlackWorkspace, slack_workspace, words
from tests.support.talking import kinds
from tests.support.teams_assistant import line

TWICE = "You pressed twice. It is saved once."
LOG = "log acme call went through the offer"


@dataclass
class Office:
    """A company whose clock stands still, and in which buttons are pressed."""

    store: Store
    now: datetime = MONDAY
    keys: "count[int]" = field(default_factory=count)

    def press(self, text: str, button: str = "b1", who: str = "Rob") -> Answer:
        """Press a button of a message; without one, type the command."""
        speaker = Speaker("slack", "T1", f"U0{who.upper()}", who, admin=who == "Rob")
        place = Place("slack", "T1", "C0DEALS")
        inbound = Inbound(f"key {next(self.keys)}", speaker, place, text, pressed=button)
        return Assistant(self.store, lambda: self.now, playbook_files.texts(None)).answer(inbound)

    def saved(self) -> list[str]:
        """The kinds of facts since the deal began."""
        with self.store.reading() as tx:
            return [str(row["kind"]) for row in export(tx, None)["ledger"]][1:]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(Store.open(empty_database(tmp_path / "deals.db")))
    office.press("new Acme", "")
    return office


@pytest.mark.parametrize(
    ("later", "times"), [(timedelta(), 1), (TOGETHER - timedelta(milliseconds=1), 1), (TOGETHER, 2)]
)
def test_the_second_press_on_a_button_counts_after_ten_seconds(office: Office, later: timedelta, times: int) -> None:
    first = office.press(LOG)
    office.now += later
    second = office.press(LOG)
    assert office.saved() == ["Logged"] * times
    assert (TWICE in plain(second.card)) is second.repeated is (times == 1)
    assert second.card.title == first.card.title


@pytest.mark.parametrize(
    ("command", "fact"),
    [("plan acme call Carla on 1 July", "Planned"), ("wait acme until 1 July because of their budget", "Waited")],
)
def test_a_double_click_on_any_order_counts_once(office: Office, command: str, fact: str) -> None:
    office.press(command)
    office.press(command)
    assert office.saved() == [fact]


def test_two_typed_commands_stay_two(office: Office) -> None:
    office.press(LOG, "")
    office.press(LOG, "")
    assert office.saved() == ["Logged", "Logged"]


def test_two_buttons_and_two_people_each_count(office: Office) -> None:
    office.press(LOG)
    office.press(LOG, "b2")
    office.press("list", who="Mia")
    office.press("team Mia is manager", "")
    office.press(LOG, "b2", who="Mia")
    assert office.saved() == ["Logged", "Logged", "Logged"]


def test_a_press_counts_again_once_the_first_was_undone(office: Office) -> None:
    office.press(LOG)
    office.press("undo", "")
    office.press(LOG)
    assert office.saved() == ["Logged", "Undone", "Logged"]


def test_a_button_that_opens_a_form_opens_it_each_time(office: Office) -> None:
    first, second = office.press("log acme"), office.press("log acme")
    assert first.card == second.card
    assert not second.repeated


def test_a_clock_that_is_set_back_stops_no_press(office: Office) -> None:
    office.press(LOG)
    office.now -= timedelta(hours=1)
    office.press(LOG)
    assert office.saved() == ["Logged", "Logged"]


def test_the_same_delivery_of_a_second_press_gets_its_answer(office: Office) -> None:
    office.press(LOG)
    again = office.press(LOG)
    office.keys = count(next(office.keys) - 1)
    assert office.press(LOG).card == again.card


async def test_two_clicks_in_slack_save_once(tmp_path: Path) -> None:
    async with slack_workspace(tmp_path) as workspace:
        proposal = await _proposed(workspace)
        first = await workspace.presses("rob", proposal, "Acme: log call", channel="D0ROB")
        second = await workspace.presses("rob", proposal, "Acme: log call", channel="D0ROB")
        assert TWICE not in words(first)
        assert TWICE in words(second)
        with workspace.store.reading() as tx:
            assert [row["kind"] for row in export(tx, None)["ledger"]] == ["Began", "Logged"]


async def _proposed(workspace: SlackWorkspace) -> Any:
    """The message that proposes to log a call."""
    await workspace.types("rob", "new Acme")
    event = {"type": "message", "channel_type": "im", "channel": "D0ROB", "ts": "1.1", "team": TEAM}
    await workspace.tells({**event, "user": "U0ROB", "text": "had a call with Acme, they like the offer"})
    (proposal,) = workspace.messages("D0ROB")
    return proposal


async def test_two_clicks_in_teams_save_once(sandbox: Sandbox) -> None:
    async with line(sandbox, saved=SavedReferences(sandbox.store)) as on:
        teams, before = Stage(on, sandbox), kinds(sandbox)
        await teams.say("rob", "had a call with Acme, they like the offer")
        save = teams.found(teams.cards["rob"], "Acme: log call")
        for _ in range(2):
            await teams.press("rob", save)
        assert kinds(sandbox) - before == {"Logged": 1}


def test_two_clicks_in_the_sandbox_save_once(sandbox: Sandbox) -> None:
    before = kinds(sandbox)
    clicked = {"who": "rob", "place": "rob", "command": LOG, "label": "Save", "message": 7}
    answers = [sandbox.reply(receive.pressed({**clicked, "key": f"click-number-{number}"})) for number in range(2)]
    assert [answer.repeated for answer in answers] == [False, True]
    sandbox.reply(receive.pressed({**clicked, "key": "click-other", "message": 8}))
    assert kinds(sandbox) - before == {"Logged": 2}
