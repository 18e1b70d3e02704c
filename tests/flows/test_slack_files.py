"""A file in Slack's direct message: fetched with the bot's token, previewed, and imported after a press."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bench.torture.slack import TEAM
from bot.jobs.bring_in import bring_in
from bot.store.export import export
from tests.support.slack_workspace import SlackWorkspace, slack_workspace, words

DIRECT = {"type": "message", "subtype": "file_share", "channel_type": "im", "channel": "D0ADA", "user": "U0ADA"}
CSV = "Deal Name,Amount,Stage\nAcme,5,Contract Sent\nGlobex,7,Demo\n"


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncIterator[SlackWorkspace]:
    async with slack_workspace(tmp_path) as workspace:
        await workspace.types("ada", "settings")
        yield workspace


@pytest.fixture
async def files() -> AsyncIterator[TestServer]:
    """Where Slack serves its files: a page for those without the token."""

    async def serve(request: web.Request) -> web.Response:
        if not request.headers.get("Authorization", "").startswith("Bearer xoxb"):
            return web.Response(text="<html>Sign in</html>", content_type="text/html")
        return web.Response(text=CSV, content_type="text/csv")

    application = web.Application()
    application.router.add_get("/files/deals.csv", serve)
    server = TestServer(application)
    await server.start_server()
    yield server
    await server.close()


def event(url: object, **more: Any) -> dict[str, Any]:
    file = {"id": "F1", "name": "deals.csv", "size": len(CSV), "url_private_download": str(url)}
    return {**DIRECT, "ts": "17.1", "team": TEAM, "text": "", "files": [file], **more}


async def test_a_dropped_file_becomes_deals(workspace: SlackWorkspace, files: TestServer) -> None:
    assert await workspace.tells(event(files.make_url("/files/deals.csv"))) == 200
    preview = workspace.messages("D0ADA")[-1]
    assert "They are 2 open deals (12 EUR)." in words(preview["blocks"])
    started = await workspace.presses("ada", preview, "Import 2 deals", channel="D0ADA")
    assert "The import has started" in words(started["blocks"])
    assert bring_in(workspace.store, datetime.now(UTC), "worker") == 2
    with workspace.store.reading() as tx:
        found = export(tx, None)["deals"]
    assert sorted((row["name"], row["stage"]) for row in found) == [("Acme", "prospecting"), ("Globex", "prospecting")]


async def test_a_file_from_elsewhere_never_gets_the_token(workspace: SlackWorkspace) -> None:
    assert await workspace.tells(event("https://evil.example/deals.csv")) == 200
    assert "The file isn't in this chat's own storage" in words(workspace.messages("D0ADA")[-1]["blocks"])
