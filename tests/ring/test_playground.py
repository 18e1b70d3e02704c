"""The scenes of a sale in the Agents Playground: several people, and the sandbox's own ledger."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete

from bot.sandbox.sandbox import Sandbox
from bot.store.export import export
from bot.store.schema.tables import identities
from tests.adapters.teams.test_render import actions, read
from tests.support import teams_payloads as wire
from tests.support.local_slack_people import until
from tests.support.playground import ADDRESS, GROUP
from tests.support.playground_people import shown
from tests.support.playground_with_bot import TeamsWithBot, teams_with_bot
from tests.support.sale_scripts import SCENES, Step, ledger, played
from tests.support.teams_schema import faults

pytestmark = pytest.mark.ring


@pytest.fixture
async def teams(story: Path, tmp_path: Path) -> AsyncIterator[TeamsWithBot]:
    async with teams_with_bot(story, tmp_path) as teams:
        yield teams


@pytest.fixture
async def managers(story: Path, tmp_path: Path) -> AsyncIterator[TeamsWithBot]:
    """Where the personal chat is Mia's."""
    async with teams_with_bot(story, tmp_path, me="mia") as teams:
        yield teams


async def play(teams: TeamsWithBot, steps: list[Step]) -> None:
    """Play lines and presses, with each person's last card."""
    last: dict[str, Any] = {}
    for who, text in steps:
        if text.startswith("["):
            last[who] |= await teams.people.presses(who, last[who], text.strip("[]"))
        else:
            last[who] = await teams.people.says(who, text)
        assert not faults(shown(last[who])), (who, text)


async def test_the_scenes_leave_the_same_ledger_as_in_the_sandbox(teams: TeamsWithBot, another: Sandbox) -> None:
    for name, steps in SCENES.items():
        before = ledger(teams.sandbox)
        await play(teams, steps)
        played(another, steps)
        assert unlinked(ledger(teams.sandbox)) == unlinked(ledger(another)), name
        assert (ledger(teams.sandbox) == before) == (name == "bad input"), name


def unlinked(lines: list[str]) -> list[str]:
    """The lines without the addresses of messages: the sandbox's messages have none."""
    return sorted(re.sub(r'"link": "https://teams[^"]*"', '"link": ""', line) for line in lines)


async def test_an_approval_is_asked_for_given_and_shown_on_all_its_cards(managers: TeamsWithBot) -> None:
    people = managers.people
    await people.writes("mia", "list")
    await people.says("rob", "here stark")
    await people.says("rob", "set stark amount 30000 EUR")
    await people.says("rob", "advance stark")
    hers, everybodys = [await came(managers, chat, "to Closing?") for chat in ("a:mia", GROUP)]
    assert not actions({"body": shown(everybodys)["body"]}), "who may not decide sees the state"
    assert await people.looks("leo", everybodys) == everybodys
    assert "Approve" in str(actions(shown(await people.looks("mia", everybodys)))), "who may decide sees the buttons"
    assert "Closing" in read(shown(await people.presses("mia", hers, "Approve")))
    for chat, words, left in (("a:mia", "You approved the handoff", ["Show deal"]), (GROUP, "Stark: approved", [])):
        edited = await came(managers, chat, words)
        assert edited["edited"]
        assert [one["title"] for one in actions(shown(edited))] == left


async def came(teams: TeamsWithBot, chat: str, words: str) -> Any:
    """The message with these words in a chat, once it is there."""

    async def there() -> Any:
        return [
            one for one in teams.people.seen.get(chat, {}).values() if one["attachments"] and words in read(shown(one))
        ]

    return (await until(there, f"nothing with {words!r} came to {chat}"))[-1]


async def test_the_owner_of_a_stalled_deal_is_nudged_in_their_own_chat(teams: TeamsWithBot) -> None:
    await teams.people.writes("rob", "list")
    with teams.sandbox.store.writing() as tx:  # one message a person: the sandbox's place is not to get it
        tx.execute(delete(identities).where(identities.c.platform == "sandbox", identities.c.user == "rob"))
    await asyncio.to_thread(teams.sandbox.forward, timedelta(days=14))
    nudge = await came(teams, "a:rob", "deals need you")
    assert not faults(shown(nudge))
    assert "Snooze" in str(actions(shown(nudge)))


async def test_nothing_is_written_after_the_bot_was_taken_out(managers: TeamsWithBot) -> None:
    people = managers.people
    await people.writes("mia", "list")
    gone = wire.message("mia", "", service=f"{ADDRESS}/_connector") | {"type": "installationUpdate", "action": "remove"}
    await people.brings(gone)
    await people.says("rob", "set stark amount 30000 EUR")
    await people.says("rob", "advance stark")

    async def given_up() -> bool:
        with managers.sandbox.store.reading() as tx:
            posted = [row for row in export(tx, None)["outbox"] if row["platform"] == "teams"]
        return bool(posted) and all(row["state"] == "parked" for row in posted)

    await until(given_up, "the message still waits")
    assert "to Closing?" not in str(people.seen["a:mia"])


GOOD = {
    "responsible": "Gus Grant",
    "budget": "75000 EUR",
    "budget.said_by": "Gus Grant",
    "budget.where": "call",
    "decision": "The board",
    "decision.said_by": "Gus Grant",
    "decision.where": "call",
}


async def test_a_form_comes_back_with_its_mistakes_in_words_and_is_then_taken(teams: TeamsWithBot) -> None:
    refused = await teams.people.says("rob", "advance globex to closing")
    asked = refused | await teams.people.presses("rob", refused, "Answer now")
    faulty = await fills_in(teams, asked, {**GOOD, "budget": "lots"})
    assert "read “lots” as an amount" in read(shown(faulty))
    assert "evidence saved" in read(shown(await fills_in(teams, faulty, GOOD)))


async def fills_in(teams: TeamsWithBot, message: Any, answers: dict[str, str]) -> Any:
    """The message as it is after Rob has sent its form with these answers."""
    inputs = {part["id"].partition(".")[2]: part["id"] for part in shown(message)["body"] if "id" in part}
    named = {inputs[key]: words for key, words in answers.items()}
    return message | await teams.people.presses("rob", message, "Save evidence", named)
