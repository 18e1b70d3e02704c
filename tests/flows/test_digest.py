"""The digest of a channel: what is in it, when it comes, and how it is set and updated."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from adapters.card import Card, Form
from adapters.chat import Post
from bot.sandbox.sandbox import Sandbox
from tests.support.recording_chat import RecordingChat, buttons, heard, plain
from tests.support.sandbox_script import Say, button

A_DAY = timedelta(days=1)


def in_deals(sandbox: Sandbox, who: str, text: str) -> Card:
    """Say something in #deals."""
    return sandbox.answer(heard(who, text, "#deals")).card


def digests(recorder: RecordingChat) -> list[Post]:
    """What was posted in #deals, each as it came."""
    return [post for post, _ in recorder.posts if post.place.id == "#deals" and not post.replaces]


def test_tuesday_nine_oclock_legal_presses_done_and_the_digest_is_brought_up_to_date(
    sandbox: Sandbox, say: Say, recorder: RecordingChat
) -> None:
    sandbox.forward(A_DAY)
    [tuesday] = digests(recorder)
    assert tuesday.card.title == "4 stalled, 236k EUR · 2 quiet, 210k EUR"
    assert "Wayne Industries, 120k EUR: Legal hasn't answered for 6 days (Leo)" in plain(tuesday.card)
    done = button(tuesday.card, "Done: Wayne Industries")
    assert "Only Legal can attest this" in plain(say("rob", done.command))
    assert recorder.stands(tuesday) == tuesday.card
    say("leo", done.command)
    now = recorder.stands(tuesday)
    assert now.title == "4 stalled, 236k EUR · 1 quiet, 90k EUR"
    assert "Done since then: Wayne Industries (as of 5 May 2026" in plain(now)
    assert "Done" not in [one.label.partition(":")[0] for one in buttons(now)]
    assert len(digests(recorder)) == 1


def test_it_comes_at_nine_on_working_days_once(sandbox: Sandbox, recorder: RecordingChat) -> None:
    sandbox.forward(timedelta(days=28))
    at = [at for post, at in recorder.posts if post.place.id == "#deals" and not post.replaces]
    assert {f"{one:%H:%M}" for one in at} == {"07:00"}
    assert all(one.date() < after.date() for one, after in pairwise(at))
    assert len(at) == 18  # twenty working days of four weeks, less Ascension and Whit Monday
    assert {one.weekday() for one in at} == set(range(5))


def test_it_tells_what_moved_what_waits_and_who_tried_to_skip(
    sandbox: Sandbox, say: Say, recorder: RecordingChat
) -> None:
    sandbox.forward(A_DAY)
    say("rob", "advance initech")
    say("rob", "advance stark")
    say("rob", "advance globex to closing")
    say("mia", "waive globex budget because they buy through our frame contract")
    say("rita", "lose umbrella because they build it themselves")
    sandbox.forward(A_DAY)
    shown = plain(digests(recorder)[-1].card)
    assert "2 deals moved" in shown
    assert "Initech, 12k EUR – Prospecting to Qualification, Rob Reyes" in shown
    assert "Umbrella, 90k EUR – lost in Presentation: they build it themselves" in shown
    assert "1 handoff is waiting - Stark, 40k EUR – Discussion to Closing: Mia Marsh decides, Rob Reyes asked" in shown
    assert "1 skip attempt and 1 waiver" in shown
    assert "Globex – Rob Reyes tried to skip to Closing" in shown
    assert "waived Budget: they buy through our frame contract" in shown
    sandbox.forward(A_DAY)
    assert "moved" not in plain(digests(recorder)[-1].card)


def test_stalled_answers_at_once_with_the_same_view(sandbox: Sandbox, say: Say, recorder: RecordingChat) -> None:
    sandbox.forward(A_DAY)
    assert in_deals(sandbox, "mia", "stalled").title == digests(recorder)[-1].card.title
    mine = say("ana", "stalled mine")
    assert "Tyrell" in plain(mine)
    assert "Umbrella" not in plain(mine)


