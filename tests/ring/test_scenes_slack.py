"""What people see in Slack from the first contact to the flywheel: asserted, and drawn as on a phone and a desktop.

You find the pictures in pytest's folder for the run (`pytest --basetemp`). local-slack's own page draws no charts, so
they are drawn from the blocks that it got.
"""

import asyncio
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete

from bot.store.schema.tables import identities
from tests.ring.conftest import SlackWithBot
from tests.ring.test_slack_clock import digest_with, nudge_of
from tests.support.local_slack import TOKENS, user_id
from tests.support.local_slack_people import through, until
from tests.support.sent_messages import all_sent
from tests.support.slack_album import SlackAlbum
from tests.support.slack_rules import faults
from tests.support.slack_transports import Signed
from tests.support.slack_workspace import labels, words

pytestmark = pytest.mark.ring

FIRST_WORDS = {
    "rob": "Tell me what happened",
    "mia": "You decide on handoffs",
    "leo": "When a deal needs Legal",
    "ada": "Three lines set me up",
}


class Scene:
    """People in Slack, what they see, and an album of it."""

    def __init__(self, slack: SlackWithBot, folder: Path) -> None:
        self.slack, self.people, self.album = slack, slack.people, SlackAlbum(folder)
        self.own: dict[str, str] = {}

    def seen(self, name: str, shown: Any, *said: str) -> Any:
        """Someone sees this, with these words in it."""
        assert not [one for one in said if one not in read(shown)], (name, read(shown))
        if shown.get("type") is None or shown["type"] == "message":
            assert not faults(shown["blocks"]), name
        self.album.add(name, shown)
        return shown

    async def types(self, who: str, text: str) -> Any:
        """A line in their own conversation with the bot."""
        return await self.people.types(who, text, self.own[who])

    async def came(self, who: str, said: str) -> Any:
        """The newest message to someone with these words, once it is there."""

        async def there() -> Any:
            found = [one for one in await self.people.messages(self.own[who]) if said in read(one)]
            return [one for one in found if one.get("bot_id")]

        return (await until(there, f"nothing with {said!r} came to {who}"))[-1]

    async def tells(self, event: dict[str, Any]) -> None:
        """An event of Slack's that local-slack doesn't know, signed and sent as Slack does."""
        body = {"type": "event_callback", "team_id": "T0LOCAL", "event_id": f"Ev{time.monotonic_ns()}", "event": event}
        async with through(self.slack.place.bot) as session:
            line = Signed(session, "http://localhost", TOKENS["signingSecret"])
            status, _ = await line.send("events_api", body)
        assert status == 200


def read(shown: Any) -> str:
    """The words on one line."""
    return " ".join(words(shown["blocks"]).split())


async def test_what_people_see_in_slack_from_the_first_contact_to_the_wheel(
    slack: SlackWithBot, tmp_path: Path
) -> None:
    scene = Scene(slack, tmp_path)
    await everyone_arrives(scene)
    await first_contact(scene)
    await home_before_and_after_a_press(scene)
    await a_deal_in_one_dialog(scene)
    await a_refusal(scene)
    await an_approval(scene)
    await a_nudge_and_a_digest(scene)
    await funnel_and_flywheel(scene)
    assert not await scene.album.draw(), "a picture is wider than its screen"


async def everyone_arrives(scene: Scene) -> None:
    """All are here before any clock moves, and get their messages in Slack alone."""
    for who in ("ada", "rob", "rita", "mia", "max", "leo"):
        scene.own[who] = await scene.people.begins_direct(who)
        await scene.types(who, "list")
    with scene.slack.sandbox.store.writing() as tx:
        tx.execute(delete(identities).where(identities.c.platform == "sandbox"))
    await scene.people.types("mia", "digest at 9:00 on Tuesday")


async def first_contact(scene: Scene) -> None:
    managers = [f"team <@{user_id(who)}> is {{}} manager" for who in ("mia", "max")]
    for who, said in FIRST_WORDS.items():
        for line in managers if who == "ada" else ():
            await scene.types("ada", line.format("no"))
        scene.seen(f"first contact of {who}", await _met(scene, who), said)
    for line in managers:
        await scene.types("ada", line.format("").replace("  ", " "))


