"""A round: a person goes through the deals of their nudge, one after the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.sandbox import demo_people
from bot.sandbox.sandbox import Sandbox
from tests.flows.conftest import Nudged
from tests.support.recording_chat import RecordingChat, buttons, nudges, plain
from tests.support.sandbox_script import Say, button
from tests.support.talking import Talk


@pytest.fixture
def sandbox(nudged: Nudged, tmp_path: Path) -> Iterator[Sandbox]:
    """Rita was nudged today about several deals, Vandelay among them."""
    sandbox = nudged.open(tmp_path / "deals.db")
    yield sandbox
    sandbox.store.close()


def test_each_deal_comes_in_its_turn_with_a_question_that_is_answered_in_words(
    sandbox: Sandbox, say: Say, talk: Talk
) -> None:
    recorder = sandbox.chats[demo_people.PLATFORM]
    assert isinstance(recorder, RecordingChat)
    [nudge] = nudges(recorder, "rita", "Vandelay")
    first = say("rita", button(nudge.card, "Go through them with me").command)
    assert "Vandelay, 1 of 2" in first.title
    onward = button(first, "ask all after")
    answered = say("rita", button(first, "answer source referral").command)
    assert "In the draft" in plain(answered)
    assert button(answered, "ask all after") == onward
    saved = say("rita", button(talk("rita", "Art Vandelay, importer"), "Save 2 answers").command)
    card = say("rita", button(saved, "ask all after").command)
    assert card.title.startswith("2 of ")
    assert card.title.endswith("Still alive?")
    seen = [card.title]
    while any(one.command.startswith("ask all after") for one in buttons(card)):
        card = say("rita", button(card, "ask all after").command)
        seen.append(card.title)
    assert len(seen) == len(set(seen))
    assert seen[-1].endswith("left for later")
    assert "Vandelay" not in plain(card)


def test_what_is_missing_on_a_deal_is_asked_without_leaving_the_round(sandbox: Sandbox, say: Say) -> None:
    second = say("rita", button(say("rita", "ask all"), "ask all after").command)
    asked = say("rita", button(second, "Ask me what is missing").command)
    assert "1 of 4" in asked.title
    assert button(asked, "ask all after").command == button(second, "ask all after").command


def test_a_deal_that_was_dealt_with_meanwhile_is_passed_over(sandbox: Sandbox, say: Say) -> None:
    assert "Vandelay" in say("rita", "ask all").title
    say("rita", "snooze vandelay")
    assert "Vandelay" not in say("rita", "ask all").title


def test_without_a_nudge_there_is_nothing_to_go_through(sandbox: Sandbox, say: Say) -> None:
    assert say("ada", "ask all").title == "No deal needs you now ✓"