def test_its_hour_days_and_deals_are_set_in_the_channel(sandbox: Sandbox, say: Say, recorder: RecordingChat) -> None:
    assert "Only a manager or an admin can" in plain(in_deals(sandbox, "rob", "digest at 8:00"))
    refused = plain(say("mia", "digest at 8:00"))
    assert "Type this again in the channel that wants it" in refused
    assert "/deal digest shows which channels have one" in refused
    assert "read “noonish” as a time" in plain(in_deals(sandbox, "mia", "digest at noonish"))
    assert "“paydays” as days of the week" in plain(in_deals(sandbox, "mia", "digest on paydays"))
    in_deals(sandbox, "mia", "digest at 4 pm on Tue and Thu")
    in_deals(sandbox, "mia", "digest only <@rita>")
    shown = plain(in_deals(sandbox, "mia", "digest"))
    assert "Time 16:00 Days Tuesday, Thursday" in shown
    assert "Only deals of Rita Roy" in shown
    sandbox.forward(timedelta(days=7))
    assert [f"{at:%a %H:%M}" for post, at in recorder.posts if post.place.id == "#deals"] == ["Tue 14:00", "Thu 14:00"]
    assert "Cyberdyne" not in plain(digests(recorder)[-1].card)
    assert "#deals: 16:00, Tuesday, Thursday" in plain(say("rob", "digest"))


def test_outside_of_a_channel_it_says_which_have_one_and_how_one_is_set(sandbox: Sandbox, say: Say) -> None:
    for who in ("rob", "mia"):
        shown = plain(say(who, "digest"))
        assert "#deals: 09:00, Monday to Friday" in shown
        assert "Type /deal digest at 9:00 in the channel." in shown
    in_deals(sandbox, "mia", "digest off")
    assert "Type /deal digest at 9:00 in the channel." in plain(say("mia", "digest"))


def test_in_another_channel_a_manager_sees_where_there_is_one_and_a_rep_no_form(sandbox: Sandbox) -> None:
    def asked(who: str, place: str) -> Card:
        return sandbox.answer(heard(who, "digest", place)).card

    mine = asked("mia", "#deal-stark")
    assert "has no digest yet" in mine.title
    assert "Digests of other channels - #deals: 09:00, Monday to Friday" in plain(mine)
    assert [part for part in mine.body if isinstance(part, Form)]
    robs = asked("rob", "#deal-stark")
    assert "A manager or an admin can set one here." in plain(robs)
    assert "#deals" not in plain(robs)
    assert not [part for part in (*robs.body, *asked("rob", "#deals").body) if isinstance(part, Form)]
    assert "Turn it off" not in plain(asked("rob", "#deals"))
    assert "other channels" not in plain(asked("mia", "#deals"))


def test_a_form_sets_it_and_off_is_off(sandbox: Sandbox, recorder: RecordingChat) -> None:
    values = {"at": "8", "days": "every day", "only": "stage closing", "zone": "Asia/Tokyo"}
    set_there = sandbox.answer(replace(heard("mia", "digest", "#deals"), values=values)).card
    assert "Time 08:00 Days every day" in plain(set_there)
    sandbox.forward(timedelta(days=2))
    assert [f"{at:%H:%M}" for post, at in recorder.posts if post.place.id == "#deals"] == ["23:00", "23:00"]
    assert "Only deals in Closing" in plain(digests(recorder)[-1].card)
    assert "digest is off" in plain(in_deals(sandbox, "mia", "digest off"))
    sandbox.forward(timedelta(days=3))
    assert len(digests(recorder)) == 2


def test_a_day_that_had_its_digest_gets_no_second_one_by_another_hour(
    sandbox: Sandbox, recorder: RecordingChat
) -> None:
    sandbox.forward(A_DAY)
    in_deals(sandbox, "mia", "digest at 15:00")
    sandbox.forward(timedelta(hours=10))
    assert len(digests(recorder)) == 1
    sandbox.forward(A_DAY)
    assert [f"{at:%H:%M}" for post, at in recorder.posts if post.place.id == "#deals" and not post.replaces] == [
        "07:00",
        "13:00",
    ]


@pytest.mark.parametrize("many", [60])
def test_a_long_list_is_turned_page_by_page(sandbox: Sandbox, say: Say, recorder: RecordingChat, many: int) -> None:
    for number in range(many):
        say("rita", f"new Batch {number:03}")
    sandbox.forward(timedelta(days=24))
    card, seen = say("rita", "stalled mine"), ""
    while True:
        seen += plain(card)
        on = [one for one in buttons(card) if one.label.startswith("Show the next")]
        if not on:
            break
        card = say("rita", on[0].command)
    assert all(seen.count(f"Batch {number:03}:") == 1 for number in range(many))


def test_an_hour_that_can_be_two_is_asked_about(sandbox: Sandbox) -> None:
    asked = in_deals(sandbox, "mia", "digest at 5")
    assert "mean 05:00 or 17:00?" in asked.title
    assert "17:00" in plain(in_deals(sandbox, "mia", button(asked, "17:00").command))
