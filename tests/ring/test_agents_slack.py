"""An agent beside Slack: it comes over HTTP to the bot, and its person decides in local-slack."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import httpx2
import pytest
from mcp.client import Client
from mcp.client.streamable_http import streamable_http_client

from tests.ring.conftest import SlackWithBot
from tests.support.agent_company import SECRET, TODAYS
from tests.support.agent_scene import ENDED, TITLE, TOLD, works_on_the_deal
from tests.support.local_slack_people import until
from tests.support.slack_album import SlackAlbum
from tests.support.slack_rules import faults
from tests.support.slack_workspace import words

pytestmark = pytest.mark.ring


@asynccontextmanager
async def agent_of(slack: SlackWithBot, secret: str) -> AsyncIterator[Client]:
    """The official client, through the socket that leads to the bot."""
    transport = httpx2.AsyncHTTPTransport(uds=str(slack.place.bot))
    headers = {"Authorization": f"Bearer {secret}"}
    async with (
        httpx2.AsyncClient(transport=transport, headers=headers) as http,
        Client(streamable_http_client("http://localhost/mcp", http_client=http), mode=TODAYS) as client,
    ):
        yield client


@pytest.mark.parametrize("slack", ["http"], indirect=True)
async def test_an_agent_proposes_and_rob_presses_two_and_refuses_one_in_slack(
    slack: SlackWithBot, tmp_path: Path
) -> None:
    people, album = slack.people, SlackAlbum(tmp_path)
    channel = await people.begins_direct("rob")
    shown = await people.types("rob", "token new for Claude", channel)
    album.add("token", {"blocks": [one for one in shown["blocks"] if not SECRET.search(words([one]))]})
    secret = SECRET.search(words(shown["blocks"]))
    assert secret
    async with agent_of(slack, secret[0]) as client:
        worked = await works_on_the_deal(client)
    assert "Not yet" in worked.refusal
    assert worked.states == ("waiting",) * 3

    async def titled(title: str) -> Any:
        for one in await people.messages(channel):
            if title in words(one.get("blocks", [])):
                return one
        return None

    for title, label in ((TITLE, "Save"), ("save 2 things on Globex", "Save"), ("save this on Globex", "No")):
        card = await until(partial(titled, title), f"no card says {title}")
        assert not faults(card["blocks"])
        album.add(f"agent, {title}".strip("?"), card)
        await people.presses("rob", card, label)
    album.add("agent, ended", await until(partial(titled, ENDED), "the card doesn't say how it ended"))
    told = await people.types("rob", "history globex all", channel)
    history = " ".join(words(told["blocks"]).split())
    assert not [line for line in TOLD if line not in history], history
    album.add("history, through an agent", told)
    assert not await album.draw()
