"""The digest of a channel: what is in it, when it comes, and how it is set and updated."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from adapters.card import Buttons, Card, Chart, Form
from adapters.chat import Post
from bot.sandbox.sandbox import Sandbox
from tests.support.recording_chat import RecordingChat, buttons, heard, nudges, plain
from tests.support.sandbox_script import Say, button

A_DAY = timedelta(days=1)


def in_deals(sandbox: Sandbox, who: str, text: str) -> Card:
    """Say something in #deals."""
    return sandbox.answer(heard(who, text, "#deals")).card


def digests(recorder: RecordingChat) -> list[Post]:
    """What was posted in #deals, each as it came."""
    return [post for post, _ in recorder.posts if post.place.id == "#deals" and not post.replaces]


def test_tuesday_nine_oclock_legal_answers_and_the_digest_is_brought_up_to_date(
    sandbox: Sandbox, say: Say, recorder: RecordingChat
) -> None:
    sandbox.forward(A_DAY)
    [tuesday] = digests(recorder)
    assert tuesday.card.title == "Deals · Tue 5 May · 7 as yesterday"
    assert (
        "Still: Cyberdyne third plant · Massive Dynamic · Tyrell · Wonka · Umbrella · Virtucon · Wayne Industries"
        in plain(tuesday.card)
    )
    [asked] = nudges(recorder, "leo", "Wayne Industries")
    cleared = button(asked.card, "Cleared")
    assert "Only Legal can attest this" in plain(say("rob", cleared.command))
    assert recorder.stands(tuesday) == tuesday.card
    say("leo", cleared.command)
    now = recorder.stands(tuesday)
    assert now.title == "Deals · Tue 5 May · 6 as yesterday"
    assert "Off the list since then: Wayne Industries" in plain(now)
    assert recorder.stands(asked).title == "Done for today ✓"
    assert len(digests(recorder)) == 1


def test_what_is_new_comes_first_and_is_known_the_day_after(
    sandbox: Sandbox, say: Say, recorder: RecordingChat
) -> None:
    sandbox.forward(timedelta(days=3))
    _, wednesday, thursday = digests(recorder)
    assert wednesday.card.title == "Deals · Wed 6 May · 2 new, 7 as yesterday"
    assert "New - Acme €48k: silent for 7 days, 5 answers missing (Rob) - Globex" in plain(wednesday.card)
    assert wednesday.card.notification == "2 new, €123k"
    assert thursday.card.title == "Deals · Thu 7 May · 9 as yesterday"
    assert "Acme" in plain(thursday.card).partition("Still: ")[2]
    say("rob", "log acme call they are back")
    assert recorder.stands(thursday).title == "Deals · Thu 7 May · 8 as yesterday"


def test_its_chart_is_brought_up_to_date_in_its_place(sandbox: Sandbox, say: Say, recorder: RecordingChat) -> None:
    sandbox.forward(timedelta(days=3))
    thursday = digests(recorder)[-1]
    assert bars(thursday.card)["Qualification"] == "3 · €145k"
    say("rob", "log acme call they are back")
    assert bars(recorder.stands(thursday))["Qualification"] == "2 · €97k"


def bars(card: Card) -> dict[str, str]:
    """What each bar of a digest's chart says."""
    (chart,) = [part for part in card.body if isinstance(part, Chart)]
    return {one.label: one.note for one in chart.points}


def test_every_deal_of_it_is_opened_from_a_menu_and_for_its_reader_alone(
    sandbox: Sandbox, recorder: RecordingChat
) -> None:
    sandbox.forward(A_DAY)
    [tuesday] = digests(recorder)
    [menu] = [part for part in tuesday.card.body if isinstance(part, Buttons)]
    assert menu.sign == "Open a deal"
    assert [one.label for one in menu.more][:2] == ["Cyberdyne third plant", "Massive Dynamic €22k"]
    assert len(menu.more) == 7
    opened = sandbox.answer(heard("rita", menu.more[1].command, "#deals"))
    assert (opened.seen_by, "Massive Dynamic" in opened.card.title) == ("asker", True)
    everything = sandbox.answer(heard("rita", button(tuesday.card, "Show all 7").command, "#deals"))
    assert (everything.seen_by, everything.card.title) == ("asker", "4 stalled, €236k · 3 quiet, €248k")
    assert recorder.stands(tuesday) == tuesday.card