async def _met(scene: Scene, who: str) -> Any:
    """Someone opens the messages with the bot; over Socket Mode, where local-slack sends no such event, they ask."""
    if scene.slack.place.way == "socket":
        return await scene.types(who, "welcome")
    await scene.tells({"type": "app_home_opened", "user": user_id(who), "tab": "messages", "channel": scene.own[who]})
    return await scene.came(who, "I'm Stagecoach")


async def home_before_and_after_a_press(scene: Scene) -> None:
    before = scene.seen("home of rob", await scene.people.opens_home("rob"), "Stark €40k: ready for Closing")
    await scene.people.presses_home("rob", before, "Move on")
    scene.seen("home, pressed", await scene.came("rob", "Stark · €40k waits"), "Mia Marsh")

    async def drawn() -> Any:
        home = (await scene.people.state())["homeViews"][user_id("rob")]["A0BOT"]
        return home if "Stark: a manager, until" in read(home) else None

    scene.seen("home of rob after the press", await until(drawn, "Home shows no change"), "Waiting for others")
    scene.seen("home of mia", await scene.people.opens_home("mia"), "Your team:", "Stalled: ")
    scene.seen("home of leo", await scene.people.opens_home("leo"), "waits for Legal")


async def a_deal_in_one_dialog(scene: Scene) -> None:
    dialog = scene.seen("new deal", await scene.people.types("rob", "new"))
    assert dialog["type"] == "modal"
    saved = await scene.people.fills_in("rob", name="Vandelay")
    scene.seen("new deal, saved", saved, "Vandelay", "Prospecting")


async def a_refusal(scene: Scene) -> None:
    refused = scene.seen("refusal", await scene.types("rob", "advance globex to closing"), "Not yet", "Globex")
    scene.seen("refusal, answer now", await scene.people.presses("rob", refused, "Answer now"))


async def an_approval(scene: Scene) -> None:
    asked = scene.seen("approval", await scene.came("mia", "to Closing?"), "Rob Reyes asks", "Approve")
    scene.seen("home of mia, asked", await scene.people.opens_home("mia"), "1 decision for you")
    before = len(await scene.people.messages(scene.own["mia"]))
    await scene.people.presses("mia", asked, "Approve")
    ended = await scene.came("mia", "Stark is in Closing")
    assert ended["ts"] == asked["ts"] and "Approve" not in labels(ended["blocks"])
    assert len(await scene.people.messages(scene.own["mia"])) == before, "the card says it, and no second message"
    scene.seen("approval, decided", ended, "You approved the handoff")
    scene.seen("approval, for rob", await scene.came("rob", "Stark is now in Closing"))


async def a_nudge_and_a_digest(scene: Scene) -> None:
    sandbox = scene.slack.sandbox
    await asyncio.to_thread(sandbox.forward, timedelta(days=8))
    await all_sent(sandbox, "slack")
    nudge = scene.seen("nudge", await nudge_of(scene.slack, "rob"), "need")
    shown = await scene.people.presses("rob", nudge, "Show")
    scene.seen("nudge, show", shown)
    again = next(one for one in await scene.people.messages(scene.own["rob"]) if one["ts"] == nudge["ts"])
    assert again["blocks"] == nudge["blocks"], "the nudge stays where it was"
    digest = scene.seen("digest", await digest_with(scene.slack, "Deals ·"))
    scene.seen("digest, show all", await scene.people.presses("rita", digest, "Show all"))
    scene.seen(
        "digest, a deal opened", await scene.people.presses("rita", digest, "Wayne Industries"), "Wayne Industries"
    )


async def funnel_and_flywheel(scene: Scene) -> None:
    scene.seen("funnel", await scene.types("mia", "funnel"), "Pipeline")
    scene.seen("flywheel", await scene.types("mia", "flywheel"))
    scene.seen("deal", await scene.types("rob", "show wayne"))
    scene.seen("help", await scene.types("rob", "help"))
