"""The next step: planned in words or by a form, reminded of at its time, asked about afterwards; time is moved."""

from datetime import timedelta

from adapters.chat import Post
from bot.sandbox.sandbox import Sandbox
from tests.support.recording_chat import RecordingChat, plain
from tests.support.sandbox_script import Say

HOUR = timedelta(hours=1)
ROB, RITA, LEO = "sandbox-sandbox-rob", "sandbox-sandbox-rita", "sandbox-sandbox-leo"


def sent(recorder: RecordingChat, who: str, words: str) -> list[Post]:
    """What a person was sent first (not edited) with these words on it."""
    return [
        post for post, _ in recorder.posts if post.place.id == who and not post.replaces and words in plain(post.card)
    ]


def when(recorder: RecordingChat, post: Post) -> str:
    """When a message went out, by the clock of Berlin in summer."""
    at = next(at for one, at in recorder.posts if one is post)
    return (at + 2 * HOUR).strftime("%a %H:%M")


def test_a_planned_call_stands_on_the_card_in_the_list_and_on_home(sandbox: Sandbox, say: Say) -> None:
    card = say("rob", "plan acme call Carla on Tuesday 10:00")
    assert "Call Carla, Tuesday 5 May 2026 (tomorrow), 10:00." in plain(card)
    assert "I'll remind you then, and ask afterwards how it went." in plain(card)
    assert "Call Carla, Tuesday 5 May 2026 (tomorrow), 10:00, Rob Reyes" in plain(say("mia", "show acme"))
    assert "call Carla, tomorrow, 10:00" in plain(say("rob", "list"))
    assert "Planned for today" not in plain(say("rob", "home"))
    sandbox.forward(timedelta(days=1))
    assert "Planned for today Acme – call Carla, today, 10:00" in plain(say("rob", "home"))
    assert "planned the next step: call Carla, Tuesday 5 May 2026, 10:00." in plain(say("rob", "history acme"))
