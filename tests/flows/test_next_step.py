"""The next step: planned in words or by a form, reminded of at its time, asked about afterwards; time is moved."""

from collections import Counter
from datetime import timedelta

import pytest

from adapters.card import Bullets, Card, Form, unmarked
from adapters.chat import Post
from bot.sandbox.sandbox import Sandbox
from tests.support.card_text import buttons_of
from tests.support.recording_chat import RecordingChat, nudges, plain
from tests.support.sandbox_script import Say
from tests.support.talking import Talk, kinds

HOUR = timedelta(hours=1)
ROB, LEO = "sandbox-sandbox-rob", "sandbox-sandbox-leo"


def sent(recorder: RecordingChat, who: str, words: str) -> list[Post]:
    """What a person was sent first (not edited) with these words on it."""
    return [
        post
        for post, _ in recorder.posts
        if post.place.id == who and not post.replaces and words.casefold() in plain(post.card).casefold()
    ]


def needs(card: Card) -> list[str]:
    """What each deal of a list needs next."""
    return [
        unmarked(line, "").partition(": ")[2] for part in card.body if isinstance(part, Bullets) for line in part.lines
    ]


def when(recorder: RecordingChat, post: Post) -> str:
    """When a message went out, by the clock of Berlin in summer."""
    at = next(at for one, at in recorder.posts if one is post)
    return (at + 2 * HOUR).strftime("%a %H:%M")


def test_a_planned_call_stands_on_the_card_in_the_list_and_on_home(sandbox: Sandbox, say: Say) -> None:
    card = say("rob", "plan acme call Carla on Tuesday 10:00")
    assert "Call Carla, Tuesday 5 May 2026 (tomorrow), 10:00." in plain(card)
    assert "I'll remind you then, and ask afterwards how it went." in plain(card)
    assert "Call Carla, Tuesday 5 May 2026 (tomorrow), 10:00, Rob Reyes" in plain(say("mia", "show acme all"))
    assert "call Carla, tomorrow, 10:00" in needs(say("rob", "list"))
    assert "Planned for today" not in plain(say("rob", "home"))
    sandbox.forward(timedelta(days=1))
    assert "Planned for today Acme – call Carla, today, 10:00" in plain(say("rob", "home"))
    assert "planned the next step: call Carla, Tuesday 5 May 2026, 10:00." in plain(say("rob", "history acme all"))


def test_its_person_is_reminded_at_that_time_and_asked_two_hours_later(
    sandbox: Sandbox, say: Say, recorder: RecordingChat
) -> None:
    say("rob", "plan acme call Carla on Tuesday 10:00")
    sandbox.forward(timedelta(days=1, hours=6))
    [reminder] = sent(recorder, "rob", "Acme: call Carla")
    [question] = sent(recorder, "rob", "How did it go on Acme?")
    assert (when(recorder, reminder), when(recorder, question)) == ("Tue 10:00", "Tue 12:00")
    assert list(buttons_of(reminder.card)) == ["Done", "New time", "Dropped", "Show deal"]
    sandbox.forward(timedelta(days=1))
    assert len(sent(recorder, "rob", "call Carla")) == 2


def test_a_day_without_a_time_is_a_reminder_in_the_morning_and_a_question_on_the_next_working_one(
    sandbox: Sandbox, say: Say, recorder: RecordingChat
) -> None:
    say("rob", "plan acme send the offer by Friday")
    sandbox.forward(timedelta(days=8))
    [reminder] = sent(recorder, "rob", "Acme: send the offer")
    [question] = sent(recorder, "rob", "How did it go on Acme?")
    assert (when(recorder, reminder), when(recorder, question)) == ("Fri 09:00", "Mon 09:00")


def test_a_reminder_that_was_asked_for_comes_in_quiet_hours_and_the_question_waits_for_the_morning(
    sandbox: Sandbox, say: Say, recorder: RecordingChat
) -> None:
    say("rob", "settings my quiet hours 17:00-10:00")
    say("rob", "plan acme call Carla in Boston tomorrow at 20:30")
    sandbox.forward(timedelta(days=3))
    [reminder] = sent(recorder, "rob", "Acme: call Carla in Boston")
    [question] = sent(recorder, "rob", "How did it go on Acme?")
    assert (when(recorder, reminder), when(recorder, question)) == ("Tue 20:30", "Wed 10:00")


