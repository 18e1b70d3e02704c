"""Delivery before a strict Slack: at its pace, through its faults, and by itself again when it recovers."""

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_sdk.web import WebClient

from adapters.chat import Pace, Place
from adapters.slack.chat import SlackChat
from bot.jobs.deliver import Delivery, deliver
from bot.store import outbox, people
from bot.store.engine.store import Store
from bot.store.export import export
from process.colleague import Colleague
from tests.support.card_text import text_of
from tests.support.people_and_deal import MONDAY
from tests.support.stored_deals import US, FakeChat, begin, card
from tests.support.strict_slack import TEAM, Fault, StrictSlack, broke, garbage, too_many

ROB = Colleague("rob", "Rob", boss="mia")
MIA = Colleague("mia", "Mia", frozenset({"manager"}))
ADA = Colleague("ada", "Ada", frozenset({"admin"}))

SECOND = 0.05
UNPACED = 0.001
"""Its second where time is moved: this Slack's own goes by the wall."""
LONGEST_SECONDS = 60


def channel(number: int) -> Place:
    return Place("slack", TEAM, f"C{number:02}", name=f"channel-{number}")


def post(store: Store, messages: int, channels: int) -> None:
    with store.writing() as tx:
        for number in range(messages):
            outbox.post(tx, US, channel(number % channels), card(f"message {number}"), "s", MONDAY)


def states(store: Store) -> Counter[str]:
    with store.reading() as tx:
        return Counter(row["state"] for row in export(tx, None)["outbox"])


def work(store: Store, chat: SlackChat, name: str, over: Callable[[], bool]) -> None:
    """One worker, as the clock calls it, until it is over."""
    delivery, until = Delivery(store, {"slack": chat}, name), time.monotonic() + LONGEST_SECONDS
    while not over() and time.monotonic() < until:
        delivery.go(datetime.now(UTC), patience=1.0)
        time.sleep(0.02)
    delivery.close()


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
    store: Store, address: str, many: int
) -> None:
    """By two workers with a store of their own each, by one where a file has one process alone."""
    slack = StrictSlack(SECOND, broken=0.02, hang_seconds=1.5)
    chat = SlackChat("xoxb-1", slack.start(), [Pace(1, SECOND)], patience_seconds=1)
    post(store, many, 20)
    stores = [store] if store.embedded else [store, Store.open(address)]
    with ThreadPoolExecutor(len(stores)) as workers:
        for number, one in enumerate(stores):
            workers.submit(work, one, chat, f"w{number}", lambda: not states(store)["waiting"])
    for one in stores[1:]:
        one.close()
    assert states(store) == {"sent": many}
    assert sorted(Counter(slack.delivered()).values()) == [1] * many
    assert (slack.early, slack.invalid) == (0, [])
    assert slack.went_wrong
    for number in range(20):
        said = [int(one["text"].split()[1]) for one in slack.kept[channel(number).id]]
        assert said == list(range(number, many, 20))


@pytest.mark.parametrize("then", [(garbage, False), (too_many, False), (broke, False)])
def test_a_message_whose_answer_made_no_sense_is_looked_for_until_slack_lets_us_look(store: Store, then: Step) -> None:
    slack = StrictSlack(UNPACED, script=[(garbage, True), then, (None, True)])
    post(store, 1, 1)
    send(store, SlackChat("xoxb-1", slack.start(), ()), 0, 120, 240)
    assert [method for _, method, _ in slack.calls] == ["chat.postMessage", *["conversations.history"] * 2]
    assert states(store) == {"sent": 1}
    assert len(slack.delivered()) == 1


