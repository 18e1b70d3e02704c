"""The clock beside a chat on this machine: moved from its own page, and by no other site."""

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.sandbox.sandbox import Sandbox
from tests.support.clock_window import PATH, add_clock


@pytest.mark.parametrize(("step", "status", "moves"), [("day", 303, True), ("year", 400, False)])
async def test_the_clock_moves_by_its_own_steps_only(sandbox: Sandbox, step: str, status: int, moves: bool) -> None:
    add_clock(clock := web.Application(), sandbox, frozenset({"clock.test"}))
    async with TestClient(TestServer(clock)) as page:
        before = sandbox.now()
        here = {"Host": "clock.test", "Origin": "http://clock.test"}
        answer = await page.post(PATH, data={"step": step}, headers=here, allow_redirects=False)
        assert answer.status == status
        assert (sandbox.now() - before).days == int(moves)
        assert "It is" in await (await page.get(PATH, headers=here)).text()


@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.example"}, {"Host": "clock.test", "Origin": "http://evil.example"}],
    ids=["another host", "another site"],
)
async def test_no_other_site_moves_it(sandbox: Sandbox, headers: dict[str, str]) -> None:
    add_clock(clock := web.Application(), sandbox, frozenset({"clock.test"}))
    async with TestClient(TestServer(clock)) as page:
        before = sandbox.now()
        assert (await page.post(PATH, data={"step": "day"}, headers=headers)).status == 403
        assert (sandbox.now() - before).days == 0