def test_a_reminder_is_beside_the_one_message_a_day(sandbox: Sandbox, say: Say, recorder: RecordingChat) -> None:
    say("rita", "new Vandelay")
    sandbox.forward(timedelta(days=21, hours=20))
    say("rita", "new Kramerica")
    say("rita", "plan kramerica call Jo today at 23:00")
    sandbox.forward(timedelta(days=1))
    assert len(nudges(recorder, "rita", "Vandelay")) == 1
    assert len(sent(recorder, "rita", "Kramerica: call Jo")) == 1


@pytest.mark.parametrize(
    ("planned", "reminded", "nudged"),
    [
        ("plan kramerica send the offer today", "10:00", "10:30"),
        ("plan kramerica send the offer today 9:05", "10:05", "10:30"),
        ("plan kramerica send the offer today 9:06", "10:06", "10:00"),
        ("plan kramerica send the offer today 10:00", "11:00", "10:00"),
    ],
)
def test_a_nudge_of_the_same_minute_waits_for_half_an_hour(  # noqa: PLR0917  # three of them are the table's columns
    sandbox: Sandbox, say: Say, recorder: RecordingChat, planned: str, reminded: str, nudged: str
) -> None:
    """Rita works in London, and `when` reads the clocks of Berlin, where it is an hour later."""
    say("rita", "new Vandelay")
    sandbox.forward(timedelta(days=21, hours=20))
    say("rita", "new Kramerica")
    say("rita", planned)
    sandbox.forward(timedelta(days=1))
    [reminder] = sent(recorder, "rita", "Kramerica: send the offer")
    [nudge] = nudges(recorder, "rita", "Vandelay")
    assert (when(recorder, reminder)[4:], when(recorder, nudge)[4:]) == (reminded, nudged)


def test_done_opens_a_note_and_what_was_sent_shows_it(sandbox: Sandbox, say: Say, recorder: RecordingChat) -> None:
    say("rob", "plan acme call Carla on Tuesday 10:00")
    sandbox.forward(timedelta(days=1, hours=1))
    [reminder] = sent(recorder, "rob", "Acme: call Carla")
    done = buttons_of(reminder.card)["Done"]
    [form] = [part for part in say("rob", done).body if isinstance(part, Form)]
    assert [field.label for field in form.fields] == ["How did it go?"]
    card = say("rob", form.command, {"note": "they want the offer by June"}, subject=form.subject)
    assert "What's next?" in plain(card)
    assert "Plan the next step" in buttons_of(card)
    shown = recorder.stands(reminder)
    assert "✓ they want the offer by June" in plain(shown)
    assert list(buttons_of(shown)) == ["Show deal"]
    history = plain(say("rob", "history acme all"))
    assert "did the next step: call Carla. They want the offer by June" in history
    assert "logged a call: they want the offer by June" in history
    sandbox.forward(timedelta(days=1))
    assert not sent(recorder, "rob", "How did it go")


def test_a_step_that_is_moved_is_reminded_of_at_its_new_time_only(
    sandbox: Sandbox, say: Say, recorder: RecordingChat
) -> None:
    say("rob", "plan acme call Carla on Tuesday 10:00")
    assert "Call Carla, Tuesday 5 May 2026 (tomorrow), 15:00." in plain(say("rob", "plan acme move to 15:00"))
    say("rob", "plan acme move to Thursday 11:00")
    sandbox.forward(timedelta(days=3, hours=2))
    [reminder] = sent(recorder, "rob", "Acme: call Carla")
    assert when(recorder, reminder) == "Thu 11:00"
    form = say("rob", buttons_of(reminder.card)["New time"]).body[0]
    assert isinstance(form, Form)
    assert {field.key: field.value for field in form.fields} == {"day": "2026-05-07", "time": "11:00"}
    say("rob", form.command, {"day": "2026-05-08", "time": "9:30"}, subject=form.subject)
    assert "Moved to tomorrow, 09:30." in plain(recorder.stands(reminder))
    assert "moved 3 times" in plain(say("rob", "show acme"))


