"""A file in Teams' direct chat: fetched where the activity says, previewed, and imported after a press."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.teams.chat import TeamsChat
from bot.chats.teams_addresses import SavedReferences
from bot.jobs.bring_in import bring_in
from bot.jobs.deliver import deliver
from bot.sandbox.sandbox import Sandbox
from bot.store.export import export
from tests.adapters.teams.test_render import actions, read
from tests.support.teams_assistant import Line, line
from tests.support.teams_schema import faults

CSV = b"Deal Name,Amount,Stage,Owner\nWernham Hogg,12000 EUR,Demo,Rob Reyes\nSabre,9000 EUR,Contract Sent,Rita Roy\n"
KIND = "application/vnd.microsoft.teams.file.download.info"
PERMIT = "once"


class FileStore:
    """OneDrive on this machine: the address with its permit is enough for a while, and needs no token."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.address = ""

    async def serve(self, request: web.Request) -> web.Response:
        self.asked.append(request.headers.get("Authorization", ""))
        if request.query.get("tempauth") != PERMIT:
            return web.Response(status=401)
        return web.Response(body=CSV, content_type="application/octet-stream")


@pytest.fixture
async def store() -> AsyncIterator[FileStore]:
    """The file store, on the machine whose connector is Teams' own here."""
    there, application = FileStore(), web.Application()
    application.router.add_get("/personal/mia/download.aspx", there.serve)
    async with TestServer(application) as server:
        there.address = str(server.make_url("/personal/mia/download.aspx"))
        yield there


@pytest.fixture
async def teams(sandbox: Sandbox) -> AsyncIterator[Line]:
    async with line(sandbox.assistant, saved=SavedReferences(sandbox.store)) as on:
        yield on


async def drops(teams: Line, who: str, address: str) -> Any:
    """The card that answers a file, as Teams sends it: without a text, with its page in HTML beside it."""
    content = {"downloadUrl": address, "uniqueId": "1150D938-8870-4044-9F2C-5BBDEBA70C9D", "fileType": "csv"}
    page = "https://contoso-my.sharepoint.com/personal/mia/Documents/deals.csv"
    file = {"contentType": KIND, "contentUrl": page, "name": "deals.csv", "content": content}
    html = {"contentType": "text/html", "content": "<p></p>"}
    sent = len(teams.microsoft.sent)
    assert (await teams.post(teams.message(who, "") | {"attachments": [file, html]})).status == 200
    ((_, _, made),) = teams.microsoft.sent[sent:]
    return drawn(made["attachments"][0]["content"])


async def presses(teams: Line, who: str, card: Any, label: str) -> Any:
    """What a press is answered with: the card that takes the place of this one, or words below it."""
    (action,) = [one for one in actions(card) if one["title"] == label]
    answer = await (await teams.post(teams.press(who, action))).json()
    return answer["value"]


async def came(teams: Line, sandbox: Sandbox, where: str, said: str) -> Any:
    """The card with these words that the outbox brought to a place."""
    chats = {"teams": TeamsChat(teams.driver, SavedReferences(sandbox.store))}
    await asyncio.to_thread(deliver, sandbox.store, chats, "w", sandbox.wall())
    cards = [made["attachments"][0]["content"] for at, _, made in teams.microsoft.sent if at == where]
    (found,) = [card for card in cards if said in read(card)]
    return drawn(found)


def drawn(card: Any) -> Any:
    assert not faults(card)
    return card


def deals(sandbox: Sandbox) -> set[tuple[str, str]]:
    """Every open deal by name, with its stage."""
    with sandbox.store.reading() as tx:
        found = export(tx, None)["deals"]
    return {(row["name"], row["stage"]) for row in found if row["state"] == "open"}


async def test_a_dropped_file_becomes_deals_and_is_taken_back(teams: Line, sandbox: Sandbox, store: FileStore) -> None:
    before = deals(sandbox)
    preview = await drops(teams, "mia", f"{store.address}?tempauth={PERMIT}")
    assert "They are 2 open deals (21,000 EUR)." in read(preview)
    assert (store.asked, deals(sandbox)) == ([""], before), "asked once, without the bot's token, and nothing is in yet"
    started = drawn(await presses(teams, "mia", preview, "Import 2 deals"))
    assert "The import has started" in read(started)
    assert bring_in(sandbox.store, sandbox.wall(), "worker") == 2
    assert deals(sandbox) - before == {("Wernham Hogg", "prospecting"), ("Sabre", "prospecting")}
    imported = await came(teams, sandbox, "a:mia", "deals.csv is imported")
    assert "Taking back deals.csv" in await presses(teams, "mia", imported, "Undo")
    bring_in(sandbox.store, sandbox.wall(), "worker")
    assert await came(teams, sandbox, "a:mia", "deals.csv is taken back")
    assert deals(sandbox) == before


async def test_a_file_whose_permit_is_over_gets_a_sentence(teams: Line, sandbox: Sandbox, store: FileStore) -> None:
    before = deals(sandbox)
    assert "Send it again" in read(await drops(teams, "mia", f"{store.address}?tempauth=old"))
    assert (len(store.asked), deals(sandbox)) == (1, before)


async def test_a_file_from_elsewhere_is_not_asked_for(teams: Line, sandbox: Sandbox) -> None:
    before = deals(sandbox)
    assert "isn't in this chat's own storage" in read(await drops(teams, "mia", "https://evil.example/deals.csv"))
    assert deals(sandbox) == before


async def test_a_reps_file_is_not_even_fetched(teams: Line, sandbox: Sandbox, store: FileStore) -> None:
    before = deals(sandbox)
    card = await drops(teams, "rob", f"{store.address}?tempauth={PERMIT}")
    assert "Only a manager or an admin can import" in read(card)
    assert (store.asked, deals(sandbox)) == ([], before)
