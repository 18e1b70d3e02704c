"""A file sent to the sandbox's page: previewed, imported, taken back, and only taken from the page itself."""

from collections.abc import AsyncIterator
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer

from adapters.sandbox import files
from adapters.sandbox.chat import SandboxChat
from adapters.sandbox.chat_store import ChatStore
from adapters.sandbox.demo_people import PLATFORM
from adapters.sandbox.server import application
from bot.sandbox.sandbox import Sandbox

CSV = b"Deal Name,Amount,Stage,Owner\nWernham Hogg,12000 EUR,Demo,Rob Reyes\nSabre,9000 EUR,Demo,Rita Roy\n"
BYTES = {"Content-Type": files.KIND}


class Page:
    """The requests of the sandbox's page, and what is then seen on it."""

    def __init__(self, client: TestClient[Any, Any], chat_store: ChatStore) -> None:
        self.client, self.chat_store = client, chat_store
        self._keys = count(10_000_000)

    async def drops(
        self, who: str, content: bytes, place: str = "", size: str = "", name: str = "deals.csv"
    ) -> ClientResponse:
        query = {"who": who, "place": place or who, "key": f"drop-{next(self._keys)}", "name": name, "size": size}
        return await self.client.post("/api/file", params=query, data=BytesIO(content), headers=BYTES)

    async def presses(self, who: str, label: str) -> None:
        """Press the newest button of that label in the direct message."""
        found = [button["command"] for card in self.cards(who) for button in buttons(card) if button["label"] == label]
        press = {"who": who, "place": who, "key": f"press-{next(self._keys)}", "command": found[-1], "label": label}
        answer = await self.client.post("/api/press", json=press)
        assert answer.status == 200, await answer.text()

    def cards(self, who: str, place: str = "") -> list[dict[str, Any]]:
        """The cards of a place, oldest first."""
        messages = self.chat_store.view(who).messages
        return [one["card"] for one in messages if one["place"] == (place or who) and one["card"]]


def buttons(card: dict[str, Any]) -> list[dict[str, Any]]:
    return [button for part in card["body"] if part["kind"] == "buttons" for button in (*part["row"], *part["more"])]


@pytest.fixture
async def page(sandbox: Sandbox, tmp_path: Path) -> AsyncIterator[Page]:
    chat_store = ChatStore(tmp_path / "room.db")
    sandbox.chats[PLATFORM] = SandboxChat(chat_store, sandbox.now)
    sandbox.follow_up()
    async with TestClient(TestServer(application(sandbox, chat_store))) as client:
        yield Page(client, chat_store)


async def test_a_managers_file_is_previewed_imported_and_taken_back(page: Page) -> None:
    assert (await page.drops("mia", CSV)).status == 200
    question = page.chat_store.view("mia").messages[-2]
    assert (question["manner"], question["text"]) == ("sent", "deals.csv")
    assert "They are 2 open deals (21,000 EUR)." in str(page.cards("mia")[-1])
    await page.presses("mia", "Import 2 deals")
    started, imported = page.cards("mia")[-2:]
    assert started["title"] == "The import has started", "the answer stands before what follows from it"
    assert imported["title"] == "deals.csv is imported"
    assert "1 deal from deals.csv is yours now" in page.cards("rob")[-1]["title"]
    await page.presses("mia", "Undo")
    assert page.cards("mia")[-1]["title"] == "deals.csv is taken back"


async def test_a_rep_gets_a_clear_no_and_a_channel_is_no_place_for_a_file(page: Page) -> None:
    assert (await page.drops("rob", CSV)).status == 200
    assert "Only a manager or an admin can import" in str(page.cards("rob")[-1])
    await page.drops("mia", CSV, "#deals")
    assert "direct message only" in str(page.cards("mia", "#deals")[-1])
    await page.drops("mia", b"%PDF", name="offer.pdf")
    assert "I read tables of deals" in str(page.cards("mia")[-1])


async def test_a_file_that_is_too_big_gets_a_sentence_with_and_without_its_bytes(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    await page.drops("mia", b"", size="20000001")
    assert "The file is too big" in str(page.cards("mia")[-1])
    await page.drops("mia", b"", size="20000000")
    assert "empty" in str(page.cards("mia")[-1]), "at the limit the file is opened"
    await page.drops("mia", CSV + b"," * 20_000_000)
    assert "The file is too big" in str(page.cards("mia")[-1])
    monkeypatch.setattr(files, "LARGEST_FILE", 10)
    await page.drops("mia", b"x" * 1_000_000)
    assert "x" * 20 not in str(page.cards("mia")[-1]), "no more is kept than shows that it is too much"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({**BYTES, "Origin": "http://evil.example"}, 403),
        ({**BYTES, "Host": "evil.example"}, 403),
        ({"Content-Type": "text/plain"}, 400),
        ({"Content-Type": "multipart/form-data; boundary=x"}, 400),
    ],
)
async def test_another_sites_page_can_send_no_file(page: Page, headers: dict[str, str], status: int) -> None:
    query = {"who": "mia", "place": "mia", "key": "drop-0001", "name": "deals.csv", "size": "1"}
    before = len(page.cards("mia"))
    answer = await page.client.post("/api/file", params=query, data=CSV, headers=headers)
    assert (answer.status, bool((await answer.json())["wrong"])) == (status, True)
    assert len(page.cards("mia")) == before


async def test_what_no_page_sends_gets_a_sentence(page: Page) -> None:
    for who, place in (("eve", "eve"), ("rob", "mia"), ("mia", "#nowhere")):
        answer = await page.drops(who, CSV, place)
        assert answer.status == 400 and (await answer.json())["wrong"]
    answer = await page.drops("mia", CSV, name="\ud800".encode("utf-8", "surrogatepass").decode("latin-1") * 20_000)
    assert answer.status == 400
