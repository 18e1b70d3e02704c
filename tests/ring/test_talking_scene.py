"""The scene of a deal worked by talking and pressing, in local-slack and in the Agents Playground."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete

from bot.sandbox.sandbox import Sandbox
from bot.store.export import export
from bot.store.schema.tables import identities
from tests.adapters.teams.test_render import actions
from tests.ring.conftest import SlackWithBot
from tests.ring.test_playground import came
from tests.support.local_slack_people import until
from tests.support.playground_people import shown
from tests.support.playground_with_bot import TeamsWithBot, teams_with_bot
from tests.support.scene_player import Player
from tests.support.slack_rules import faults
from tests.support.slack_workspace import labels, words
from tests.support.talking_scene import AFTERWARDS, LEDGER, ONWARD, PLANNED, QUALIFICATION, facts_of_acme

pytestmark = pytest.mark.ring


def until_the_question(sandbox: Sandbox) -> timedelta:
    """The time until a call of tomorrow at 10:00 was asked about."""
    now = sandbox.now()
    return (now + timedelta(days=1)).replace(hour=14, minute=0) - now


async def the_call_is_asked_about(sandbox: Sandbox) -> None:
    with sandbox.store.writing() as tx:  # each message goes to one place, and the sandbox's is not to get it
        tx.execute(delete(identities).where(identities.c.platform == "sandbox", identities.c.user == "rob"))
    await asyncio.to_thread(sandbox.forward, until_the_question(sandbox))


def planned(sandbox: Sandbox) -> list[str]:
    day = sandbox.now() + timedelta(days=1)
    return [step.format(day=f"{day:%A}") for step in PLANNED]


def ledger_of_acme(sandbox: Sandbox) -> Counter[str]:
    with sandbox.store.reading() as tx:
        return facts_of_acme(export(tx, None))


@pytest.mark.parametrize("slack", ["http"], indirect=True)
async def test_a_deal_goes_from_qualification_to_discussion_by_talking_in_slack(slack: SlackWithBot) -> None:
    people = slack.people
    await people.types("rob", "list")
    channel = await people.begins_direct("rob")

    async def says(line: str) -> Any:
        return await people.says("rob", channel, line)

    async def presses(card: Any, label: str) -> Any:
        answer = await people.presses("rob", card, label)
        assert not faults(answer["blocks"]), label
        return answer

    rob = Player(says, presses, lambda card: labels(card["blocks"]))
    assert "still missing" not in words((await rob.play(QUALIFICATION))["blocks"])
    await rob.play(planned(slack.sandbox))
    await the_call_is_asked_about(slack.sandbox)

    async def asked() -> bool:
        return any("How did it go on Acme?" in words(one.get("blocks", [])) for one in await people.messages(channel))

    await until(asked, "no one asked how it went")
    assert "is now in Discussion" in words((await rob.play((*AFTERWARDS, *ONWARD)))["blocks"])
    assert ledger_of_acme(slack.sandbox) == Counter(LEDGER)


@pytest.fixture
async def teams(story: Path, tmp_path: Path) -> AsyncIterator[TeamsWithBot]:
    async with teams_with_bot(story, tmp_path) as teams:
        yield teams


async def test_a_deal_goes_from_qualification_to_discussion_by_talking_in_teams(teams: TeamsWithBot) -> None:
    people = teams.people

    async def says(line: str) -> Any:
        return await people.talks("rob", line)

    async def presses(card: Any, label: str) -> Any:
        return card | await people.presses("rob", card, label)

    rob = Player(says, presses, lambda card: [one["title"] for one in actions(shown(card))])
    await rob.play(QUALIFICATION)
    await rob.play(planned(teams.sandbox))
    await the_call_is_asked_about(teams.sandbox)
    await came(teams, "a:rob", "How did it go on Acme?")
    last = await rob.play((*AFTERWARDS, *ONWARD))
    assert "is now in Discussion" in str(shown(last))
    assert ledger_of_acme(teams.sandbox) == Counter(LEDGER)
