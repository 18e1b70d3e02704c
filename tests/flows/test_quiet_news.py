"""What others did that asks nothing of the owner: it comes with their next nudge, and alone after five working days."""

from datetime import timedelta

import pytest

from adapters.card import Card
from bot.sandbox.sandbox import Sandbox
from tests.support.card_text import buttons_of, text_of
from tests.support.notifications import Sent, every_message
from tests.support.recording_chat import heard

CALLED = "Mia Marsh logged a call: asked about the price"
DAY = timedelta(days=1)


def sent_to(sandbox: Sandbox, who: str, text: str) -> list[Sent]:
    return [one for one in every_message(sandbox) if one.place == who and text in text_of(one.card)]


def first(sandbox: Sandbox, who: str, text: str) -> Card:
    return next(one.card for one in sent_to(sandbox, who, text) if not one.edit)


@pytest.fixture
def called(sandbox: Sandbox) -> Sandbox:
    """Mia has logged a call on Initech, which Rob began three days ago and which needs no one yet."""
    sandbox.answer(heard("mia", "log initech call asked about the price"))
    return sandbox


def test_it_waits_for_the_next_nudge_and_stands_below_the_deals(called: Sandbox) -> None:
    assert sent_to(called, "rob", CALLED) == []
    called.forward(2 * DAY)
    (message,) = [one for one in sent_to(called, "rob", CALLED) if not one.edit]
    assert message.subject.startswith("nudge:")
    assert f"Initech: {CALLED}." in text_of(message.card)
    assert "Show Initech" in buttons_of(message.card)


def snooze_all(sandbox: Sandbox) -> None:
    """Rob snoozes his deals for a week, so no other nudge comes."""
    for deal in ("initech", "acme", "globex", "wayne industries", "stark", "cyberdyne third plant"):
        sandbox.answer(heard("rob", f"snooze {deal} until 1 June 2026"))


def test_without_a_nudge_it_comes_alone_after_five_working_days(called: Sandbox) -> None:
    snooze_all(called)
    called.forward(6 * DAY)
    assert sent_to(called, "rob", CALLED) == []
    called.forward(DAY)
    assert first(called, "rob", CALLED).title == f"Initech: {CALLED}"
    called.forward(14 * DAY)
    assert len([one for one in sent_to(called, "rob", CALLED) if not one.edit]) == 1


def test_what_was_undone_meanwhile_never_comes(called: Sandbox) -> None:
    called.answer(heard("mia", "undo initech"))
    called.forward(10 * DAY)
    assert sent_to(called, "rob", CALLED) == []


def test_what_another_message_said_is_not_said_again(sandbox: Sandbox) -> None:
    sandbox.answer(heard("mia", "set initech amount 13000 EUR"))
    sandbox.answer(heard("mia", "log initech call asked about the price"))
    assert [one.subject[:5] for one in sent_to(sandbox, "rob", CALLED)] == ["news:"]
    sandbox.forward(10 * DAY)
    assert len(sent_to(sandbox, "rob", CALLED)) == 1


def test_several_deals_news_is_one_message(called: Sandbox) -> None:
    snooze_all(called)
    called.answer(heard("mia", "log stark call asked about the price"))
    called.forward(7 * DAY)
    card = first(called, "rob", CALLED)
    assert card.title == "News of 2 deals of yours"
    assert set(buttons_of(card)) == {"Show Initech", "Show Stark"}


def test_a_no_never_waits(sandbox: Sandbox) -> None:
    sandbox.answer(heard("leo", "met wayne industries legal no because their data terms are not ours"))
    assert sent_to(sandbox, "rob", "said no for Legal")


def nudges(sandbox: Sandbox, who: str, text: str) -> list[Sent]:
    return [one for one in sent_to(sandbox, who, text) if one.subject.startswith("nudge:") and not one.edit]


def test_a_renewal_that_no_one_answered_comes_to_the_manager_with_their_next_message(sandbox: Sandbox) -> None:
    sandbox.forward(26 * DAY)
    assert nudges(sandbox, "ana", "Virtucon")
    assert nudges(sandbox, "mia", "Virtucon") == []
    sandbox.answer(heard("rob", "advance stark"))
    sandbox.forward(2 * DAY)
    assert nudges(sandbox, "mia", "Virtucon")
