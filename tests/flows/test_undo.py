"""Undo: the last thing you did goes, for ten minutes, by command, by button, and with a reason where it can't."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.card import Buttons, Card
from adapters.sandbox import demo_people
from bot.assistant import Assistant
from bot.company import playbook_files
from bot.jobs.sweep import Sweeper
from bot.sandbox.sandbox import Sandbox
from tests.support.card_text import buttons_of, text_of
from tests.support.recording_chat import RecordingChat
from tests.support.sandbox_script import Say
from tests.support.saved_deals import deal, deal_by_id, same
from tests.support.talking import kinds, messages, spoken

DONE = (
    "log acme call went through the offer",
    "set acme amount 61000 EUR",
    "set acme close date 15 August",
    "set acme name Acme Works",
    "met acme problem their orders get lost for days at a time",
    "wait acme until 9 June because of their audit",
    "objection acme the price is too high for a pilot",
    "trigger acme board signs the budget by 12 June owner <@rob>",
    "assign acme to <@rita>",
    "plan acme call Carla on Tuesday 10:00",
)


def later(sandbox: Sandbox, time: timedelta) -> None:
    wall = sandbox.assistant.wall
    sandbox.assistant.wall = lambda: wall() + time


@pytest.mark.parametrize("line", DONE)
def test_the_button_on_the_answer_puts_the_deal_back(sandbox: Sandbox, say: Say, line: str) -> None:
    before = deal(sandbox)
    command = buttons_of(say("rob", line))["Undo"]
    assert not same(deal_by_id(sandbox, before.id), before)
    undone = say("rob", command)
    assert undone.tone == "good"
    assert same(deal(sandbox), before)
    history = text_of(say("rob", "history acme all"))
    assert "(undone)" in history
    assert "undid" in history


def test_undo_with_a_deal_or_without_takes_back_the_last_thing(sandbox: Sandbox, say: Say) -> None:
    acme, globex = deal(sandbox), deal(sandbox, "globex")
    say("rob", "log acme call went through the offer")
    say("rob", "log globex call went through the offer")
    say("rob", "undo acme")
    assert same(deal(sandbox), acme)
    say("rob", "undo that")
    assert same(deal(sandbox, "globex"), globex)
    assert "You changed nothing in the last ten minutes" in text_of(say("rob", "undo"))


def test_undo_twice_goes_back_twice(sandbox: Sandbox, say: Say) -> None:
    before = deal(sandbox)
    say("rob", "log acme call went through the offer")
    say("rob", "set acme amount 61000 EUR")
    say("rob", "undo")
    say("rob", "undo")
    assert same(deal(sandbox), before)


def test_what_was_done_in_a_channel_is_undone_there_first(sandbox: Sandbox, talk_order: Callable[..., Card]) -> None:
    acme = deal(sandbox)
    talk_order("rob", "log acme call went through the offer", "#deals")
    talk_order("rob", "log globex call went through the offer")
    talk_order("rob", "undo", "#deals")
    assert same(deal(sandbox), acme)


def test_an_undo_is_not_undone_but_done_again(sandbox: Sandbox, say: Say) -> None:
    command = buttons_of(say("rob", "set acme amount 61000 EUR"))["Undo"]
    say("rob", command)
    again = say("rob", command)
    assert "undone already" in text_of(again)
    assert "enter it again" in text_of(again)


def test_an_old_button_says_that_it_is_too_late_and_what_to_do(sandbox: Sandbox, say: Say) -> None:
    command = buttons_of(say("rob", "set acme amount 61000 EUR"))["Undo"]
    later(sandbox, timedelta(minutes=11))
    before = deal(sandbox)
    said = text_of(say("rob", command))
    assert "ten minutes" in said
    assert "/deal set" in said
    assert deal(sandbox) == before
    assert "ten minutes" in text_of(say("rob", "undo acme"))


def test_only_the_doer_can_press(sandbox: Sandbox, say: Say) -> None:
    command = buttons_of(say("rob", "set acme amount 61000 EUR"))["Undo"]
    before = deal(sandbox)
    assert "only Rob Reyes can undo it" in text_of(say("mia", command))
    assert deal(sandbox) == before


def test_what_builds_on_it_is_said_with_who_did_it(sandbox: Sandbox, say: Say) -> None:
    command = buttons_of(say("rob", "objection acme the price is too high for a pilot"))["Undo"]
    number = deal(sandbox).listed("objection")[-1].number
    say("mia", f"objection acme {number} removed we made them a pilot price")
    said = text_of(say("rob", command))
    assert "Mia" in said
    assert "builds on it" in said


def test_a_move_through_the_gate_has_no_undo_and_says_how_to_go_back(sandbox: Sandbox, say: Say) -> None:
    moved = say("rob", "advance initech")
    assert moved.tone == "good"
    assert "Undo" not in buttons_of(moved)
    assert "/deal back" in text_of(say("rob", "undo initech"))


def test_an_answer_that_others_see_has_no_undo_button(sandbox: Sandbox, talk_order: Callable[..., Card]) -> None:
    assert "Undo" not in buttons_of(talk_order("rob", "log acme call went through the offer", "#deals"))


def test_a_new_deal_that_is_undone_is_withdrawn_and_its_name_free(sandbox: Sandbox, say: Say) -> None:
    before = say("mia", "funnel").title
    command = buttons_of(say("rob", "new Umbra"))["Undo"]
    undone = say("rob", command)
    assert "withdrawn" in undone.title
    assert "Umbra" not in text_of(say("rob", "list"))
    assert say("mia", "funnel").title == before
    assert "withdrawn 2, not counted" in text_of(say("mia", "funnel"))
    assert say("rob", "new Umbra").title == "Umbra is a new deal, in Prospecting"


def test_a_new_deal_with_something_in_it_stays(sandbox: Sandbox, say: Say) -> None:
    command = buttons_of(say("rob", "new Umbra"))["Undo"]
    say("rob", "log umbra call they told us of their plans")
    assert "builds on it" in text_of(say("rob", command))
    assert deal(sandbox, "umbra").state == "open"


def test_a_name_that_another_deal_took_meanwhile_is_not_taken_from_it(sandbox: Sandbox, say: Say) -> None:
    command = buttons_of(say("rob", "set acme name Acme Works"))["Undo"]
    say("rita", "new Acme anyway")
    said = say("rob", command)
    assert said.tone == "stop"
    assert deal(sandbox, "acme works").state == "open"


def test_a_snooze_is_undone_and_can_be_said_again(sandbox: Sandbox, say: Say) -> None:
    snoozed = say("rob", "snooze acme until 9 June")
    assert "isn't snoozed any more" in say("rob", buttons_of(snoozed)["Undo"]).title
    assert "undone already" in text_of(say("rob", buttons_of(snoozed)["Undo"]))
    assert "Undo" in buttons_of(say("rob", "snooze acme until 9 June"))
    assert "Undo" not in buttons_of(say("rob", "snooze acme until 9 June"))
    assert "isn't snoozed any more" in say("rob", "undo").title


def test_who_ended_their_snooze_is_nudged_again(sandbox: Sandbox, say: Say) -> None:
    sweeper = Sweeper(sandbox.store)
    later(sandbox, timedelta(days=40))
    snoozed = say("rob", "snooze wayne industries until 1 September")
    sweeper.sweep(sandbox.assistant.wall())
    say("rob", buttons_of(snoozed)["Undo"])
    assert sweeper.sweep(sandbox.assistant.wall()) > 0


def test_who_owned_a_deal_for_a_moment_learns_that_they_do_not(
    sandbox: Sandbox, recorder: RecordingChat, say: Say
) -> None:
    say("rob", buttons_of(say("rob", "assign acme to <@rita>"))["Undo"])
    titles = [card.title for card in messages(sandbox, recorder, "rita")]
    assert titles == ["Acme is yours now", "Acme isn't yours after all"]


def test_undo_survives_a_restart(sandbox: Sandbox, say: Say) -> None:
    before = deal(sandbox)
    command = buttons_of(say("rob", "set acme amount 61000 EUR"))["Undo"]
    again = Assistant(sandbox.store, sandbox.wall, playbook_files.texts(None))
    again.answer(replace(spoken("rob", command, "after a restart"), talk=False))
    assert same(deal(sandbox), before)


def test_undone_evidence_leaves_the_gate_as_it_was(sandbox: Sandbox, say: Say) -> None:
    before = text_of(say("rob", "advance acme"))
    say("rob", buttons_of(say("rob", "met acme problem their orders get lost for days at a time"))["Undo"])
    assert text_of(say("rob", "advance acme")) == before
    answered = say("rob", "met acme problem their orders get lost for days at a time")
    assert "Undo" in buttons_of(answered)


def test_an_undo_writes_one_fact_and_takes_none_away(sandbox: Sandbox, say: Say) -> None:
    before = kinds(sandbox)
    say("rob", buttons_of(say("rob", "log acme call went through the offer"))["Undo"])
    assert kinds(sandbox) - before == Counter({"Logged": 1, "Undone": 1})


@pytest.fixture
def talk_order(sandbox: Sandbox) -> Callable[..., Card]:
    """Type a command as someone, in their direct conversation or in a channel."""

    def order(who: str, text: str, place: str = "") -> Card:
        key = f"order {who} {text} {place}"
        return sandbox.answer(replace(spoken(who, text, key, place), talk=False)).card

    return order


def test_the_row_with_undo_is_never_longer_than_five(say: Say) -> None:
    card = say("rob", "set acme amount 61000 EUR")
    rows = [part for part in card.body if isinstance(part, Buttons)]
    assert all(len(row.row) <= 5 for row in rows)


def test_the_place_of_the_sandbox_is_private(say: Say) -> None:
    assert demo_people.place("rob").kind == "direct"
    assert "Undo" in buttons_of(say("rob", "log acme call went through the offer"))
