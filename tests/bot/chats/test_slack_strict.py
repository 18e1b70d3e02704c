"""Delivery before a strict Slack: at its pace, through its faults, and by itself again when it recovers."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.web import WebClient

from adapters.chat import Pace, Place, Post, Undeliverable
from adapters.slack.chat import SlackChat
from bot.jobs.deliver import LONGEST_ROUND, Delivery, deliver
from bot.store import outbox
from bot.store.engine.store import Store
from bot.store.export import export
from tests.bot.chats.conftest import Strict
from tests.support.card_text import text_of
from tests.support.moved_clock import MovedClock
from tests.support.people_and_deal import MONDAY
from tests.support.stored_deals import US, FakeChat, card
from tests.support.strict_slack import TEAM, Fault, broke, garbage, too_many, unscoped

LONGEST_SECONDS = 600


def channel(number: int) -> Place:
    return Place("slack", TEAM, f"C{number:02}", name=f"channel-{number}")


def post(store: Store, messages: int, channels: int) -> None:
    with store.writing() as tx:
        for number in range(messages):
            outbox.post(tx, US, channel(number % channels), card(f"message {number}"), "s", MONDAY)


def states(store: Store) -> Counter[str]:
    with store.reading() as tx:
        return Counter(row["state"] for row in export(tx, None)["outbox"])


def work(deliveries: list[Delivery], clock: MovedClock, over: Callable[[], bool]) -> None:
    """Workers side by side, a second after another, until it is over or a few minutes have passed."""
    with ThreadPoolExecutor(len(deliveries)) as workers:
        while not over() and clock.seconds < LONGEST_SECONDS:
            for done in [workers.submit(one.go, clock.now(), stopwatch=lambda: 0.0) for one in deliveries]:
                done.result()
            clock.seconds += 1


Step = tuple[Fault, bool]


@dataclass
class Odd:
    """Slack's client, whose answers lack what Slack always sends."""

    client: WebClient

    def chat_postMessage(self, **asked: Any) -> dict[str, Any]:  # noqa: N802  # the SDK's own name
        self.client.chat_postMessage(**asked)
        return {}


@pytest.mark.parametrize("many", [200, pytest.param(1000, marks=pytest.mark.ring)])
def test_messages_to_twenty_channels_arrive_once_each_in_order_and_none_too_early(
    store: Store, address: str, many: int, strict: Strict, clock: MovedClock
) -> None:
    """By two workers with a store of their own each, by one where a file has one process alone."""
    slack = strict(broken=0.02, hang_seconds=0)
    chat = SlackChat("xoxb-1", slack.start(), [Pace(1, 1.0)], patience_seconds=1)
    post(store, many, 20)
    with ExitStack() as open_ones:
        stores = [store] if store.embedded else [store, Store.open(address)]
        for one in stores[1:]:
            open_ones.callback(one.close)
        deliveries = [Delivery(one, {"slack": chat}, f"w{number}") for number, one in enumerate(stores)]
        for delivery in deliveries:
            open_ones.callback(delivery.close)
        work(deliveries, clock, lambda: not states(store)["waiting"])
    assert states(store) == {"sent": many}
    assert sorted(Counter(slack.delivered()).values()) == [1] * many
    assert (slack.early, slack.invalid) == (0, [])
    assert slack.went_wrong
    for number in range(20):
        said = [int(one["text"].split()[1]) for one in slack.kept[channel(number).id]]
        assert said == list(range(number, many, 20))


@pytest.mark.parametrize("then", [(garbage, False), (too_many, False), (broke, False)])
def test_a_message_whose_answer_made_no_sense_is_looked_for_until_slack_lets_us_look(
    store: Store, strict: Strict, then: Step
) -> None:
    slack = strict(second=0.0, script=[(garbage, True), then, (None, True)])
    post(store, 1, 1)
    send(store, SlackChat("xoxb-1", slack.start(), ()), 0, 120, 240)
    assert [method for _, method, _ in slack.calls] == ["chat.postMessage", *["conversations.history"] * 2]
    assert states(store) == {"sent": 1}
    assert len(slack.delivered()) == 1


def test_where_an_older_app_may_not_read_only_that_message_ends(store: Store, strict: Strict) -> None:
    slack = strict(second=0.0, script=[(garbage, True), (unscoped, False)])
    chat = SlackChat("xoxb-1", slack.start(), ())
    post(store, 1, 1)
    send(store, chat, 0, 120)
    post(store, 1, 1)
    send(store, chat, 121)
    assert states(store) == {"parked": 1, "sent": 1}
    assert len(slack.delivered()) == 2


def test_a_card_that_breaks_after_it_was_posted_is_looked_for_too(
    store: Store, strict: Strict, monkeypatch: pytest.MonkeyPatch
) -> None:
    slack = strict(second=0.0)
    chat = SlackChat("xoxb-1", slack.start(), ())
    post(store, 1, 1)
    with monkeypatch.context() as broken:
        broken.setattr(chat, "_client", Odd(chat._client))  # an answer that Slack never gave yet
        send(store, chat, 0)
    send(store, chat, 120)
    assert (states(store), len(slack.delivered())) == ({"sent": 1}, 1)


