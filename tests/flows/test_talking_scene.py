"""A rep works a deal by talking and pressing, from Qualification to Discussion; and says how a planned call went."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from adapters.card import Card
from bot.sandbox.sandbox import Sandbox
from bot.store.export import export
from tests.support.card_text import buttons_of
from tests.support.recording_chat import RecordingChat, plain
from tests.support.sandbox_script import Say
from tests.support.scene_player import Player
from tests.support.talking import Talk, kinds
from tests.support.talking_scene import AFTERWARDS, LEDGER, ONWARD, PLANNED, QUALIFICATION, facts_of_acme

A_DAY_ON = timedelta(days=1, hours=5)


@pytest.fixture
def rob(say: Say, talk: Talk) -> Player:
    """Rob in a direct conversation in the sandbox."""

    async def says(line: str) -> Card:
        return talk("rob", line)

    async def presses(card: Any, label: str) -> Card:
        return say("rob", buttons_of(card)[label])

    return Player(says, presses, lambda card: list(buttons_of(card)))


async def test_a_rep_takes_a_deal_from_qualification_to_discussion_without_a_command(
    sandbox: Sandbox, rob: Player, recorder: RecordingChat
) -> None:
    before = kinds(sandbox)
    blocked = await rob.play(QUALIFICATION)
    assert "To leave Qualification, 1 thing is missing" not in plain(blocked)
    assert kinds(sandbox) - before == Counter(QUALIFIED)
    await rob.play([step.format(day="Tuesday") for step in PLANNED])
    sandbox.forward(A_DAY_ON)
    sent = [plain(post.card) for post, _ in recorder.posts if post.place.id == "rob"]
    assert [one for one in sent if "Acme: call Carla, today" in one] and [one for one in sent if "How did it go" in one]
    assert "is now in Discussion" in plain(await rob.play((*AFTERWARDS, *ONWARD)))
    with sandbox.store.reading() as tx:
        assert facts_of_acme(export(tx, None)) == Counter(LEDGER)


QUALIFIED = {"SkipAttempted": 1, "Met": 5, "Listed": 1, "Closed": 1, "Undone": 1, "Changed": 1}
"""What the first part leaves: a budget was undone, and came again with the call note."""


@pytest.fixture
def called(sandbox: Sandbox, say: Say) -> None:
    """Rob's planned call with Carla is over."""
    say("rob", "plan acme call Carla on Tuesday 10:00")
    sandbox.forward(A_DAY_ON)


@pytest.mark.usefixtures("called")
@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ("went well, she wants the offer", ["Acme: “call Carla” is done"]),
        ("The call was ok but short", ["Acme: “call Carla” is done"]),
        ("done", ["Acme: “call Carla” is done"]),
        ("called her, they like it", ["Acme: “call Carla” is done"]),
        ("spoke to Carla, they like it", ["Acme: “call Carla” is done"]),
        ("no answer", ["Acme: move “call Carla”", "Acme: “call Carla” is done"]),
        ("she didn't pick up", ["Acme: move “call Carla”", "Acme: “call Carla” is done"]),
        ("she asked to move it to Thursday at 11", ["Acme: move “call Carla” to 7 May 2026, 11:00"]),
        ("it's cancelled, she is ill", ["Acme: drop “call Carla”"]),
    ],
)
def test_how_a_planned_step_went_is_understood_without_the_deals_name(
    talk: Talk, said: str, offered: list[str]
) -> None:
    assert list(buttons_of(talk("rob", said)))[: len(offered)] == offered


@pytest.mark.usefixtures("called")
def test_a_press_ends_the_step_with_the_words_as_its_note(sandbox: Sandbox, say: Say, talk: Talk) -> None:
    before = kinds(sandbox)
    card = talk("rob", "went well, she wants the offer")
    assert kinds(sandbox) == before
    assert "What's next?" in plain(say("rob", buttons_of(card)["Acme: “call Carla” is done"]))
    assert "did the next step: call Carla. Went well, she wants the offer" in plain(say("rob", "history acme all"))


@pytest.mark.usefixtures("called")
def test_words_too_long_for_a_button_open_the_form_with_them(say: Say, talk: Talk) -> None:
    said = "went well, " + "she asked about the rollout again, " * 14
    card = say("rob", buttons_of(talk("rob", said))["Acme: “call Carla” is done"])
    assert "How did it go?" in plain(card)
    assert "she asked about the rollout again" in str(card)


@pytest.mark.usefixtures("called")
@pytest.mark.parametrize("said", ["did it go well?", "if it went well I'll send it", "it went well on Globex"])
def test_a_question_an_if_and_another_deal_end_no_step(talk: Talk, said: str) -> None:
    assert "is done" not in str(buttons_of(talk("rob", said)))


def test_without_a_step_that_is_due_the_same_words_end_nothing(say: Say, talk: Talk) -> None:
    say("rob", "plan acme call Carla on Tuesday 10:00")
    for said in ("went well, she wants the offer", "done", "no answer", "it's cancelled"):
        assert "call Carla" not in str(buttons_of(talk("rob", said)))


def test_with_two_due_steps_it_asks_which_deal(sandbox: Sandbox, say: Say, talk: Talk) -> None:
    say("rob", "plan acme call Carla on Tuesday 10:00")
    say("rob", "plan globex call Gus on Tuesday 10:30")
    sandbox.forward(A_DAY_ON)
    card = talk("rob", "went well")
    assert card.title == "Which deal do you mean?"
    assert list(buttons_of(card)) == ["Globex", "Acme", "Neither"]


def test_a_reminder_of_the_day_before_says_what_is_talked_about_and_an_older_one_doesnt(
    sandbox: Sandbox, say: Say, talk: Talk
) -> None:
    say("rob", "plan acme call Carla on Tuesday 10:00")
    sandbox.forward(A_DAY_ON)
    assert "Acme: save budget 60,000 EUR" in buttons_of(talk("rob", "she has 60k for this"))
    sandbox.forward(timedelta(days=2))
    assert "Acme: save budget 60,000 EUR" not in buttons_of(talk("rob", "she has 60k for this"))
