"""The message about a forgotten deal, from the day it is sent: its buttons, and what it becomes when people act."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.card import Bold, Buttons, Card, Text
from adapters.sandbox import demo_people
from bot.sandbox.sandbox import Sandbox
from tests.flows.conftest import Nudged
from tests.support.recording_chat import RecordingChat, buttons, nudges, plain
from tests.support.sandbox_script import Say


@pytest.fixture
def sandbox(nudged: Nudged, tmp_path: Path) -> Iterator[Sandbox]:
    """Rita's Vandelay was nudged today, 22 days after she began it."""
    sandbox = nudged.open(tmp_path / "deals.db")
    yield sandbox
    sandbox.store.close()


@pytest.fixture
def recorder(sandbox: Sandbox) -> RecordingChat:
    """All that was sent since she began it."""
    recorder = sandbox.chats[demo_people.PLATFORM]
    assert isinstance(recorder, RecordingChat)
    return recorder


def does_what_it_says(press: Callable[..., str]) -> None:
    """The buttons that the owner of a deal and the manager who is notified both have."""
    form = press("Answer")
    assert "source=" in form
    assert "contact=" in form
    assert "evidence saved for Source" in press("Answer", source="referral")
    assert "Logged on Vandelay" in press("log #", activity="call", note="they are back")
    assert "their summer break" in press("Wait until", until="2026-08-03", reason="their summer break")
    assert "is snoozed" in press("Snooze a week")
    assert "I counted it against the rule “idle”" in press("Not useful")


def entry(card: Card, name: str) -> Buttons:
    """The buttons below a deal's line."""
    at = next(at for at, part in enumerate(card.body) if isinstance(part, Text) and part.words[0] == Bold(name))
    return next(part for part in card.body[at:] if isinstance(part, Buttons))


def test_a_deal_has_a_question_and_every_button_below_it_does_what_it_says(
    sandbox: Sandbox, say: Say, recorder: RecordingChat
) -> None:
    [nudge] = nudges(recorder, "rita", "Vandelay")
    assert "Vandelay: silent for 14 days, 2 answers missing. Any news?" in plain(nudge.card)
    mine = entry(nudge.card, "Vandelay")
    assert [one.label for one in mine.row] == ["Yes, log it", "Answer"]
    rare = ["No, it's lost", "Wait until", "Hand over", "Show deal", "Snooze a week", "Not useful"]
    assert [one.label for one in mine.more] == rare

    def press(label: str, **values: str) -> str:
        command = next(one.command for one in mine.every if label in one.label + one.command)
        return plain(say("rita", command, values or None))

    does_what_it_says(press)
    assert "Why is it lost?" in press("No, it's lost")
    assert "Mia Marsh owns it now" in press("Hand over", colleague="sandbox-sandbox-mia")
    assert "Vandelay" in press("Show")


def test_a_manager_who_is_only_notified_sees_few_buttons_and_each_does_what_it_says(
    sandbox: Sandbox, say: Say, recorder: RecordingChat
) -> None:
    sandbox.forward(timedelta(days=6))
    card = nudges(recorder, "mia", "Vandelay")[0].card
    assert "(Rita). Can you help?" in plain(card)
    row = entry(card, "Vandelay")
    assert [one.label for one in row.row] == ["Show deal", "Hand over"]
    assert {"Answer", "Wait until", "Snooze a week", "Not useful"} <= {one.label for one in row.more}

    def pressed(label: str, **values: str) -> str:
        command = next(one.command for one in row.every if label in one.label + one.command)
        return plain(say("mia", command, values or None))

    does_what_it_says(pressed)
    assert "Rob Reyes owns it now" in pressed("Hand over", colleague="sandbox-sandbox-rob")


def test_todays_message_says_what_was_dealt_with_and_no_second_one_is_sent(
    sandbox: Sandbox, say: Say, recorder: RecordingChat
) -> None:
    [nudge] = nudges(recorder, "rita", "Vandelay")
    before = len(recorder.posts)
    say("rita", "log vandelay call they are back from holidays")
    [edit] = [post for post, _ in recorder.posts[before:] if post.place.id == "rita"]
    assert edit.replaces == recorder.id_of(nudge)
    assert "Handled: Vandelay." in plain(edit.card)
    assert not [one for one in (button.command for button in buttons(edit.card)) if "vandelay" in one]


def test_a_person_who_snoozes_a_deal_has_it_removed_from_their_message_only(
    sandbox: Sandbox, say: Say, recorder: RecordingChat
) -> None:
    before = len(recorder.posts)
    say("rita", "snooze vandelay")
    assert [post.place.id for post, _ in recorder.posts[before:]] == ["rita"]
    assert "Handled: Vandelay." in plain(recorder.posts[-1][0].card)
    before = len(recorder.posts)
    sandbox.forward(timedelta(days=6))
    assert not [
        post for post, _ in recorder.posts[before:] if post.place.id == "rita" and "Vandelay:" in plain(post.card)
    ]
    assert [post for post, _ in recorder.posts[before:] if post.place.id == "mia" and "Vandelay" in plain(post.card)]
