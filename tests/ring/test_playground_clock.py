"""Tuesday, nine o'clock in the Agents Playground: a channel's digest, and the card edited once Legal has answered."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.teams.test_render import read
from tests.support import teams_payloads as wire
from tests.support.digest_tuesday import LEGALS_ALONE, tuesday
from tests.support.local_slack_people import until
from tests.support.playground_people import shown
from tests.support.playground_with_bot import TeamsWithBot, teams_with_bot
from tests.support.teams_schema import faults

pytestmark = pytest.mark.ring


@pytest.fixture
async def teams(story: Path, tmp_path: Path) -> AsyncIterator[TeamsWithBot]:
    async with teams_with_bot(story, tmp_path) as teams:
        teams.people.chat = wire.CHANNEL
        yield teams


async def test_tuesday_nine_oclock_legal_answers_and_the_digest_is_edited(teams: TeamsWithBot) -> None:
    for who, line in LEGALS_ALONE:
        await teams.people.says(who, line)
    set_there = await teams.people.says("mia", "digest at 9:00 on Tuesday")
    assert "09:00" in read(shown(set_there))
    await asyncio.to_thread(teams.sandbox.forward, tuesday(teams.sandbox, "teams"))
    digest = await digest_with(teams, "Wayne Industries")
    assert not faults(shown(digest))
    assert "Open a deal" in str(shown(digest))
    await teams.people.says("leo", "met wayne industries legal yes")
    edited = await digest_with(teams, "Off the list since then: Wayne Industries")
    assert edited["messageId"] == digest["messageId"] and edited["edited"]


async def digest_with(teams: TeamsWithBot, said: str) -> Any:
    """The digest in the channel once it has these words."""

    async def there() -> Any:
        cards = [one for one in teams.people.seen.get(teams.people.chat, {}).values() if one["attachments"]]
        return [one for one in cards if "Deals ·" in read(shown(one)) and said in read(shown(one))]

    return (await until(there, f"no digest says {said!r}"))[-1]
