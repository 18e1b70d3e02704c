"""One organisation in local-slack and in the Agents Playground at once: asked for in one, decided in the other."""

import shutil
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.store.engine.store import Store
from tests.adapters.teams.test_render import actions, read
from tests.ring.conftest import sandbox_of
from tests.support import local_slack as slack
from tests.support import playground as teams
from tests.support.local_slack_people import People, answers, through, until
from tests.support.playground_people import PlaygroundPeople, playground_people, shown
from tests.support.private_network import NoPrivateNetwork
from tests.support.sale_scripts import ledger
from tests.support.slack_workspace import words

pytestmark = pytest.mark.ring


@dataclass(frozen=True, slots=True)
class Both:
    """People who are in both chats, before one bot."""

    slack: People
    teams: PlaygroundPeople
    store: Store

    def ledger(self) -> list[str]:
        return ledger(sandbox_of(self.store))


@pytest.fixture
async def both(story: Path, tmp_path: Path) -> AsyncIterator[Both]:
    """The Playground's personal chat is Mia's."""
    if not (teams.CLI.exists() and slack.BINARY.exists()):
        pytest.skip("BOTH CHATS WERE NOT TRIED TOGETHER: npm has not brought them (`make rings` does).")
    database = f"sqlite:///{shutil.copy(story, tmp_path / 'deals.db')}"
    home = tmp_path / "both"
    home.mkdir()
    try:
        with (
            slack.local_slack(home, "http", doors={home / "teams": teams.PORT}) as place,
            closing(Store.open(database)) as store,
        ):
            teams.begin(place.network, home, slack.BOT_PORT, "mia")
            await answers(place.door, "/_control/state")
            await answers(home / "teams", "/_internal/v1/config")
            place.start("web", database, TICK="0.2", **teams.SETTINGS)
            await answers(place.bot, "/readyz")
            async with through(place.door) as session, playground_people(home / "teams") as people:
                yield Both(People(session), people, store)
    except NoPrivateNetwork as why:
        pytest.skip(f"BOTH CHATS WERE NOT TRIED TOGETHER: {why}")


async def test_what_is_asked_for_in_slack_is_approved_in_teams_and_both_cards_say_so(both: Both) -> None:
    await both.slack.types("mia", "list")
    await both.teams.writes("mia", "list")
    await both.slack.types("rob", "here stark")
    await both.slack.types("rob", "set stark amount 30000 EUR")
    await both.slack.types("rob", "advance stark")
    asked = await in_teams(both, "to Closing?")
    there = await in_slack(both, "to Closing?")
    assert "Closing" in read(shown(await both.teams.presses("mia", asked, "Approve")))
    edited = await in_teams(both, "You approved")
    assert edited["messageId"] == asked["messageId"]
    assert "Approve" not in str(actions(shown(edited)))
    after = await in_slack(both, "Stark: approved")
    assert after["ts"] == there["ts"]
    assert "Approve" not in str([one for one in after["blocks"] if one["type"] == "actions"])


async def test_no_one_approves_in_teams_what_they_asked_for_in_slack(both: Both) -> None:
    await both.slack.types("rob", "here stark")
    await both.slack.types("rob", "set stark amount 30000 EUR")
    await both.slack.types("rob", "advance stark")
    before = both.ledger()
    shown_to_rob = shown(await both.teams.says("rob", "approve stark"))
    assert "It waits for a manager" in read(shown_to_rob)
    assert "Approve" not in str(actions(shown_to_rob))
    assert both.ledger() == before


async def in_teams(both: Both, said: str) -> Any:
    """The message with these words in Mia's personal chat."""

    async def there() -> Any:
        return [
            one for one in both.teams.seen.get("a:mia", {}).values() if one["attachments"] and said in read(shown(one))
        ]

    return (await until(there, f"nothing with {said!r} came to Teams"))[-1]


async def in_slack(both: Both, said: str) -> Any:
    """The message with these words in the deal's channel."""

    async def there() -> Any:
        return [one for one in await both.slack.messages(both.slack.deals) if said in words(one.get("blocks", []))]

    return (await until(there, f"nothing with {said!r} came to Slack"))[-1]
