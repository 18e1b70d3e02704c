"""What people see in Teams from the first contact to the flywheel: asserted, and drawn as on a phone and a desktop.

You find the pictures in pytest's folder for the run (`pytest --basetemp`). The Playground has no dialogs, so a form is
in its message there.
"""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete

from bot.store.schema.tables import identities
from tests.adapters.teams.test_render import actions, parts, read
from tests.ring.test_playground import came
from tests.support import teams_payloads as wire
from tests.support.local_slack_people import until
from tests.support.playground_people import shown
from tests.support.playground_with_bot import TeamsWithBot, teams_with_bot
from tests.support.sent_messages import all_sent
from tests.support.teams_album import TeamsAlbum
from tests.support.teams_chart_rules import as_fallback, chart_faults, is_chart
from tests.support.teams_schema import faults

pytestmark = pytest.mark.ring


class Scene:
    """People in Teams, what they see, and an album of it. The personal chat is Rob's."""

    def __init__(self, teams: TeamsWithBot, folder: Path) -> None:
        self.teams, self.people, self.album = teams, teams.people, TeamsAlbum(folder)

    def seen(self, name: str, message: Any, *said: str) -> Any:
        """Someone sees this card, with these words on it, or on its fields and buttons."""
        card = shown(message)
        assert not [one for one in said if one not in read(card) + str(card)], (name, read(card))
        assert not faults(as_fallback(card)), name
        for chart in filter(is_chart, card["body"]):
            assert not chart_faults(chart), name
        self.album.add(name, card)
        return message

    async def writes(self, text: str) -> Any:
        """A line of Rob's in his own chat; the message that answers it."""
        return await self.people.writes("rob", text)

    async def presses(self, message: Any, label: str, answers: Mapping[str, str] | None = None) -> Any:
        """The message as it is after Rob's press."""
        return message | await self.people.presses("rob", message, label, answers)


async def test_what_people_see_in_teams_from_the_first_contact_to_the_wheel(story: Path, tmp_path: Path) -> None:
    async with teams_with_bot(story, tmp_path) as teams:
        scene = Scene(teams, tmp_path)
        await first_contact(scene)
        await home_before_and_after_a_press(scene)
        await a_deal_in_one_form(scene)
        await a_refusal(scene)
        await an_approval(scene)
        await a_nudge_and_a_digest(scene)
        await funnel_and_flywheel(scene)
        assert not await scene.album.draw(), "a picture is wider than its screen"


async def first_contact(scene: Scene) -> None:
    """Rob opens his chat; the others, whose chats the Playground doesn't have, ask in the group."""
    await scene.writes("list")
    scene.seen("first contact of rob", await scene.writes("welcome"), "Tell me what happened")
    for who, said in (("mia", "You decide on handoffs"), ("leo", "When a deal needs Legal")):
        scene.seen(f"first contact of {who}", await scene.people.says(who, "welcome"), said)
    managers = [wire.mention(who) for who in ("mia", "max")]
    for words, entity in managers:
        await scene.people.says("ada", f"team {words} is no manager", entity)
    scene.seen("first contact of ada", await scene.people.says("ada", "welcome"), "Three lines set me up")
    for words, entity in managers:
        await scene.people.says("ada", f"team {words} is manager", entity)


async def home_before_and_after_a_press(scene: Scene) -> None:
    before = scene.seen("home of rob", await scene.writes("home"), "Stark €40k: ready for Closing", "Stalled: ")
    answer = await scene.people.answered("a:rob", scene.people.presses("rob", before, "Move on"))
    scene.seen("home, pressed", answer, "Stark · €40k waits")
    after = scene.seen("home of rob after the press", await came(scene.teams, "a:rob", "Stark: a manager, until"))
    assert after["messageId"] == before["messageId"], "Home stays where it was, and shows the change"
    scene.seen("home of mia", await scene.people.says("mia", "home"), "1 decision for you", "Your team:")
    scene.seen("home of leo", await scene.people.says("leo", "home"), "waits for Legal")


async def a_deal_in_one_form(scene: Scene) -> None:
    form = scene.seen("new deal", await scene.writes("new"), "Which customer is it?")
    (name,) = [one["id"] for one in parts(shown(form)) if str(one.get("id")).endswith(".name")]
    saved = await scene.presses(form, "Start deal", {name: "Vandelay"})
    scene.seen("new deal, saved", saved, "Vandelay", "Prospecting")


async def a_refusal(scene: Scene) -> None:
    refused = scene.seen("refusal", await scene.writes("advance globex to closing"), "Not yet", "Globex")
    scene.seen("refusal, answer now", await scene.presses(refused, "Answer now"), "Save evidence")


async def an_approval(scene: Scene) -> None:
    asked = scene.seen("approval", await scene.people.says("mia", "approve stark"), "Rob Reyes asks")
    answer = asked | await scene.people.presses("mia", asked, "Approve")
    scene.seen("approval, decided", answer, "Stark is in Closing", "You approved the handoff")
    scene.seen("approval, for rob", await came(scene.teams, "a:rob", "Stark is now in Closing"))


async def a_nudge_and_a_digest(scene: Scene) -> None:
    sandbox = scene.teams.sandbox
    scene.people.chat = wire.CHANNEL
    await scene.people.says("mia", "digest at 9:00 on Tuesday")
    with sandbox.store.writing() as tx:  # one message a person: the sandbox's place is not to get it
        tx.execute(delete(identities).where(identities.c.platform == "sandbox"))
    await asyncio.to_thread(sandbox.forward, timedelta(days=8))
    await all_sent(sandbox, "teams")
    nudge = scene.seen("nudge", await came(scene.teams, "a:rob", "deals need you"))
    below = await scene.people.answered("a:rob", scene.people.presses("rob", nudge, "Show"))
    scene.seen("nudge, show", below, "To move to")
    again = scene.people.seen["a:rob"][nudge["messageId"]]
    assert shown(again) == shown(nudge), "the nudge stays where it was"
    digest = scene.seen("digest", await came(scene.teams, wire.CHANNEL, "Deals ·"))
    before = _everything(scene)
    await scene.people.presses("leo", digest, "Wayne Industries")

    async def answered() -> Any:
        return [one for number, one in _everything(scene).items() if number not in before]

    (opened,) = await until(answered, "no deal was opened")
    scene.seen("digest, a deal opened", opened, "Wayne Industries")
    assert shown(scene.people.seen[wire.CHANNEL][digest["messageId"]]) == shown(digest)


def _everything(scene: Scene) -> dict[str, Any]:
    """Every message, by its id: an answer in a channel is in a thread of its own."""
    found: dict[str, Any] = {}
    for messages in scene.people.seen.values():
        found.update(messages)
    return found


async def funnel_and_flywheel(scene: Scene) -> None:
    scene.seen("funnel", await scene.writes("funnel"), "Pipeline")
    wheel = scene.seen("flywheel", await scene.writes("flywheel"))
    assert actions(shown(wheel))