def send(store: Store, chat: SlackChat, *seconds: float) -> None:
    """Deliver to Slack at these moments."""
    for second in seconds:
        deliver(store, {"slack": chat}, "w", MONDAY + timedelta(seconds=second), stopwatch=lambda: 0.0)


def said(store: Store, chat: FakeChat) -> list[tuple[str, str]]:
    """The messages that go out on another platform, with their recipients."""
    deliver(store, {chat.platform: chat}, "other", MONDAY)
    return [(one.place.id, text_of(one.card)) for one in chat.sent]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("is_archived", "the channel is archived"),
        ("not_in_channel", "the bot is not in that channel"),
        ("restricted_action", "an admin doesn't let the bot post there"),
        ("something_new", "Slack refuses the message"),
    ],
)
def test_a_message_that_a_channel_never_accepts_is_tried_twice_and_the_owner_is_notified(
    company: Store, strict: Strict, error: str, words: str
) -> None:
    slack = strict(second=0.0, refuses={"C01": error})
    chat = SlackChat("xoxb-1", slack.start(), [Pace(1, 1.0)])
    with company.writing() as tx:
        for title in ("Acme waits", "Acme waits more"):
            outbox.post(tx, US, channel(1), card(title), "deal:id-Acme", MONDAY)
        outbox.post(tx, US, channel(2), card("other"), "s", MONDAY)
    send(company, chat, 0, 10, 20, 30, 40, 50)
    tried = [there for _, method, there in slack.calls if method == "chat.postMessage"]
    assert tried.count("C01") == 4
    assert tried.count("C02") == 1
    (message,) = slack.kept["U0ROB"]
    assert f"“Acme waits” about Acme didn't reach #channel-1. The reason: {words}." in str(message["blocks"])


def test_the_manager_of_a_deactivated_person_is_notified(company: Store, strict: Strict) -> None:
    slack = strict(second=0.0, refuses={"U0ROB": "user_disabled"})
    chat = SlackChat("xoxb-1", slack.start(), [Pace(1, 1.0)])
    with company.writing() as tx:
        rob = Place("slack", TEAM, "U0ROB", "direct")
        outbox.post(tx, US, rob, card("Acme lies"), "nudge:rob:2026-05-04", MONDAY)
    send(company, chat, 0, 10, 20)
    (message,) = slack.kept["U0MIA"]
    assert "“Acme lies” didn't reach a person on Slack. The reason: the account was deactivated." in str(
        message["blocks"]
    )
    assert states(company) == {"parked": 1, "sent": 1}


@pytest.mark.parametrize(("error", "gone"), [("user_disabled", True), ("user_not_found", True), ("is_archived", False)])
def test_a_refusal_says_whether_the_account_itself_is_gone(strict: Strict, error: str, gone: bool) -> None:
    chat = SlackChat("xoxb-1", strict(second=0.0, refuses={"U0ROB": error}).start(), [Pace(1, 1.0)])
    with pytest.raises(Undeliverable) as refusal:
        chat.send(Post("p", Place("slack", TEAM, "U0ROB", "direct"), card("Acme lies")))
    assert refusal.value.gone is gone


def test_a_revoked_token_holds_everything_one_message_asks_again_and_then_all_go_out(
    company: Store, strict: Strict
) -> None:
    slack, teams = strict(second=0.0, refuses={"": "token_revoked"}), FakeChat("teams")
    chat = SlackChat("xoxb-1", slack.start(), [Pace(1, 1.0)])
    post(company, 30, 10)
    send(company, chat, 0, 5, 10, 30, 59)
    first = len(slack.calls)
    assert first <= 10  # what was on its way when the first was refused
    send(company, chat, 61, 90, 130)
    assert len(slack.calls) == first + 2
    assert [(who, "token_revoked" in words) for who, words in said(company, teams)] == [("ada@teams", True)]
    slack.refuses.clear()
    send(company, chat, *range(200, 260, 2))
    assert states(company) == {"sent": 31}
    assert sorted(Counter(slack.delivered()).values()) == [1] * 30


def test_slack_hanging_in_one_channel_holds_no_other_however_long(
    store: Store, strict: Strict, clock: MovedClock
) -> None:
    """That channel never answers: the others get theirs a second after another, until the go has lasted long enough."""
    slack = strict(hang_seconds=0, hangs={"C00"})
    chat = SlackChat("xoxb-1", slack.start(), [Pace(1, 1.0)], patience_seconds=60)
    post(store, 12, 4)

    def stopwatch() -> float:
        """A second later once the three other channels have had their message, and past the go's end after all nine."""
        sent = states(store)["sent"]
        clock.seconds = max(clock.seconds, sent // 3 if sent < 9 else LONGEST_ROUND.total_seconds())
        return clock.seconds

    with closing(Delivery(store, {"slack": chat}, "w")) as delivery:
        delivery.go(MONDAY, stopwatch=stopwatch)
        assert states(store) == {"sent": 9, "waiting": 3}
        assert slack.early == 0
        slack.release()
