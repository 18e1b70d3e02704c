"""An assistant that records what it gets, behind the real endpoint: signed HTTP in, wire JSON out."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer

from adapters.card import Card, Text
from adapters.chat import Answer, Assistant, Homes, Inbound, Leavers, Place
from adapters.teams.chat import Reference, References
from adapters.teams.driver import Driver, Token
from adapters.teams.endpoint import PATH, Endpoint
from adapters.teams.handler import Handler
from adapters.teams.inputs import Opens
from adapters.teams.keys import Keys
from adapters.teams.signature import SignatureCheck
from tests.support import teams_payloads as wire
from tests.support.fake_microsoft import SECRET, Microsoft


class RecordingAssistant:
    """Answers everything, and remembers it."""

    def __init__(self) -> None:
        self.inbound: list[Inbound] = []

    def answer(self, inbound: Inbound) -> Answer:
        self.inbound.append(inbound)
        return Answer(Card(f"Heard: {inbound.text}", (Text(("from ", inbound.speaker.name)),)))


class MemoryReferences:
    """References in memory."""

    def __init__(self) -> None:
        self.saved: dict[Place, Reference] = {}
        self.removed: dict[Place, Reference] = {}

    def save(self, place: Place, reference: Reference) -> None:
        self.saved[place] = json.loads(json.dumps(reference))

    def find(self, place: Place) -> Reference | None:
        return self.saved.get(place) or self.saved.get(Place(place.platform, place.workspace, place.id, place.kind))

    def drop(self, place: Place, team: str = "") -> None:
        for where, saved in list(self.saved.items()):
            if where == place or saved["teamId"] == (team or 0):
                self.removed[where] = self.saved.pop(where)

    def restore(self, place: Place, team: str) -> None:
        for where, saved in list(self.removed.items()):
            if saved["teamId"] == team:
                self.saved[where] = self.removed.pop(where)


class Line:
    """The wire between Teams and the bot."""

    def __init__(self, microsoft: Microsoft, client: Any, driver: Driver, references: MemoryReferences) -> None:
        self.microsoft, self.client, self.driver, self.references = microsoft, client, driver, references

    async def post(self, body: Mapping[str, Any] | bytes, authorization: str | None = None) -> ClientResponse:
        """Send an activity, signed unless a test gives another header."""
        signed = self.microsoft.signed() if authorization is None else authorization
        data = body if isinstance(body, bytes) else json.dumps(body)
        headers = {"Content-Type": "application/json", **({"Authorization": signed} if signed else {})}
        answer: ClientResponse = await self.client.post(PATH, data=data, headers=headers)
        return answer

    def message(self, who: str, text: str, *entities: wire.Wire, **more: Any) -> wire.Wire:
        return wire.message(who, text, *entities, service=self.microsoft.service, **more)

    def press(self, who: str, action: Mapping[str, Any], **more: Any) -> wire.Wire:
        return wire.press(who, action, service=self.microsoft.service, **more)


@asynccontextmanager
async def line(
    assistant: Assistant,
    keys: Keys | None = None,
    admin: str = "",
    saved: References | None = None,
    opens: Opens | None = None,
    *,
    homes: Homes | None = None,
    leavers: Leavers | None = None,
) -> AsyncIterator[Line]:
    """The whole way, with Microsoft on this machine; `opens` as in a Teams with dialogs."""
    async with Microsoft().open() as microsoft:
        driver = Driver(Token(f"{microsoft.address}/token", wire.APP, SECRET), (microsoft.host,))
        references = MemoryReferences()
        check = SignatureCheck(wire.APP, wire.TENANT, keys or Keys(f"{microsoft.address}/metadata"))
        application = web.Application()
        handler = Handler(assistant, driver, saved or references, admin, opens, homes=homes, leavers=leavers)
        Endpoint(check, handler).add(application)
        async with TestClient(TestServer(application)) as client:
            yield Line(microsoft, client, driver, references)
