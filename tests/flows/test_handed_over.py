"""Who gets a deal is notified of it, and not by a message from themselves."""

from bot.sandbox.sandbox import Sandbox
from tests.support.recording_chat import RecordingChat
from tests.support.sandbox_script import Say
from tests.support.talking import messages


def _titles(sandbox: Sandbox, say: Say) -> list[str]:
    """The messages that Rita gets when Rob hands Acme to her."""
    recorder = RecordingChat(sandbox.now)
    messages(sandbox, recorder, "rita")
    say("rob", "assign acme to <@rita>")
    return [card.title for card in messages(sandbox, recorder, "rita")]


def test_a_deal_that_is_handed_over_is_announced_to_its_new_owner(sandbox: Sandbox, say: Say) -> None:
    assert "Acme is yours now" in _titles(sandbox, say)


def test_a_deal_handed_to_ones_own_other_account_sends_no_message(sandbox: Sandbox, say: Say) -> None:
    say("ada", "team <@rob> is also <@rita>")
    say("rita", "team confirm")
    assert "Acme is yours now" not in _titles(sandbox, say)
