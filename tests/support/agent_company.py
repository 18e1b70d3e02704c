"""A company of two with agents: tokens are made in the chat, and the official client comes with them."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx2
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from mcp.client import Client
from mcp.client.streamable_http import streamable_http_client
from mcp_types import CallToolResult, TextContent
from sqlalchemy import select

from adapters.card import Card
from adapters.chat import Inbound, Place, Speaker
from adapters.mcp.serve import agent_routes
from adapters.sandbox import demo_people
from bot.agents.agents import Agents
from bot.agents.logins import AgentLogins
from bot.company import playbook_files
from bot.store import tenants
from bot.store.card_json import read_card
from bot.store.engine.store import Store
from bot.store.schema.tables import outbox
from tests.support.card_text import text_of
from tests.support.one_company import OneCompany

SECRET = re.compile(r"stagecoach_[\w-]{43}")
TODAYS, OLDER = "2026-07-28", "legacy"
QUOTE = "as she said on the phone"


@dataclass
class AgentCompany(OneCompany):
    """The same company, and what serves its agents."""

    seconds: float = 0.0

    def _open(self) -> None:
        super()._open()
        self.logins = AgentLogins(self.store, lambda: self.now)
        self.agents = Agents(self.store, lambda: self.now, self.texts or playbook_files.texts(None))

    def token(self, words: str = "for Claude", who: str = "rob") -> str:
        """The secret of a new token."""
        return secret_in(self.types(f"token new {words}", who))

    def outbox(self, who: str) -> list[tuple[str, Card]]:
        """The messages to a person, oldest first: each with its subject, an edit like a new one."""
        rows = select(outbox.c.subject, outbox.c.card).where(outbox.c.place == who).order_by(outbox.c.number)
        with self.store.reading() as tx:
            return [(row.subject, read_card(row.card)) for row in tx.execute(rows)]

    def sent(self, who: str) -> list[Card]:
        """Their cards alone."""
        return [card for _, card in self.outbox(who)]

    def types_in_channel(self, line: str, who: str = "rob") -> Card:
        """A line that is typed where everyone reads."""
        place = Place(demo_people.PLATFORM, demo_people.WORKSPACE, "deals", "channel", "deals")
        inbound = Inbound(f"line-{next(self.keys)}", demo_people.speaker(who), place, line)
        return self.assistant.answer(inbound).card

    def types_elsewhere(self, line: str) -> Card:
        """A line in another organisation's workspace."""
        speaker = Speaker("slack", "T-OTHER", "U1", "Otto Other", email="otto@other.example", admin=True)
        place = Place("slack", "T-OTHER", "U1", "direct")
        tenants_made(self.store)
        return self.assistant.answer(Inbound(f"line-{next(self.keys)}", speaker, place, line)).card

    @asynccontextmanager
    async def served(self, public: str = "https://deals.example.com") -> AsyncIterator[str]:
        """The address of the endpoint while it is served."""
        application = web.Application()
        agent_routes(self.agents, self.logins, public, lambda: self.seconds)(application)
        async with TestServer(application) as server:
            yield str(server.make_url("/mcp"))

    @asynccontextmanager
    async def client(self, secret: str, mode: str = TODAYS) -> AsyncIterator[Client]:
        """The official client, connected with this secret."""
        async with self.served() as address, connected(address, secret, mode) as client:
            yield client

    @asynccontextmanager
    async def posting(self, secret: str) -> AsyncIterator["Sender"]:
        """Sends raw bytes with this secret."""
        async with self.served() as address, ClientSession() as session:
            yield Sender(session, address, secret)


@dataclass
class Sender:
    """Posts to the endpoint without a client's manners."""

    session: ClientSession
    address: str
    secret: str

    async def post(self, body: bytes, **headers: str) -> tuple[int, str, dict[str, str]]:
        """The status, the text and the headers of the answer."""
        sent = {"Authorization": f"Bearer {self.secret}", "Content-Type": "application/json", **headers}
        async with self.session.post(self.address, data=body, headers=sent) as answer:
            return answer.status, await answer.text(), dict(answer.headers)


def tenants_made(store: Store) -> None:
    """A tenant of its own for the other workspace: it would join the only one there is."""
    with store.writing() as tx:
        if tenants.tenant_of(tx, "slack", "T-OTHER") is None:
            tenants.make_tenant(tx, "slack", "T-OTHER", "Other")


@asynccontextmanager
async def connected(address: str, secret: str, mode: str = TODAYS) -> AsyncIterator[Client]:
    """The official client at an address."""
    headers = {"Authorization": f"Bearer {secret}"}
    async with (
        httpx2.AsyncClient(headers=headers) as http,
        Client(streamable_http_client(address, http_client=http), mode=mode) as client,
    ):
        yield client


GIVEN: dict[str, object] = {
    "deal": "Acme",
    "name": "Vandelay",
    "quote": "as she said",
    "since": "1 May",
    "attribute": "amount",
    "value": "50000 EUR",
    "stage": "qualification",
    "reason": "two departments are being merged",
    "number": 1,
    "until": "in 2 weeks",
    "category": "price",
    "exit": "contact",
    "text": "train forty people",
    "team": "legal",
    "instead": "the budget is signed",
    "note": "they want the offer",
    "activity": "call",
    "step": "contract",
    "kind": "renewal",
    "customer": "Globex",
}
"""What a tool is given for each argument that it wants."""


async def call_every_tool(client: Client) -> dict[str, CallToolResult]:
    """Call each tool that is offered, with what it must be given; the answers by name."""
    answers: dict[str, CallToolResult] = {}
    for tool in (await client.list_tools()).tools:
        wanted = {name: GIVEN[name] for name in tool.input_schema.get("required", [])}
        answers[tool.name] = await client.call_tool(tool.name, wanted)
        assert said(answers[tool.name]).strip(), tool.name
    return answers


def secret_in(card: Card) -> str:
    """The secret on the card of a new token."""
    found = SECRET.search(text_of(card))
    assert found, text_of(card)
    return found[0]


def said(result: CallToolResult) -> str:
    """What a tool answered in words."""
    return "\n".join(one.text for one in result.content if isinstance(one, TextContent))


def values(result: CallToolResult) -> dict[str, Any]:
    """What a tool answered as plain values."""
    found = result.structured_content or {}
    return dict(found.get("written_by_people", {}))


async def proposed(company: AgentCompany, tool: str, secret: str = "", **arguments: Any) -> Card:
    """The card of what an agent proposed on Acme."""
    async with company.client(secret or company.token()) as client:
        answer = await client.call_tool(tool, {"deal": "Acme", "quote": QUOTE, **arguments})
    assert values(answer)["state"] == "waiting", said(answer)
    return company.sent("rob")[-1]
