"""A Teams that fails: it accepts what the bot sends, and breaks one answer in ten in one of four ways."""

import random
from typing import Any

from aiohttp import web

from tests.support import teams_payloads as wire
from tests.support.fake_microsoft import Microsoft


class FaultyTeams(Microsoft):
    """`broken` is the share of messages that go wrong. It accepts none of those: in Teams no bot can look for them."""

    def __init__(self, broken: float, seed: int = 5) -> None:
        super().__init__()
        self.broken, self.faults, self._dice = broken, 0, random.Random(seed)

    async def _member(self, request: web.Request) -> web.Response:
        """All are full members, with the same work e-mail as in the torture's Slack."""
        who = request.match_info["who"].removeprefix(wire.account(""))
        member: dict[str, Any] = {"objectId": wire.user(who), "name": who.title(), "email": f"u0{who}@example.com"}
        return web.json_response({"id": wire.account(who), "tenantId": wire.TENANT, "userRole": "user", **member})

    async def _take(self, request: web.Request) -> web.Response:
        if self._dice.random() >= self.broken:
            return await super()._take(request)
        self.faults += 1
        status = self._dice.choice((0, 429, 412, 503))
        if not status and request.transport:
            request.transport.close()
        headers = {"Retry-After": "1"} if status == 429 else {}
        return web.Response(status=status or 502, text="<html>", content_type="text/html", headers=headers)
