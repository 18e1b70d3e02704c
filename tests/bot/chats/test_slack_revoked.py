"""While Slack refuses the bot's token: the admins read it once, old messages are put aside, and the rest goes out after."""

from datetime import timedelta

from adapters.chat import Pace, Place
from adapters.slack.chat import SlackChat
from bot.store import outbox
from bot.store.engine.store import Store
from tests.bot.chats.conftest import Strict
from tests.bot.chats.test_slack_strict import said, send, states
from tests.support.people_and_deal import MONDAY
from tests.support.stored_deals import US, FakeChat, card
from tests.support.strict_slack import TEAM

DAY = 24 * 3600


def digests(store: Store, days: int) -> None:
    """A digest a day, each useless the day after, and a message that stays useful; all wait in places of their own."""
    with store.writing() as tx:
        for day in range(days):
            place = Place("slack", TEAM, f"C0DAY{day}")
            outbox.post(tx, US, place, card(f"Day {day}"), "digest", MONDAY, MONDAY + timedelta(days=day + 1))
        outbox.post(tx, US, Place("slack", TEAM, "C0LAST"), card("Acme is won"), "deal:acme", MONDAY)


def test_the_admins_read_once_that_a_token_is_refused_however_long_that_lasts(company: Store, strict: Strict) -> None:
    slack, teams = strict(second=0.0, refuses={"": "token_revoked"}), FakeChat("teams")
    chat = SlackChat("xoxb-1", slack.start(), [Pace(1, 1.0)])
    digests(company, 6)
    for day in range(6):
        send(company, chat, *range(day * DAY + 5, day * DAY + 605, 60))
    assert [who for who, _ in said(company, teams)] == ["ada@teams"]
    slack.refuses.clear()
    send(company, chat, *range(7 * DAY, 7 * DAY + 200, 61))
    assert states(company)["sent"] == 2, "the notice, and what is still useful"
    assert states(company)["parked"] == 6


def test_old_messages_delay_the_others_no_longer_than_one_try(company: Store, strict: Strict) -> None:
    slack = strict(second=0.0, refuses={"": "token_revoked"})
    chat = SlackChat("xoxb-1", slack.start(), [Pace(1, 1.0)])
    digests(company, 40)
    send(company, chat, 5)
    slack.refuses.clear()
    send(company, chat, *range(50 * DAY, 50 * DAY + 130, 10))
    assert states(company) == {"parked": 40, "sent": 1, "waiting": 1}, "the notice waits for another chat"
