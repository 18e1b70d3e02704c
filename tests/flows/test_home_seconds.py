"""Home in both chats: a first change shows within 2 seconds, later ones within 12, and one in ten seconds at most."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from aiohttp import web

from adapters.chat import Chat
from adapters.teams.chat import TeamsChat
from bench.torture.slack import TEAM
from bot.assistant import Assistant
from bot.chats.home_visits import SavedHomes
from bot.chats.teams_addresses import SavedReferences
from bot.company import playbook_files
from bot.jobs.home_pages import refresh_homes
from bot.jobs.scheduler import HOMES_SECONDS
from bot.sandbox.sandbox import Sandbox
from bot.store.engine.store import Store
from bot.store.visits import A_WEEK
from tests.adapters.teams.test_render import actions, read
from tests.support.slack_workspace import slack_workspace
from tests.support.teams_assistant import Line, line
from tests.support.teams_schema import faults

NEVER = datetime.min.replace(tzinfo=UTC)
FIRST, LATER, AT_MOST_ONE_IN = timedelta(seconds=2), timedelta(seconds=12), timedelta(seconds=10)


@dataclass
class Home:
    """Rob's Home in one chat. `drawn` counts how often it was drawn, `now` is moved by hand."""

    store: Store
    chat: Chat
    looks: Callable[[], Awaitable[None]]
    types: Callable[[str], Awaitable[object]]
    drawn: Callable[[], int]
    wall: Callable[[], datetime]
    now: datetime = NEVER

    async def draws(self, lasting: timedelta) -> list[timedelta]:
        """When it is drawn from now on: the clock's first tick comes as late as it can."""
        assistant = Assistant(self.store, lambda: self.now, playbook_files.texts(None))
        found, passed, chats = list[timedelta](), timedelta(), {self.chat.platform: self.chat}
        while passed < lasting:
            passed += timedelta(seconds=HOMES_SECONDS)
            before = self.drawn()
            await asyncio.to_thread(refresh_homes, self.store, chats, assistant.answer, self.now + passed)
            found += [passed] * (self.drawn() - before)
        self.now += passed
        return found


async def slacks(folder: Path) -> AsyncIterator[Home]:
    async with slack_workspace(folder) as workspace:

        async def looks() -> None:
            event = {"type": "app_home_opened", "user": "U0ROB", "tab": "home", "team": TEAM}
            assert await workspace.tells(event) == 200

        def drawn() -> int:
            return sum(1 for method, _ in workspace.slack.asked if method == "views.publish")

        await workspace.types("rob", "new Acme")

        def wall() -> datetime:
            return datetime.now(UTC)

        yield Home(workspace.store, workspace.chat, looks, lambda text: workspace.types("rob", text), drawn, wall)


async def teams_(sandbox: Sandbox) -> AsyncIterator[Home]:
    store, references = sandbox.store, SavedReferences(sandbox.store)
    async with line(sandbox, saved=references, homes=SavedHomes(store, sandbox.wall)) as on:

        async def types(text: str) -> None:
            await on.post(on.message("rob", f"/deal {text}"))

        def drawn() -> int:
            return sum(1 for _, how, _ in on.microsoft.sent if how.startswith("PUT"))

        chat = TeamsChat(on.driver, references)
        yield Home(store, chat, lambda: types("home"), types, drawn, sandbox.wall)


@pytest.fixture(params=["slack", "teams"])
async def home(request: pytest.FixtureRequest, tmp_path: Path, sandbox: Sandbox) -> AsyncIterator[Home]:
    (tmp_path / "slack").mkdir()
    async for one in slacks(tmp_path / "slack") if request.param == "slack" else teams_(sandbox):
        await one.looks()
        one.now = one.wall()
        assert await one.draws(AT_MOST_ONE_IN + FIRST) == []
        yield one


async def test_a_first_change_shows_within_two_seconds_and_later_ones_within_twelve(home: Home) -> None:
    await home.types("log acme call they want a pilot")
    (first,) = await home.draws(FIRST)
    assert first <= FIRST
    await home.types("log acme call they want two")
    (later,) = await home.draws(LATER)
    assert later <= LATER
    assert later + FIRST - first >= AT_MOST_ONE_IN


async def test_a_change_every_second_is_drawn_once_in_ten(home: Home) -> None:
    found, passed = list[timedelta](), timedelta()
    for number in range(25):
        await home.types(f"log acme call news number {number}")
        found += [passed + one for one in await home.draws(timedelta(seconds=HOMES_SECONDS))]
        passed += timedelta(seconds=HOMES_SECONDS)
    assert len(found) == 3
    assert all(later - first >= AT_MOST_ONE_IN for first, later in pairwise(found))


async def test_a_home_that_was_opened_a_week_ago_is_not_drawn_and_one_of_this_week_is(home: Home) -> None:
    opened = home.now - AT_MOST_ONE_IN - FIRST
    home.now = opened + A_WEEK + LATER
    await home.types("log acme call they want a pilot")
    assert await home.draws(FIRST) == []
    home.now = opened + A_WEEK - LATER - FIRST
    assert len(await home.draws(FIRST)) == 1


async def test_in_teams_a_press_on_home_is_answered_below_and_home_stays(sandbox: Sandbox) -> None:
    async with line(sandbox, saved=SavedReferences(sandbox.store), homes=SavedHomes(sandbox.store, sandbox.wall)) as on:
        shown = await _card_of(on, "home")
        (move, *_) = [one for one in actions(shown) if one["title"] == "Move on"]
        body = await (await on.post(on.press("rob", move))).json()
        assert body["type"] == "application/vnd.microsoft.activity.message", "a card would take its place"
        assert "Stark" in read(on.microsoft.sent[-1][2]["attachments"][0]["content"])


async def _card_of(on: Line, text: str) -> dict[str, object]:
    await on.post(on.message("rob", f"/deal {text}"))
    content: dict[str, object] = on.microsoft.sent[-1][2]["attachments"][0]["content"]
    assert not faults(content)
    return content


async def _refused(request: web.Request) -> web.StreamResponse:
    return web.json_response({"ok": False, "error": "not_enabled"})


async def test_a_slack_without_app_home_still_shows_it_on_the_command(tmp_path: Path) -> None:
    async with slack_workspace(tmp_path) as workspace:
        workspace.slack.next_faults.append(_refused)
        assert await workspace.tells({"type": "app_home_opened", "user": "U0ROB", "tab": "home", "team": TEAM}) == 200
        assert "no deals yet" in str(await workspace.types("rob", "home"))
