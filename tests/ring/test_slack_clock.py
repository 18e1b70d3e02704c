"""Four weeks in local-slack by the company's own clock: stalled deals are in their owner's nudge and in the digest."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete

from bot.store.schema.tables import identities
from tests.ring.conftest import SlackWithBot
from tests.support.digest_tuesday import LEGALS_ALONE, tuesday
from tests.support.local_slack_people import until
from tests.support.sent_messages import all_sent
from tests.support.slack_rules import faults
from tests.support.slack_workspace import words

pytestmark = pytest.mark.ring

IN_QUALIFICATION = ("new Vandelay", "met vandelay source referral", "met vandelay contact Vera Vance, CFO")
ALL = ("rob", "rita", "mia", "max", "leo")


@pytest.mark.parametrize("slack", ["http"], indirect=True)
async def test_a_forgotten_deal_is_nudged_goes_up_to_the_manager_and_is_in_the_digest(slack: SlackWithBot) -> None:
    await everybody_is_here(slack)
    for line in (*IN_QUALIFICATION, "advance vandelay"):
        await slack.people.types("rita", line)
    await slack.people.types("mia", "digest at 9:00 on Tuesday")
    days_seen = [await moved_on(slack, days) for days in (7, *[1] * 14, 7)]
    nudged, escalated = (
        [step for step, said in enumerate(days_seen) if "Vandelay" in said[who]] for who in ("rita", "mia")
    )
    assert 0 < nudged[0] < escalated[0]
    assert "Vandelay : silent for" in days_seen[nudged[0]]["rita"]
    # On a Monday the first digest is of the day after, and says that the deal is new.
    assert "Vandelay" not in days_seen[0]["deals"].replace("Vandelay is new", "")
    assert "Vandelay" in days_seen[-1]["deals"]


@pytest.mark.parametrize("slack", ["http"], indirect=True)
async def test_legals_silence_reaches_legal_and_not_the_rep(slack: SlackWithBot) -> None:
    await everybody_is_here(slack)
    said = await moved_on(slack, days=7)
    assert "days for Legal. Cleared?" in said["leo"]
    assert "Wayne Industries" in said["rob"] and "Cleared?" not in said["rob"]


async def test_tuesday_nine_oclock_legal_answers_and_the_digest_is_edited(slack: SlackWithBot) -> None:
    await everybody_is_here(slack)
    for who, line in (*LEGALS_ALONE, ("mia", "digest at 9:00 on Tuesday")):
        await slack.people.types(who, line)
    await asyncio.to_thread(slack.sandbox.forward, tuesday(slack.sandbox, "slack"))
    digest = await digest_with(slack, "Wayne Industries")
    opened = await slack.people.presses("rob", digest, "Show all")
    assert "Legal hasn't answered" in read(opened)
    nudge = await nudge_of(slack, "leo")
    assert "days for Legal. Cleared?" in read(nudge)
    await slack.people.presses("leo", nudge, "Cleared")
    edited = await digest_with(slack, "Off the list since then: Wayne Industries")
    assert edited["ts"] == digest["ts"] and "edited" in edited


async def nudge_of(slack: SlackWithBot, who: str) -> Any:
    """The newest nudge in a person's conversation with the bot."""

    async def there() -> Any:
        return [one for one in (await heard(slack))[who] if "Not useful" in read(one)]

    return (await until(there, f"{who} has no nudge"))[-1]


async def everybody_is_here(slack: SlackWithBot) -> None:
    """All have written in Slack, and get messages only there: each message goes to one place."""
    for who in ALL:
        await slack.people.types(who, "list")
    with slack.sandbox.store.writing() as tx:
        tx.execute(delete(identities).where(identities.c.platform == "sandbox"))


async def moved_on(slack: SlackWithBot, days: int) -> dict[str, str]:
    """The messages to all people and the channel while days go by, once all have arrived."""
    before = {one["ts"] for some in (await heard(slack)).values() for one in some}
    await asyncio.to_thread(slack.sandbox.forward, timedelta(days=days))
    await all_sent(slack.sandbox, "slack")
    after = await heard(slack)
    assert not [one for some in after.values() for one in some if faults(one["blocks"])]
    return {where: " ".join(read(one) for one in some if one["ts"] not in before) for where, some in after.items()}


async def heard(slack: SlackWithBot) -> dict[str, list[Any]]:
    """The bot's messages: to each person in their own conversation, and in the channel."""
    places = {who: await slack.people.direct(who) for who in ALL} | {"deals": slack.people.deals}
    said = {where: await slack.people.messages(channel) if channel else [] for where, channel in places.items()}
    return {where: [one for one in some if one.get("bot_id")] for where, some in said.items()}


async def digest_with(slack: SlackWithBot, said: str) -> Any:
    """The digest in the channel once it has these words."""

    async def there() -> Any:
        shown = await slack.people.messages("C0DEALS")
        return [one for one in shown if "Deals ·" in read(one) and said in read(one)]

    return (await until(there, f"no digest says {said!r}"))[-1]


def read(message: Any) -> str:
    """A message's words on one line."""
    return " ".join(words(message["blocks"]).split())
