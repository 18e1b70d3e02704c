"""Slack's gate: a request that Slack didn't sign just now, in one piece, has no effect and causes no fault."""

import random
import string
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from adapters.slack.signature import FORM, JSON, MOST_BYTES, Turned, admitted, signed

SECRET, NOW = "shh", 1_800_000_000.0
Client = TestClient[web.Request, web.Application]


@pytest.fixture
async def reached() -> list[str]:
    """The bodies that got through."""
    return []


@pytest.fixture
async def client(reached: list[str]) -> AsyncIterator[Client]:
    async def events(request: web.Request) -> web.Response:
        try:
            reached.append(await admitted(request, SECRET, lambda: NOW))
        except Turned as turned:
            return web.Response(status=turned.status, text=str(turned))
        return web.Response()

    application = web.Application()
    application.router.add_post("/slack/events", events)
    async with TestClient(TestServer(application)) as client:
        yield client


def headers(raw: bytes, at: float = NOW, secret: str = SECRET, kind: str = FORM) -> dict[str, str]:
    stamp = str(int(at))
    return {
        "Content-Type": kind,
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signed(stamp, raw, secret),
    }


async def status(client: Client, raw: bytes, said: dict[str, str]) -> int:
    async with client.post("/slack/events", data=raw, headers=said) as response:
        return response.status


async def test_what_slack_signed_gets_through(client: Client, reached: list[str]) -> None:
    assert await status(client, b"text=hello", headers(b"text=hello")) == 200
    assert await status(client, b'{"type":"x"}', headers(b'{"type":"x"}', kind=JSON)) == 200
    assert reached == ["text=hello", '{"type":"x"}']


async def test_what_is_forged_old_unsigned_or_altered_is_401(client: Client, reached: list[str]) -> None:
    raw = b"text=hello"
    assert await status(client, raw, headers(raw, secret="guess")) == 401
    assert await status(client, raw, headers(raw, at=NOW - 301)) == 401
    assert await status(client, raw, headers(raw, at=NOW + 301)) == 401
    assert await status(client, raw, {"Content-Type": FORM}) == 401
    assert await status(client, b"text=altered", headers(raw)) == 401
    assert await status(client, raw, {**headers(raw), "X-Slack-Request-Timestamp": "١٨٠٠٠٠٠٠٠٠"}) == 401
    assert await status(client, raw, {**headers(raw), "X-Slack-Signature": "v0=é"}) == 401
    assert not reached


async def test_a_body_too_large_of_another_kind_or_unreadable_has_its_own_status(
    client: Client, reached: list[str]
) -> None:
    large = b"x" * (MOST_BYTES + 1)
    assert await status(client, large, headers(large)) == 413
    assert await status(client, b"text=hello", headers(b"text=hello", kind="text/plain")) == 415
    for raw in (b"[" * 100_000, b"{", b"\xff\xfe", b'"text"', b"[]"):
        assert await status(client, raw, headers(raw, kind=JSON)) == 400
    for raw in (b"payload={", b"payload=" + b"[" * 100_000, b"payload=[]"):
        assert await status(client, raw, headers(raw)) == 400
    assert not reached


async def test_a_body_that_comes_in_pieces_without_its_size_is_cut_off(client: Client, reached: list[str]) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(MOST_BYTES // 65_536 + 2):
            yield b"x" * 65_536

    async with client.post("/slack/events", data=pieces(), headers=headers(b"")) as response:
        assert response.status == 413
    assert not reached


async def test_two_thousand_pieces_of_nonsense_reach_no_one(client: Client, reached: list[str]) -> None:
    dice = random.Random(5)
    makers: list[Callable[[], Awaitable[int]]] = [
        lambda: status(client, _noise(dice), headers(_noise(dice), at=NOW - dice.randrange(10_000))),
        lambda: status(client, _noise(dice), headers(b"else", kind=dice.choice((FORM, JSON)))),
        lambda: status(client, _noise(dice), {"Content-Type": JSON, "X-Slack-Signature": "v0=" + "0" * 64}),
        lambda: status(client, b"{" * dice.randrange(1, 9_000), {"Content-Type": JSON}),
    ]
    for _ in range(500):
        for maker in makers:
            assert await maker() in (400, 401, 413, 415)
    assert not reached


def _noise(dice: random.Random) -> bytes:
    return "".join(dice.choices(string.printable, k=dice.randrange(200))).encode()