def test_moved_three_times_stands_in_the_digest(sandbox: Sandbox, say: Say) -> None:
    say("rob", "plan acme call Carla on Tuesday 10:00")
    for day in ("Wednesday", "Thursday"):
        say("rob", f"plan acme move to {day} 10:00")
        assert "Put off again and again" not in plain(say("mia", "stalled"))
    say("rob", "plan acme call carla on Friday")
    assert "Put off again and again" in plain(say("mia", "stalled"))
    assert "Acme – “call Carla” was moved 3 times, now 8 May" in plain(say("mia", "stalled"))


def test_a_dropped_step_reminds_no_one_and_an_old_button_ends_no_other_step(
    sandbox: Sandbox, say: Say, recorder: RecordingChat
) -> None:
    say("rob", "plan acme call Carla on Tuesday 10:00")
    sandbox.forward(timedelta(days=1, hours=1))
    [reminder] = sent(recorder, "rob", "Acme: call Carla")
    assert "What's next?" in plain(say("rob", buttons_of(reminder.card)["Dropped"]))
    say("rob", "plan acme send the offer on Friday")
    for label in ("Done", "New time", "Dropped"):
        assert "This step isn't planned any more" in plain(say("rob", buttons_of(reminder.card)[label]))
    assert "send the offer, 8 May" in needs(say("rob", "list"))


def test_the_question_after_a_log_is_what_comes_next(sandbox: Sandbox, say: Say) -> None:
    ask = buttons_of(say("rob", "log acme call they want prices"))
    form = say("rob", ask["Plan the next step"]).body[0]
    assert isinstance(form, Form)
    assert {field.key: field.value for field in form.fields} == {"text": "", "day": "", "time": "", "who": ROB}
    answers = {"text": "send prices", "day": "2026-05-06", "time": "", "who": ROB}
    assert "Send prices, Wednesday 6 May 2026" in plain(say("rob", form.command, answers, subject=form.subject))
    assert set(buttons_of(say("rob", "log acme call they called again"))) == {"Undo"}
    sandbox.forward(timedelta(days=2))
    assert "Done: send prices" in buttons_of(say("rob", "log acme e-mail sent them the prices"))


def test_what_is_missing_is_asked_for_with_what_is_known(say: Say) -> None:
    form = say("rob", "plan acme call Carla for <@leo>").body[0]
    assert isinstance(form, Form)
    assert {field.key: field.value for field in form.fields} == {
        "text": "call Carla",
        "day": "",
        "time": "",
        "who": LEO,
    }


def test_a_time_that_reads_in_two_ways_is_asked_about(say: Say) -> None:
    card = say("rob", "plan acme call Carla on Tuesday at 3")
    assert "03:00 or 15:00" in plain(card)
    assert "15:00." in plain(say("rob", buttons_of(card)["15:00"]))


@pytest.mark.parametrize("words", ["today at 9:00", "on 1 May 2026", "at 9:00"])
def test_a_time_that_has_passed_is_refused_with_what_to_do(say: Say, words: str) -> None:
    assert "That time has passed. Choose a later one" in plain(say("rob", f"plan acme call Carla {words}"))
    assert "Call Carla" not in plain(say("rob", "show acme"))


def test_a_colleague_learns_what_is_planned_for_them_and_gets_the_reminder(
    sandbox: Sandbox, say: Say, recorder: RecordingChat
) -> None:
    say("rob", "plan acme check their contract on Wednesday for <@leo>")
    assert "Rob planned it for you: Wednesday 6 May 2026" in plain(sent(recorder, "leo", "Acme")[0].card)
    sandbox.forward(timedelta(days=2))
    assert when(recorder, sent(recorder, "leo", "check their contract, today")[0]) == "Wed 09:00"
    assert "check their contract, today" in plain(say("leo", "home"))
    assert not sent(recorder, "rob", "check their contract")
    say("leo", "plan acme done their terms are fine")
    assert "Leo" in plain(say("rob", "history acme all"))


def test_while_someone_is_away_their_stand_in_gets_the_reminder(
    sandbox: Sandbox, say: Say, recorder: RecordingChat
) -> None:
    say("rob", "plan acme call Carla on Wednesday 10:00")
    say("rob", "away until 12 May delegate <@rita>")
    sandbox.forward(timedelta(days=2, hours=1))
    [reminder] = sent(recorder, "rita", "Acme: call Carla")
    assert "It is planned for Rob, who is away." in plain(reminder.card)
    assert not sent(recorder, "rob", "Acme: call Carla")
    assert "What's next?" in plain(say("rita", buttons_of(reminder.card)["Dropped"]))