def test_a_card_that_breaks_after_it_was_posted_is_looked_for_too(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    slack = StrictSlack(UNPACED)
    chat = SlackChat("xoxb-1", slack.start(), ())
    post(store, 1, 1)
    with monkeypatch.context() as broken:
        broken.setattr(chat, "_client", Odd(chat._client))  # an answer that Slack never gave yet
        send(store, chat, 0)
    send(store, chat, 120)
    assert (states(store), len(slack.delivered())) == ({"sent": 1}, 1)


@pytest.fixture
def company(store: Store) -> Store:
    """Rob, his manager Mia and the admin Ada, on Slack; Ada on Teams too."""
    with store.writing() as tx:
        for one in (ROB, MIA, ADA):
            people.admit(tx, US, "slack", TEAM, f"U0{one.id.upper()}", one, "", "")
        people.link(tx, US, "teams", "t", "ada@teams", "ada")
        begin(tx)
    return store


def send(store: Store, chat: SlackChat, *seconds: float) -> None:
    """Deliver to Slack at these moments."""
    for second in seconds:
        deliver(store, {"slack": chat}, "w", MONDAY + timedelta(seconds=second), stopwatch=lambda: 0.0)


def said(store: Store, chat: FakeChat) -> list[tuple[str, str]]:
    """What goes out on another platform meanwhile, and to whom."""
    deliver(store, {chat.platform: chat}, "other", MONDAY)
    return [(one.place.id, text_of(one.card)) for one in chat.sent]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("is_archived", "the channel is archived"),
        ("not_in_channel", "the bot is not in that channel"),
        ("restricted_action", "an admin does not let the bot post there"),
        ("something_new", "Slack refuses it"),
    ],
)
def test_what_a_channel_will_never_take_is_tried_twice_and_the_owner_hears_of_it(
    company: Store, error: str, words: str
) -> None:
    slack = StrictSlack(UNPACED, refuses={"C01": error})
    chat = SlackChat("xoxb-1", slack.start(), [Pace(1, SECOND)])
    with company.writing() as tx:
        for title in ("Acme waits", "Acme waits more"):
            outbox.post(tx, US, channel(1), card(title), "deal:id-Acme", MONDAY)
        outbox.post(tx, US, channel(2), card("other"), "s", MONDAY)
    send(company, chat, 0, 10, 20, 30, 40, 50)
    tried = [there for _, method, there in slack.calls if method == "chat.postMessage"]
    assert tried.count("C01") == 4
    assert tried.count("C02") == 1
    (told,) = slack.kept["U0ROB"]
    assert f"“Acme waits” about Acme was not delivered to #channel-1: {words}." in str(told["blocks"])


def test_of_a_person_who_was_deactivated_their_manager_hears(company: Store) -> None:
    slack = StrictSlack(UNPACED, refuses={"U0ROB": "user_disabled"})
    chat = SlackChat("xoxb-1", slack.start(), [Pace(1, SECOND)])
    with company.writing() as tx:
        rob = Place("slack", TEAM, "U0ROB", "direct")
        outbox.post(tx, US, rob, card("Acme lies"), "nudge:rob:2026-05-04", MONDAY)
    send(company, chat, 0, 10, 20)
    (told,) = slack.kept["U0MIA"]
    assert "“Acme lies” was not delivered to a person on Slack: the account was deactivated." in str(told["blocks"])
    assert states(company) == {"parked": 1, "sent": 1}


def test_a_revoked_token_holds_everything_one_message_asks_again_and_then_all_go_out(company: Store) -> None:
    slack, teams = StrictSlack(UNPACED, refuses={"": "token_revoked"}), FakeChat("teams")
    chat = SlackChat("xoxb-1", slack.start(), [Pace(1, SECOND)])
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


def test_slack_hanging_in_one_channel_holds_no_other_however_long(store: Store) -> None:
    """One go of the clock's after another finds that channel still hanging, and goes on with the others."""
    slack = StrictSlack(SECOND, hang_seconds=2)
    chat = SlackChat("xoxb-1", slack.start(), [Pace(1, 25 * SECOND)], patience_seconds=3)
    slack.hangs.add("C00")
    post(store, 12, 4)
    delivery = Delivery(store, {"slack": chat}, "w")
    began = time.monotonic()
    delivery.go(MONDAY, stopwatch=lambda: (time.monotonic() - began) * 25)  # a go is over within 1.2 seconds
    assert states(store) == {"sent": 9, "waiting": 3}
    delivery.close()
