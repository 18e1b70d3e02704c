"""Microsoft on this machine: signs activities, gives the bot its token, and saves what the bot sends."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from itertools import count
from typing import Any

import jwt
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm

from tests.support import teams_payloads as wire

SECRET = "s3cret"
"""What the made-up app is known by."""


class Microsoft:
    """The key server, the login and the Bot Connector, in one."""

    def __init__(self) -> None:
        self.keys: dict[str, tuple[RSAPrivateKey, list[str]]] = {"first": (_first_key(), ["msteams"])}
        self.sent: list[tuple[str, str, dict[str, Any]]] = []
        self.tokens = self.looks = self.asked = 0
        self.gives = "bot"
        """The token that the bot gets."""
        self.answers: list[web.Response] = []
        """What the connector answers next, instead of taking the message."""
        self.targeted: list[str] = []
        """Who alone sees each message that one person alone sees."""
        self.knows_targeted = self.opens_chats = True
        """Off in an older Teams, and where the app isn't installed for a person."""
        self.hangs = False
        self.address = ""
        self.asked_for_keys = asyncio.Event()
        self._closing = asyncio.Event()
        self._ids = count(1)

    def rotate(self) -> None:
        """A new key takes the place of every other."""
        self.keys = {f"key-{next(self._ids)}": (generate_private_key(65537, 2048), ["msteams"])}

    def release(self) -> None:
        """Release all requests that hang at the key server."""
        self._closing.set()

    @property
    def service(self) -> str:
        return f"{self.address}/emea/"

    @property
    def host(self) -> str:
        return self.address.removeprefix("http://")

    def signed(self, kid: str = "", key: Any = None, algorithm: str = "RS256", **changed: Any) -> str:
        """The value of the Authorization header; a claim changed to None is left out."""
        kid = kid or next(iter(self.keys))
        now = int(time.time())
        claims = {"iss": "https://api.botframework.com", "aud": wire.APP, "nbf": now, "exp": now + 3600}
        claims = {**claims, "serviceurl": self.service, **changed}
        claims = {name: value for name, value in claims.items() if value is not None}
        token = jwt.encode(claims, key or self.keys[kid][0], algorithm, headers={"kid": kid})
        return f"Bearer {token}"

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Microsoft"]:
        """Serve while the block runs."""
        application = web.Application()
        application.add_routes(self._routes())
        server = TestServer(application)
        await server.start_server()
        self.address = str(server.make_url("")).rstrip("/")
        try:
            yield self
        finally:
            self._closing.set()
            await server.close()

    def _routes(self) -> list[web.RouteDef]:
        return [
            web.get("/metadata", self._metadata),
            web.get("/keys", self._keys),
            web.post("/token", self._token),
            web.post("/{tenant}/oauth2/v2.0/token", self._token),
            web.get("/emea/v3/conversations/{where}/members/{who}", self._member),
            web.post("/emea/v3/conversations", self._open),
            web.post("/emea/v3/conversations/{where}/activities", self._take),
            web.post("/emea/v3/conversations/{where}/activities/{message}", self._take),
            web.put("/emea/v3/conversations/{where}/activities/{message}", self._take),
        ]

    async def _metadata(self, _: web.Request) -> web.Response:
        self.looks += 1
        return web.json_response({"jwks_uri": f"{self.address}/keys"})

    async def _keys(self, _: web.Request) -> web.Response:
        self.asked_for_keys.set()
        if self.hangs:
            await self._closing.wait()
        return web.json_response({"keys": [_public(kid, *key) for kid, key in self.keys.items()]})

    async def _token(self, request: web.Request) -> web.Response:
        self.tokens += 1
        form = await request.post()
        good = form["client_id"] == wire.APP and form["client_secret"] == SECRET
        return web.json_response(
            {"access_token": self.gives, "expires_in": 3600} if good else {}, status=200 if good else 401
        )

    async def _member(self, request: web.Request) -> web.Response:
        self.asked += 1
        known = wire.MEMBERS.get(request.match_info["who"])
        if known is None or request.headers.get("Authorization") != f"Bearer {self.gives}":
            return web.json_response({"error": {"code": "MemberNotFoundInConversation"}}, status=404)
        member = {"objectId": known.user, "name": known.name, "email": known.email, "tenantId": known.tenant}
        return web.json_response({"id": request.match_info["who"], "userRole": "user", **member})

    async def _open(self, request: web.Request) -> web.Response:
        asked = await request.json()
        if not self.opens_chats:
            return web.json_response({"error": {"code": "ForbiddenOperationException"}}, status=403)
        who = asked["members"][0]["id"].removeprefix("29:1-")
        return web.json_response({"id": f"a:{who}"}, status=201)

    async def _take(self, request: web.Request) -> web.Response:
        if self.answers:
            return self.answers.pop(0)
        assert request.headers["Authorization"] == f"Bearer {self.gives}"
        assert request.content_type == "application/json"
        message, made = request.match_info.get("message", ""), await request.json()
        if request.query.get("isTargetedActivity"):
            if not self.knows_targeted:
                return web.json_response({"error": {"code": "BadSyntax"}}, status=400)
            assert made["recipient"]["isTargeted"] is True
            self.targeted.append(made["recipient"]["id"])
        self.sent.append((request.match_info["where"], f"{request.method} {message}".strip(), made))
        return web.json_response({"id": message if request.method == "PUT" else f"m-{next(self._ids)}"})


@cache
def _first_key() -> RSAPrivateKey:
    """Made once for all tests; one takes a tenth of a second."""
    return generate_private_key(65537, 2048)


def _public(kid: str, key: RSAPrivateKey, endorsed: list[str]) -> dict[str, Any]:
    return {**RSAAlgorithm.to_jwk(key.public_key(), as_dict=True), "kid": kid, "use": "sig", "endorsements": endorsed}