def test_a_new_owner_gets_the_plan_and_the_reminder(sandbox: Sandbox, say: Say, recorder: RecordingChat) -> None:
    say("rob", "plan acme call Carla on Wednesday 10:00")
    say("rob", "assign acme to <@rita>")
    sandbox.forward(timedelta(days=2, hours=1))
    assert len(sent(recorder, "rita", "Acme: call Carla")) == 1
    assert not sent(recorder, "rob", "Acme: call Carla")


def test_a_deal_that_is_lost_reminds_no_one(sandbox: Sandbox, say: Say, recorder: RecordingChat) -> None:
    say("rob", "plan acme call Carla on Wednesday 10:00")
    say("rob", "lose acme because they chose a rival")
    sandbox.forward(timedelta(days=3))
    assert not sent(recorder, "rob", "call Carla")


def test_a_snoozed_deal_still_reminds_of_what_was_planned(sandbox: Sandbox, say: Say, recorder: RecordingChat) -> None:
    say("rob", "snooze acme until 1 June")
    say("rob", "plan acme call Carla on Wednesday 10:00")
    sandbox.forward(timedelta(days=3))
    assert sent(recorder, "rob", "Acme: call Carla")


def test_a_question_without_an_answer_comes_up_in_the_nudge(
    sandbox: Sandbox, say: Say, recorder: RecordingChat
) -> None:
    say("rita", "new Vandelay")
    say("rita", "plan vandelay call Jo on Tuesday 10:00")
    sandbox.forward(timedelta(days=2))
    assert not nudges(recorder, "rita", "Vandelay")
    sandbox.forward(timedelta(days=1))
    [nudge] = nudges(recorder, "rita", "Vandelay")
    assert "Vandelay: “call Jo” was planned 2 days ago. Done?" in plain(nudge.card)
    assert {"Yes", "New time", "Dropped"} <= buttons_of(nudge.card).keys()


def test_a_planned_step_holds_the_nudge_about_a_silent_deal(
    sandbox: Sandbox, say: Say, recorder: RecordingChat
) -> None:
    say("rita", "new Vandelay")
    say("rita", "plan vandelay call Jo on 29 May")
    sandbox.forward(timedelta(days=24))
    assert not nudges(recorder, "rita", "Vandelay")


def test_someone_else_plans_nothing(say: Say) -> None:
    assert "Only the people who work on the deal can plan" in plain(say("rita", "plan acme call Carla tomorrow"))


def test_a_sentence_is_proposed_as_the_next_step_and_pressed(sandbox: Sandbox, say: Say, talk: Talk) -> None:
    before = kinds(sandbox)
    card = talk("rob", "remind me to send globex the offer tomorrow at 10:30")
    offered = buttons_of(card)
    assert kinds(sandbox) == before
    assert next(iter(offered)) == "Globex: plan “send globex the offer”, 5 May 2026, 10:30"
    assert "I'll remind you then" in plain(say("rob", next(iter(offered.values()))))
    assert kinds(sandbox) - before == Counter({"Planned": 1})


def test_a_sentence_without_a_day_is_a_form_with_what_is_known(say: Say, talk: Talk) -> None:
    offered = buttons_of(talk("rob", "I'll call Carla"))
    form = say("rob", next(iter(offered.values()))).body[0]
    assert isinstance(form, Form)
    assert form.fields[0].value == "call Carla"


def test_a_day_said_afterwards_completes_and_corrects_the_plan(say: Say, talk: Talk) -> None:
    talk("rob", "I'll call Carla")
    assert next(iter(buttons_of(talk("rob", "on Friday")))) == "Acme: plan “call Carla”, 8 May 2026"
    assert next(iter(buttons_of(talk("rob", "no, Thursday")))) == "Acme: plan “call Carla”, 7 May 2026"


def test_a_time_is_that_of_the_zone_of_the_one_who_plans_and_reads_in_the_readers(
    sandbox: Sandbox, say: Say, recorder: RecordingChat
) -> None:
    say("rob", "settings my zone America/New_York")
    say("rob", "plan acme call Carla tomorrow at 10:00")
    assert "tomorrow, 16:00" in plain(say("mia", "show acme"))
    sandbox.forward(timedelta(days=1, hours=7))
    assert when(recorder, sent(recorder, "rob", "Acme: call Carla")[0]) == "Tue 16:00"