def test_on_a_quiet_day_it_says_what_moved_and_what_comes_next(
    sandbox: Sandbox, say: Say, recorder: RecordingChat
) -> None:
    for rule in ("idle", "long", "contact", "date", "close date", "approval", "specialist", "renewal"):
        say("mia", f"rules {rule} off")
    say("rob", "advance initech")
    sandbox.forward(A_DAY)
    [card] = [one.card for one in digests(recorder)]
    assert card.title == "Deals · Tue 5 May · all moving ✓"
    assert "Moved: Initech to Qualification Next dates: Wayne Industries “the board signs off the budget” tomorrow" in (
        plain(card)
    )
    assert card.notification == "All moving. Initech to Qualification"


def test_a_first_digest_looks_back_to_the_last_working_day(sandbox: Sandbox, recorder: RecordingChat) -> None:
    """It is set on a Monday; the Friday before counts as the day before."""
    sandbox.forward(timedelta(days=6, hours=22, minutes=50))
    before = len(digests(recorder))
    in_deals(sandbox, "mia", "digest at 9:05")
    sandbox.forward(timedelta(minutes=20))
    monday = digests(recorder)[before:]
    assert [post.card.title for post in monday] == ["Deals · Mon 11 May · 1 new, 9 as on Fri"]


def test_it_comes_at_nine_on_working_days_once(sandbox: Sandbox, recorder: RecordingChat) -> None:
    sandbox.forward(timedelta(days=28))
    at = [at for post, at in recorder.posts if post.place.id == "#deals" and not post.replaces]
    assert {f"{one:%H:%M}" for one in at} == {"07:00"}
    assert all(one.date() < after.date() for one, after in pairwise(at))
    assert len(at) == 18  # twenty working days of four weeks, less Ascension and Whit Monday
    assert {one.weekday() for one in at} == set(range(5))


def test_it_tells_what_moved_and_waits_and_what_only_managers_read_is_in_their_list(
    sandbox: Sandbox, say: Say, recorder: RecordingChat
) -> None:
    sandbox.forward(A_DAY)
    say("rob", "advance initech")
    say("rob", "advance stark")
    say("rob", "advance globex to closing")
    say("mia", "waive globex budget because they buy through our frame contract")
    say("rita", "lose umbrella because they build it themselves")
    in_full = {who: plain(say(who, "stalled")) for who in ("mia", "rob")}
    sandbox.forward(A_DAY)
    card = digests(recorder)[-1].card
    shown = plain(card)
    assert "Moved: Initech to Qualification · Umbrella is lost" in shown
    assert "Waits for a decision - Stark €40k to Closing (Mia, until Fri " in shown
    assert "Gates held 1 time since yesterday." in shown
    assert card.notification.endswith(". Stark waits for Mia")
    for word in ("tried", "waive", "frame contract", "build it themselves"):
        assert word not in shown
    assert "1 skip attempt and 1 waiver - Globex: Rob asked for Closing" in in_full["mia"]
    assert "waived Budget: they buy through our frame contract" in in_full["mia"]
    assert "Umbrella €90k is lost: they build it themselves (Rita)" in in_full["rob"]
    assert "asked for Closing" not in in_full["rob"]
    assert "waive" not in in_full["rob"]
    say("mia", "approve stark")
    sandbox.forward(A_DAY)
    assert "Umbrella" not in plain(digests(recorder)[-1].card)


def test_stalled_answers_at_once_with_the_same_view(sandbox: Sandbox, say: Say, recorder: RecordingChat) -> None:
    sandbox.forward(A_DAY)
    assert in_deals(sandbox, "mia", "stalled").title == "4 stalled, €236k · 3 quiet, €248k"
    mine = say("ana", "stalled mine")
    assert "Your deals." in plain(mine)
    assert "Tyrell" in plain(mine)
    assert "Umbrella" not in plain(mine)


def test_its_hour_days_and_deals_are_set_in_the_channel(sandbox: Sandbox, say: Say, recorder: RecordingChat) -> None:
    assert "Only a manager or an admin can" in plain(in_deals(sandbox, "rob", "digest at 8:00"))
    refused = plain(say("mia", "digest at 8:00"))
    assert "Type this again in the channel that wants it" in refused
    assert "/deal digest shows which channels have one" in refused
    assert "read “noonish” as a time" in plain(in_deals(sandbox, "mia", "digest at noonish"))
    assert "“paydays” as days of the week" in plain(in_deals(sandbox, "mia", "digest on paydays"))
    assert "Set by Mia Marsh." in plain(in_deals(sandbox, "mia", "digest at 4 pm on Tue and Thu"))
    in_deals(sandbox, "mia", "digest only <@rita>")
    shown = plain(in_deals(sandbox, "mia", "digest"))
    assert "#deals gets a digest at 16:00, Tuesday, Thursday" in shown
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
    assert "gets a digest at 08:00, every day" in plain(set_there)
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
