"""Sentences that name no deal: they are about the one that was opened, pressed or written about last."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count

import pytest

from adapters.card import Card
from bot.sandbox.sandbox import Sandbox
from tests.support.card_text import buttons_of
from tests.support.recording_chat import RecordingChat
from tests.support.sandbox_script import Say
from tests.support.talking import Talk, messages, spoken
from tests.support.time_passes import time_passes

KEYS = count()


@pytest.fixture
def talk(sandbox: Sandbox) -> Talk:
    return lambda who, text: sandbox.answer(spoken(who, text, f"lean-{next(KEYS)}")).card


SENTENCES = {
    "the amount is 48k": "set amount to 48,000 EUR",
    "it closes on 30 June": "set close date to 30 June 2026",
    "they have 60k": "save budget 60,000 EUR",
    "they sign on 12 June": "set close date to 12 June 2026",
    "it slipped to 3 July": "set close date to 3 July 2026",
    "it's worth 55k now": "set amount to 55,000 EUR",
}


@pytest.mark.parametrize(("sentence", "does"), SENTENCES.items())
@pytest.mark.parametrize("opens", ["show globex", "answers globex", "history globex", "met globex", "log globex"])
def test_a_sentence_after_a_look_at_a_deal_is_about_it(
    talk: Talk, say: Say, opens: str, sentence: str, does: str
) -> None:
    say("rob", "show acme")
    say("rob", opens)
    assert f"Globex: {does}" in buttons_of(talk("rob", sentence))


def test_a_look_at_a_list_is_about_none_of_its_deals(talk: Talk, say: Say) -> None:
    say("rob", "show globex")
    say("rob", "list")
    assert "Globex: set amount to 48,000 EUR" in buttons_of(talk("rob", "the amount is 48k"))


def test_a_look_ends_what_was_proposed_before(talk: Talk, say: Say) -> None:
    talk("rob", "acme is worth 90k")
    say("rob", "show acme")
    assert not buttons_of(talk("rob", "yes")).get("Undo")
    assert "90" not in say("rob", "show acme").title


def test_after_half_an_hour_a_look_is_forgotten(sandbox: Sandbox, talk: Talk, say: Say) -> None:
    say("rita", "show wonka")
    time_passes(sandbox, timedelta(minutes=31))
    assert talk("rita", "the amount is 48k").title == "Which deal do you mean?"


@pytest.fixture
def cleared(sandbox: Sandbox, say: Say) -> Callable[[], list[Card]]:
    """Leo clears Legal on Wayne Industries, of which Rob gets a message."""
    recorder = RecordingChat(sandbox.now)
    messages(sandbox, recorder, "rob")

    def clear() -> list[Card]:
        say("leo", "met wayne industries legal yes")
        return messages(sandbox, recorder, "rob")

    return clear


def test_a_message_about_a_deal_is_spoken_of_next(talk: Talk, cleared: Callable[[], list[Card]]) -> None:
    assert "cleared Legal" in cleared()[-1].title
    assert "Wayne Industries: set amount to 48,000 EUR" in buttons_of(talk("rob", "the amount is 48k"))


def test_of_two_deals_in_play_it_is_asked_which(talk: Talk, say: Say, cleared: Callable[[], list[Card]]) -> None:
    say("rob", "show globex")
    cleared()
    card = talk("rob", "the amount is 48k")
    assert card.title == "Which deal do you mean?"
    assert list(buttons_of(card)) == ["Globex", "Wayne Industries", "Neither"]
    say("rob", buttons_of(card)["Wayne Industries"])
    assert "Wayne Industries: set close date to 30 June 2026" in buttons_of(talk("rob", "it closes on 30 June"))
