"""Only what Microsoft signed for this bot in this organisation goes through; everything else gets 401, and never 5xx."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from adapters.teams.endpoint import LARGEST
from adapters.teams.keys import KEYS_SECONDS, PAUSE, Keys
from tests.support import teams_payloads as wire
from tests.support.teams_assistant import Line, RecordingAssistant, line

Header = Callable[[Line], str]
STRANGE = generate_private_key(65537, 2048)


@pytest.fixture
async def teams() -> AsyncIterator[Line]:
    async with line(RecordingAssistant()) as open_line:
        yield open_line


def bearer(claims: dict[str, Any], key: Any, algorithm: str) -> str:
    return f"Bearer {jwt.encode(claims, key, algorithm, headers={'kid': 'first'})}"


BAD: dict[str, Header] = {
    "unsigned": lambda on: "",
    "another scheme": lambda on: on.microsoft.signed().replace("Bearer", "Basic"),
    "garbage": lambda on: "Bearer garbage",
    "half garbage": lambda on: "Bearer a.b.c",
    "not even letters": lambda on: "Bearer \xff\xfe",
    "endless": lambda on: "Bearer " + "a" * 8050,
    "alg none": lambda on: bearer({"aud": wire.APP}, None, "none"),
    "HS256": lambda on: bearer({"aud": wire.APP}, "x" * 64, "HS256"),
    "wrong key": lambda on: on.microsoft.signed(key=STRANGE),
    "unknown key": lambda on: on.microsoft.signed("nobody", STRANGE),
    "RS512": lambda on: on.microsoft.signed(algorithm="RS512"),
    "wrong issuer": lambda on: on.microsoft.signed(iss="https://sts.windows.net/x/"),
    "no issuer": lambda on: on.microsoft.signed(iss=None),
    "wrong audience": lambda on: on.microsoft.signed(aud="another bot"),
    "several audiences": lambda on: on.microsoft.signed(aud=[wire.APP, "another bot"]),
    "no audience": lambda on: on.microsoft.signed(aud=None),
    "serviceUrl missing": lambda on: on.microsoft.signed(serviceurl=None),
    "serviceUrl foreign": lambda on: on.microsoft.signed(serviceurl="https://evil.example/"),
    "serviceUrl no text": lambda on: on.microsoft.signed(serviceurl=7),
    "expired": lambda on: on.microsoft.signed(exp=int(time.time()) - 3600),
    "no exp": lambda on: on.microsoft.signed(exp=None),
    "exp no number": lambda on: on.microsoft.signed(exp="soon"),
    "not yet": lambda on: on.microsoft.signed(nbf=int(time.time()) + 3600),
}


@pytest.mark.parametrize("fault", BAD)
async def test_a_bad_token_is_refused(teams: Line, fault: str) -> None:
    answer = await teams.post(teams.message("rob", "list"), BAD[fault](teams))
    assert answer.status == 401
    assert not teams.microsoft.sent


async def test_a_good_one_goes_through(teams: Line) -> None:
    assert (await teams.post(teams.message("rob", "list"))).status == 200
    (sent,) = teams.microsoft.sent
    assert "Heard: list" in str(sent)


@pytest.mark.parametrize(
    "change",
    [
        {"channelId": "webchat"},
        {"channelId": None},
        {"serviceUrl": "https://evil.example/"},
        {"serviceUrl": None},
        {"channelData": {"tenant": {"id": "another"}}},
        {"channelData": None, "conversation": {"id": "a", "conversationType": "personal"}},
        {"conversation": {"id": "a", "tenantId": "another"}, "channelData": None},
    ],
)
async def test_a_good_token_for_another_activity_is_refused(teams: Line, change: dict[str, Any]) -> None:
    assert (await teams.post(teams.message("rob", "list") | change)).status == 401
    assert not teams.microsoft.sent


async def test_a_key_that_is_not_endorsed_for_teams_is_refused(teams: Line) -> None:
    teams.microsoft.keys["chat"] = (STRANGE, ["webchat"])
    assert (await teams.post(teams.message("rob", "list"), teams.microsoft.signed("chat"))).status == 401


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"7", b"\xff", b'{"a":' * 20_000, b"null"])
async def test_signed_nonsense_is_a_bad_request(teams: Line, body: bytes) -> None:
    assert (await teams.post(body)).status == 400


async def test_what_is_too_large_is_not_read_to_its_end(teams: Line) -> None:
    assert (await teams.post(b" " * (LARGEST + 1))).status == 413


async def test_unsigned_and_too_large_is_just_refused(teams: Line) -> None:
    assert (await teams.post(b" " * (LARGEST + 1), "")).status == 401


class Stopwatch:
    """Time that moves only when a test moves it."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


async def test_a_rotated_key_is_accepted_at_once_and_the_old_one_refused() -> None:
    watch = Stopwatch()
    keys = Keys("", watch)
    async with line(RecordingAssistant(), keys) as teams:
        keys._metadata = f"{teams.microsoft.address}/metadata"
        old = teams.microsoft.signed()
        assert (await teams.post(teams.message("rob", "list"), old)).status == 200
        teams.microsoft.rotate()
        watch.seconds += PAUSE
        assert (await teams.post(teams.message("rob", "list"))).status == 200
        assert (await teams.post(teams.message("rob", "list"), old)).status == 401


async def test_made_up_key_ids_do_not_make_us_ask_again_and_again(teams: Line) -> None:
    for number in range(5):
        await teams.post(teams.message("rob", "list"), teams.microsoft.signed(f"made up {number}", STRANGE))
    assert teams.microsoft.looks == 1


async def test_a_hanging_key_server_holds_no_one_else_up() -> None:
    watch = Stopwatch()
    keys = Keys("", watch, patience=0.05)
    async with line(RecordingAssistant(), keys) as teams:
        keys._metadata = f"{teams.microsoft.address}/metadata"
        assert (await teams.post(teams.message("rob", "list"))).status == 200
        teams.microsoft.hangs = True
        watch.seconds += KEYS_SECONDS + 1
        assert (await teams.post(teams.message("rob", "list"))).status == 200
        watch.seconds += PAUSE
        assert (await teams.post(teams.message("rob", "list"), teams.microsoft.signed("new", STRANGE))).status == 401
        assert (await teams.post(teams.message("rob", "list"))).status == 200


async def test_while_one_waits_for_a_hanging_key_server_others_are_answered() -> None:
    watch = Stopwatch()
    keys = Keys("", watch, patience=30)
    async with line(RecordingAssistant(), keys) as teams:
        keys._metadata = f"{teams.microsoft.address}/metadata"
        assert (await teams.post(teams.message("rob", "list"))).status == 200
        teams.microsoft.hangs = True
        teams.microsoft.asked_for_keys.clear()
        watch.seconds += PAUSE
        unknown = teams.microsoft.signed("new", STRANGE)
        waiting = asyncio.create_task(teams.post(teams.message("rob", "list"), unknown))
        await asyncio.wait_for(teams.microsoft.asked_for_keys.wait(), 10)
        assert (await teams.post(teams.message("rob", "list"))).status == 200
        assert not waiting.done()
        teams.microsoft.release()
        assert (await waiting).status == 401
