"""What the clock does by itself while time is moved on: nudged, escalated, put off, and never twice."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from adapters.card import Card
from adapters.chat import Pace, Post
from adapters.sandbox import cast
from adapters.sandbox.plain import plain as wrapped
from bot.sandbox import Sandbox
from tests.flows.told import Say, button


@dataclass
class Ears:
    """A chat that remembers what it was sent, and when by the sandbox's clock."""

    now: Callable[[], datetime]
    platform: str = cast.PLATFORM
    said: list[tuple[Post, datetime]] = field(default_factory=list)
    paces: tuple[Pace, ...] = ()

    def send(self, post: Post) -> str:
        self.said.append((post, self.now()))
        return str(len(self.said))


@pytest.fixture
def ears(sandbox: Sandbox) -> Ears:
    ears = Ears(sandbox.now)
    sandbox.chats[cast.PLATFORM] = ears
    return ears


def plain(card: Card) -> str:
    """A card's words on one line."""
    return " ".join(wrapped(card).split())


def nudges(ears: Ears, who: str, about: str = "") -> list[Post]:
    """The nudges somebody got, or those that name a deal."""
    mine = [post for post, _ in ears.said if post.place.id == who and "for a word" in post.card.title]
    return [post for post in mine if about in plain(post.card)]


def test_a_forgotten_deal_is_nudged_and_then_the_manager_hears_of_it(sandbox: Sandbox, say: Say, ears: Ears) -> None:
    say("rita", "new Vandelay")
    sandbox.forward(timedelta(days=19))
    assert nudges(ears, "rita", "Vandelay") == []
    sandbox.forward(timedelta(days=3))
    [first] = nudges(ears, "rita", "Vandelay")
    assert "Vandelay – no activity for 14 working days. Missing: Source; Rita Roy (rep) holds it." in plain(first.card)
    assert nudges(ears, "mia", "Vandelay") == []
    sandbox.forward(timedelta(days=6))
    assert len(nudges(ears, "mia", "Vandelay")) == 1
    assert "Vandelay" in plain(say("mia", "stalled"))


def test_nobody_gets_two_messages_on_one_day(sandbox: Sandbox, say: Say, ears: Ears) -> None:
    sandbox.forward(timedelta(days=28))
    days = Counter((post.place.id, at.date()) for post, at in ears.said if "for a word" in post.card.title)
    assert days
    assert max(days.values()) == 1


def test_sixty_deals_stalled_overnight_are_one_message(sandbox: Sandbox, say: Say, ears: Ears) -> None:
    for number in range(60):
        say("rita", f"new Batch {number}")
    sandbox.forward(timedelta(days=22))
    [one] = nudges(ears, "rita", "Batch")
    assert "more deals" in plain(one.card)


def test_legals_silence_reaches_legal_and_not_the_rep(sandbox: Sandbox, say: Say, ears: Ears) -> None:
    say("rob", "set stark amount 80000 EUR")
    say("rob", "engage stark legal because they want our paper changed")
    sandbox.forward(timedelta(days=3))
    assert "Legal was called in 2 working days ago" in plain(nudges(ears, "leo", "Stark")[0].card)
    assert not [post for post in nudges(ears, "rob", "Stark") if "called in" in plain(post.card)]


def test_a_deal_that_was_worked_on_meanwhile_is_not_named(sandbox: Sandbox, say: Say, ears: Ears) -> None:
    say("rita", "new Vandelay")
    sandbox.forward(timedelta(days=20, hours=22))
    say("rita", "log vandelay call they are back from holidays")
    sandbox.forward(timedelta(days=3))
    assert nudges(ears, "rita", "Vandelay") == []


def test_the_buttons_do_what_they_say(sandbox: Sandbox, say: Say, ears: Ears) -> None:
    say("rita", "new Vandelay")
    sandbox.forward(timedelta(days=22))
    alone = nudges(ears, "rita", "Vandelay")[0].card
    assert "Log what happened on" in plain(say("rita", button(alone, "Log an activity").command))
    assert "rest" in plain(say("rita", button(alone, "Wait until").command))
    assert "Hand over" in plain(say("rita", button(alone, "Hand over").command))
    assert "Counted against the rule" in plain(say("rita", button(alone, "Not useful").command))
    assert "is put off" in plain(say("rita", button(alone, "Snooze").command))
