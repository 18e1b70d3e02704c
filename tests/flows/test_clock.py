"""What the clock does by itself while time is moved on: nudged, escalated, put off, and never twice."""

from collections import Counter
from datetime import timedelta

import pytest

from adapters.card import Table
from bot.sandbox.sandbox import Sandbox
from tests.support.recording_chat import RecordingChat, is_nudge, nudges, plain
from tests.support.sandbox_script import Say, button


def test_a_forgotten_deal_is_nudged_and_then_goes_up_to_the_manager(
    sandbox: Sandbox, say: Say, recorder: RecordingChat
) -> None:
    say("rita", "new Vandelay")
    sandbox.forward(timedelta(days=19))
    assert nudges(recorder, "rita", "Vandelay") == []
    sandbox.forward(timedelta(days=3))
    [first] = nudges(recorder, "rita", "Vandelay")
    assert "Vandelay: silent for 14 days, 2 answers missing. Any news?" in plain(first.card)
    assert nudges(recorder, "mia", "Vandelay") == []
    sandbox.forward(timedelta(days=6))
    assert len(nudges(recorder, "mia", "Vandelay")) == 1
    assert "Vandelay" in plain(say("mia", "stalled"))


def test_no_one_gets_two_messages_on_one_day(sandbox: Sandbox, say: Say, recorder: RecordingChat) -> None:
    sandbox.forward(timedelta(days=28))
    days = Counter(
        (post.place.id, at.date()) for post, at in recorder.posts if is_nudge(post.card) and not post.replaces
    )
    assert days
    assert max(days.values()) == 1


def test_sixty_deals_stalled_overnight_are_one_message(sandbox: Sandbox, say: Say, recorder: RecordingChat) -> None:
    for number in range(60):
        say("rita", f"new Batch {number}")
    sandbox.forward(timedelta(days=22))
    [one] = nudges(recorder, "rita", "Batch")
    assert "And 59 more." in plain(one.card)
    assert plain(one.card).count("Any news?") + plain(one.card).count("Still alive?") == 5


def test_legals_silence_reaches_legal_and_not_the_rep(sandbox: Sandbox, say: Say, recorder: RecordingChat) -> None:
    say("rob", "set stark amount 80000 EUR")
    say("rob", "engage stark legal because they want our paper changed")
    sandbox.forward(timedelta(days=3))
    assert "Stark €80k: has waited 2 days for Legal. Cleared?" in plain(nudges(recorder, "leo", "Stark")[0].card)
    assert not [post for post in nudges(recorder, "rob", "Stark") if "Legal hasn't answered" in plain(post.card)]


def test_a_deal_that_was_worked_on_meanwhile_is_not_named(sandbox: Sandbox, say: Say, recorder: RecordingChat) -> None:
    say("rita", "new Vandelay")
    sandbox.forward(timedelta(days=20, hours=22))
    say("rita", "log vandelay call they are back from holidays")
    sandbox.forward(timedelta(days=3))
    assert nudges(recorder, "rita", "Vandelay") == []


def test_a_newer_nudge_takes_up_what_still_waits_and_leaves_one_line_of_the_older(
    sandbox: Sandbox, say: Say, recorder: RecordingChat
) -> None:
    say("rob", "new Vandelay")
    sandbox.forward(timedelta(days=7))
    say("rob", "new Gringotts")
    sandbox.forward(timedelta(days=24))
    first = nudges(recorder, "rob", "Vandelay")[0]
    later = nudges(recorder, "rob", "Gringotts")[0]
    assert "more." in plain(later.card)
    edits = [post.card for post, _ in recorder.posts if post.replaces == recorder.id_of(first)]
    assert edits[-1].title == "You have a newer message"


def test_a_manager_with_many_new_deals_still_sees_what_went_up_to_her(
    sandbox: Sandbox, say: Say, recorder: RecordingChat
) -> None:
    sandbox.forward(timedelta(days=9))
    for number in range(8):
        say("mia", f"new Lesser {number}")
    sandbox.forward(timedelta(days=23))
    crowded = nudges(recorder, "mia", "Lesser 0")[0].card
    assert "more." in plain(crowded)
    assert plain(crowded).count("Can you help?") == 2


def test_an_approval_no_one_decides_goes_up_before_it_expires(
    sandbox: Sandbox, say: Say, recorder: RecordingChat
) -> None:
    say("rob", "advance stark")
    sandbox.forward(timedelta(days=3, hours=-1))
    assert "Rob asked yesterday to move it to Closing. Approve?" in plain(nudges(recorder, "mia", "Stark")[0].card)
    assert "Mia hasn't decided for 2 days. Can you decide?" in plain(nudges(recorder, "max", "Stark")[0].card)
    assert "expired" not in plain(say("rob", "history stark all"))


