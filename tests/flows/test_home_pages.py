"""Home pages: one that someone looked at this week shows a change soon, and not more often than each ten seconds."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web

from adapters.chat import Answer, Inbound
from bench.torture.slack import TEAM, broke
from bot.assistant import Assistant
from bot.company import playbook_files
from bot.jobs.home_pages import refresh_homes
from bot.request import undone
from bot.store import visits
from bot.store.visits import A_WEEK, LEASE, PAUSE
from bot.views import replies, unanswered
from tests.support.slack_workspace import SlackWorkspace, slack_workspace

LATER = timedelta(minutes=1)


@dataclass
class Homes:
    """The home pages of a workspace; `opened` is when one was looked at last."""

    workspace: SlackWorkspace
    opened: datetime

    async def open(self, *people: str) -> None:
        """Look at it."""
        for who in people:
            event = {"type": "app_home_opened", "user": f"U0{who.upper()}", "tab": "home", "team": TEAM}
            assert await self.workspace.tells(event) == 200
        self.opened = datetime.now(UTC)

    async def drawn(self, after: timedelta) -> list[str]:
        """Whose pages are drawn so long after the last look."""
        before, workspace = len(self.workspace.slack.asked), self.workspace
        assistant = Assistant(workspace.store, lambda: datetime.now(UTC), playbook_files.texts(None))
        chats = {"slack": workspace.chat}
        await asyncio.to_thread(refresh_homes, workspace.store, chats, assistant.answer, self.opened + after)
        shown = [said["user_id"] for method, said in workspace.slack.asked[before:] if method == "views.publish"]
        return sorted(shown)


@pytest.fixture
async def homes(tmp_path: Path) -> AsyncIterator[Homes]:
    async with slack_workspace(tmp_path) as workspace:
        yield Homes(workspace, datetime.now(UTC))


async def test_a_change_is_drawn_for_its_owner_and_manager_who_looked_this_week(homes: Homes) -> None:
    await homes.open("rob", "mia")
    assert await homes.drawn(LATER) == []
    await homes.workspace.types("rob", "new Acme")
    assert await homes.drawn(LATER) == ["U0MIA", "U0ROB"]
    assert await homes.drawn(2 * LATER) == []


async def test_many_changes_are_drawn_once_in_ten_seconds(homes: Homes) -> None:
    await homes.open("rob")
    await homes.workspace.types("rob", "new Acme")
    assert await homes.drawn(LATER) == ["U0ROB"]
    for line in ("log acme call they want a pilot", "set acme amount 5000 EUR"):
        await homes.workspace.types("rob", line)
    assert await homes.drawn(LATER + PAUSE - timedelta(seconds=1)) == []
    assert await homes.drawn(LATER + PAUSE) == ["U0ROB"]


async def test_who_never_looked_or_not_this_week_gets_nothing(homes: Homes) -> None:
    await homes.open("rob")
    await homes.workspace.types("mia", "new Acme")
    await homes.workspace.types("rob", "new Globex")
    assert await homes.drawn(A_WEEK + LATER) == []
    assert await homes.drawn(A_WEEK - LATER) == ["U0ROB"]


async def test_another_reps_deal_changes_nothing_on_my_page(homes: Homes) -> None:
    await homes.open("rob")
    await homes.workspace.types("rita", "new Acme")
    assert await homes.drawn(LATER) == []


async def test_a_page_that_slack_did_not_take_is_drawn_later(homes: Homes) -> None:
    await homes.open("rob")
    await homes.workspace.types("rob", "new Acme")
    homes.workspace.slack.next_faults.append(broke)
    await homes.drawn(LATER)
    assert await homes.drawn(2 * LATER) == ["U0ROB"]


async def test_a_look_is_a_page_as_it_is_now(homes: Homes) -> None:
    await homes.open("rob")
    await homes.workspace.types("rob", "new Acme")
    await homes.open("rob")
    assert await homes.drawn(LATER) == ["U0ROB"], "a look within hours of the last is not written down"


async def test_a_guest_has_no_page_that_stays_up_to_date(homes: Homes) -> None:
    homes.workspace.slack.people["U0GUS"] = {"is_restricted": True}
    await homes.open("gus")
    await homes.workspace.types("rob", "new Acme")
    assert await homes.drawn(LATER) == []


async def test_a_page_that_could_not_be_read_stays_as_it_is_and_is_drawn_later(homes: Homes) -> None:
    await homes.open("rob")
    await homes.workspace.types("rob", "new Acme")

    def away(inbound: Inbound) -> Answer:
        return undone(replies.plain_no(unanswered.NOT_SAVED))

    chats, before = {"slack": homes.workspace.chat}, len(homes.workspace.slack.asked)
    assert await asyncio.to_thread(refresh_homes, homes.workspace.store, chats, away, homes.opened + LATER) == 0
    assert len(homes.workspace.slack.asked) == before
    assert await homes.drawn(2 * LATER) == ["U0ROB"]


class Killed(BaseException):
    """The process ends here: nothing after this runs."""


async def test_a_page_whose_worker_was_killed_is_drawn_once_its_lease_is_over(homes: Homes) -> None:
    await homes.open("rob", "mia")
    await homes.workspace.types("rob", "new Acme")

    def killed(inbound: Inbound) -> Answer:
        raise Killed

    with pytest.raises(Killed):
        await asyncio.to_thread(
            refresh_homes, homes.workspace.store, {"slack": homes.workspace.chat}, killed, later(homes)
        )
    drawn = await homes.drawn(LATER + PAUSE)
    assert len(drawn) == 1, "the page that the other worker took is still its own"
    assert await homes.drawn(LATER + LEASE - timedelta(seconds=1)) == []
    (left,) = {"U0ROB", "U0MIA"} - set(drawn)
    assert await homes.drawn(LATER + LEASE) == [left]
    assert await homes.drawn(LATER + 3 * LEASE) == []


async def test_a_change_while_its_page_is_drawn_is_drawn_too(homes: Homes) -> None:
    await homes.open("rob")
    await homes.workspace.types("rob", "new Acme")
    with homes.workspace.store.writing() as tx:
        (page,) = visits.outdated(tx, ("slack",), later(homes), 9)
        assert visits.take(tx, page, later(homes))
    await homes.workspace.types("rob", "log acme call they want a pilot")
    with homes.workspace.store.writing() as tx:
        visits.drawn(tx, page)
    assert await homes.drawn(LATER + PAUSE) == ["U0ROB"]
    assert await homes.drawn(LATER + 3 * LEASE) == []


async def test_a_change_between_a_look_and_its_note_is_drawn(homes: Homes) -> None:
    await homes.open("rob")
    await homes.workspace.types("rob", "new Acme")
    with homes.workspace.store.writing() as tx:
        (page,) = visits.outdated(tx, ("slack",), later(homes), 9)
        visits.open_home(tx, page.tenant, page.place, homes.opened)
    assert await homes.drawn(LATER) == ["U0ROB"]


def later(homes: Homes) -> datetime:
    return homes.opened + LATER


async def revoked(request: web.Request) -> web.StreamResponse:
    return web.json_response({"ok": False, "error": "token_revoked"})


async def test_while_slack_refuses_the_token_one_page_asks_and_then_none(homes: Homes) -> None:
    workspace = homes.workspace
    await homes.open("rob", "mia", "ada")
    await workspace.types("rob", "new Acme")
    await workspace.types("rob", "assign acme to <@U0ADA>")
    workspace.slack.next_faults = [revoked] * 99
    assert len(await homes.drawn(LATER)) == 1, "a workspace that refuses one page refuses them all"
    await workspace.types("rob", "engage acme legal because they want our paper changed")
    await workspace.deliver()
    assert await homes.drawn(2 * LATER) == [], "its messages wait, and one of them tries"
    workspace.slack.next_faults.clear()
    await workspace.deliver(lambda: datetime.now(UTC) + 2 * LATER)
    assert await homes.drawn(3 * LATER) == ["U0ADA", "U0MIA", "U0ROB"]