def test_what_is_posted_says_the_readers_own_time(say: Say, recorder: RecordingChat) -> None:
    say("mia", "settings my zone Asia/Tokyo")
    say("rob", "advance stark")
    [asked] = [post for post, _ in recorder.posts if post.place.id == "mia" and "to Closing?" in post.card.title]
    assert "Yours until Thu 17:" in plain(asked.card)
    say("rob", "set stark amount 80000 EUR")
    assert " 17:" in plain(recorder.stands(asked))


def test_a_card_that_asked_says_what_changed_on_the_deal_and_so_does_a_late_press(
    say: Say, recorder: RecordingChat
) -> None:
    say("rob", "advance stark")
    [asked] = [post for post, _ in recorder.posts if post.place.id == "mia" and "to Closing?" in post.card.title]
    say("rob", "set stark amount 60000 EUR")
    late = [say("mia", button(asked.card, "Approve").command), say("mia", asked.card.refresh_command)]
    for card in (recorder.stands(asked), *late):
        assert card.title == "Stark: the approval is void"
        assert "The amount is now 60,000 EUR. The owner has to ask again." in plain(card)
        assert "Rob Reyes changed it " in plain(card)


def test_no_answer_goes_up_the_line_a_step_at_a_time(sandbox: Sandbox, say: Say, recorder: RecordingChat) -> None:
    say("rita", "new Vandelay")
    sandbox.forward(timedelta(days=40))
    first = {
        who: min(at for post, at in recorder.posts if post.place.id == who and "Vandelay" in plain(post.card))
        for who in ("rita", "mia", "max")
    }
    assert first["rita"] < first["mia"] < first["max"]


def test_each_attempt_has_one_answer_and_the_manager_sees_the_habit(
    sandbox: Sandbox, say: Say, recorder: RecordingChat
) -> None:
    sandbox.forward(timedelta(hours=1))
    before = len(recorder.posts)
    for name in ("acme", "globex", "acme"):
        assert "Tip: No problem, no sale." in plain(say("rob", f"advance {name} to closing"))
    assert not [post for post, _ in recorder.posts[before:] if post.place.id in ("rob", "mia")]
    sandbox.forward(timedelta(days=1))
    [habit] = [post for post, _ in recorder.posts if post.place.id == "mia" and "tried 3 times" in plain(post.card)]
    assert "Rob tried 3 times to skip a stage: Acme (2) and Globex (1)." in plain(habit.card)
    assert habit.card.title == "Rob tried 3 times to skip a stage"


def test_a_rule_is_turned_off_and_loosened_in_chat_and_its_votes_are_shown(
    sandbox: Sandbox, say: Say, recorder: RecordingChat
) -> None:
    assert "Only a manager or an admin can change" in plain(say("rob", "rules idle off"))
    say("mia", "rules idle off")
    say("mia", "rules close date later by 5")
    say("rita", "new Vandelay")
    say("rita", "set vandelay close date 6 May 2026")
    sandbox.forward(timedelta(days=7))
    assert nudges(recorder, "rita", "Vandelay") == []
    sandbox.forward(timedelta(days=2))
    [nudge] = nudges(recorder, "rita", "Vandelay")
    assert "was to close on 6 May. When will they sign?" in plain(nudge.card)
    say("rita", button(nudge.card, "Not useful").command)
    [table] = [part for part in say("mia", "rules").body if isinstance(part, Table)]
    rows = {row[0]: row[2:] for row in table.rows}
    assert rows["idle"] == ("off, set by Mia Marsh", "0", "0")
    assert rows["close date"] == ("5 days later, set by Mia Marsh", "1", "1")
    say("mia", "rules idle on")
    assert "as in the playbook" not in plain(say("ada", "settings"))
    sandbox.forward(timedelta(days=21))
    assert any("silent for" in plain(post.card) for post in nudges(recorder, "rita", "Vandelay"))


def test_quiet_hours_are_kept_and_what_waits_comes_after_them(
    sandbox: Sandbox, say: Say, recorder: RecordingChat
) -> None:
    say("rita", "new Vandelay")
    sandbox.forward(timedelta(days=21))
    say("rita", "settings my quiet hours 19:00-11:30")
    sandbox.forward(timedelta(days=1, hours=5))
    [at] = [at for post, at in recorder.posts if post.place.id == "rita" and "Vandelay" in plain(post.card)]
    assert f"{at:%H:%M}" == "10:30"  # half past eleven in London
    assert "“sometimes” as hours" in plain(say("rita", "settings my quiet hours sometimes"))


@pytest.mark.parametrize("days", range(7))
def test_the_next_working_morning_brings_the_digest_on_any_day_of_the_week(
    sandbox: Sandbox, recorder: RecordingChat, days: int
) -> None:
    sandbox.forward(timedelta(days=days))
    before = len(recorder.posts)
    sandbox.forward(sandbox.until_morning())
    since = [post for post, _ in recorder.posts[before:]]
    assert [post.card.title.split(" · ")[0] for post in since if post.place.id == "#deals"] == ["Deals"]
    assert days or [post for post in since if is_nudge(post.card) and post.place.id == "rob"]
    assert timedelta(0) < sandbox.until_morning() <= timedelta(days=4)
