"""Two thousand requests that our Slack didn't send, or that came twice or broken: none has an effect, none a 5xx."""

import json
import random
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from structlog.testing import capture_logs

from adapters.slack.signature import FORM, JSON, MOST_BYTES, signed
from bench.torture.slack import TEAM
from bot.store.export import export
from tests.support.slack_transports import SECRET, Signed
from tests.support.slack_workspace import SlackWorkspace, slack_workspace

TIMES = 200
WORDS = "new Umbra"
COMMAND = {"command": "/deal", "text": WORDS, "user_id": "U0ROB", "team_id": TEAM, "channel_id": "C1"}
EVENT = {"type": "app_mention", "user": "U0ROB", "channel": "C1", "ts": "1.1", "text": f"<@U0BOT> {WORDS}"}
PRESS = {
    "type": "block_actions",
    "user": {"id": "U0ROB", "team_id": TEAM},
    "team": {"id": TEAM},
    "actions": [{"type": "button", "action_id": "say:1", "value": WORDS, "action_ts": "1.1"}],
}
VIEW = {
    "type": "view_submission",
    "user": {"id": "U0ROB", "team_id": TEAM},
    "team": {"id": TEAM},
    "view": {
        "type": "modal",
        "state": {"values": {}},
        "id": "V1",
        "hash": "h",
        "callback_id": "form",
        "private_metadata": json.dumps({"command": WORDS}),
    },
}

Dice = random.Random
Hostile = tuple[bytes, str, dict[str, str]]
"""A body, its content type, and headers that replace the right ones."""


def form(dice: Dice) -> bytes:
    return urlencode(COMMAND | {"trigger_id": str(dice.random())}).encode()


def forged(dice: Dice) -> Hostile:
    wrong = dice.choice(["", "v0=", "v1=" + "0" * 64, "v0=" + "0" * 64, "ü", "v0=" + "f" * 10_000])
    return form(dice), FORM, {"X_Slack_Signature": wrong}


def signed_by_another(dice: Dice) -> Hostile:
    raw, at = form(dice), str(int(time.time()))
    return raw, FORM, {"X_Slack_Signature": signed(at, raw, dice.choice(["", "shh ", "SHH"]))}


def stale(dice: Dice) -> Hostile:
    raw, at = form(dice), str(int(time.time()) + dice.choice([-1, 1]) * dice.randint(302, 10**6))
    return raw, FORM, {"X_Slack_Request_Timestamp": at, "X_Slack_Signature": signed(at, raw, SECRET)}


def at_no_time(dice: Dice) -> Hostile:
    raw, at = form(dice), dice.choice(["", "now", "-1", "1e9", "9" * 30, "٣٤٥", "0x10"])
    return raw, FORM, {"X_Slack_Request_Timestamp": at, "X_Slack_Signature": "v0=" + "0" * 64}


def broken(dice: Dice) -> Hostile:
    """Signed, yet not readable."""
    raw = dice.choice([b"{", b"[]", b"null", b'"x"', b"\xff\xfe{}", b"", b"{}" * 3, b'{"a":NaN', b"payload=1"])
    return raw, JSON, {}


def broken_form(dice: Dice) -> Hostile:
    raw = dice.choice([b"payload={", b"payload=[]", b"payload=%ff", b"payload=null", b"payload=" + b"[" * 5000])
    return raw, FORM, {}


def oversized(dice: Dice) -> Hostile:
    return b"x" * (MOST_BYTES + dice.randint(1, 1000)), dice.choice([FORM, JSON]), {}


def nested(dice: Dice) -> Hostile:
    deep = dice.randint(100, 50_000)
    inner = dice.choice(["[" * deep + "]" * deep, '{"a":' * deep + "1" + "}" * deep])
    return f'{{"type":"event_callback","event":{inner}}}'.encode(), JSON, {}


def of_no_kind(dice: Dice) -> Hostile:
    return form(dice), dice.choice(["text/plain", "multipart/form-data; boundary=x", "application/xml", "x"]), {}


def mangled(dice: Dice) -> Hostile:
    """Signed, yet not of Slack's shape: values are gone or of another type, and no known user is named."""
    event = {"type": "event_callback", "team_id": TEAM, "event_id": str(dice.random()), "event": dict(EVENT)}
    body: dict[str, Any] = json.loads(json.dumps(dice.choice([event, PRESS, VIEW])))
    for part in (body, body.get("event") or body.get("view") or body["actions"][0]):
        name = dice.choice(list(part))
        part[name] = dice.choice([None, 7, [], {}, "", "x", [None], {"id": 1}])
    nobody(body)
    raw = json.dumps(body).encode()
    return (raw, JSON, {}) if "event" in body else (urlencode({"payload": raw}).encode(), FORM, {})


def nobody(body: dict[str, Any]) -> None:
    """A body in which every user is from another workspace."""
    for part in (body, body.get("event"), body.get("user")):
        if isinstance(part, dict):
            part |= {"team_id": "T9OTHER", "user_team": "T9OTHER", "team": "T9OTHER"}


KINDS: list[Callable[[Dice], Hostile]] = [
    forged, signed_by_another, stale, at_no_time, broken, broken_form, oversized, nested, of_no_kind, mangled,
]  # fmt: skip  # ten kinds at a glance


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncIterator[SlackWorkspace]:
    async with slack_workspace(tmp_path) as workspace:
        yield workspace


def everything(workspace: SlackWorkspace) -> dict[str, Any]:
    with workspace.store.reading() as tx:
        return export(tx, None)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
async def test_two_hundred_of_a_kind_have_no_effect(workspace: SlackWorkspace, kind: Callable[[Dice], Hostile]) -> None:
    assert isinstance(workspace.line, Signed)
    before, dice, seen = everything(workspace), Dice(7), set()
    with capture_logs() as logged:
        for _ in range(TIMES):
            raw, content_type, headers = kind(dice)
            status, _ = await workspace.line.post(raw, content_type, **headers)
            seen.add(status)
    assert everything(workspace) == before
    assert max(seen) < 500, logged
    assert kind in (mangled, nested) or seen <= {400, 401, 413, 415}
    assert WORDS not in str(logged) and SECRET not in str(logged)


async def test_a_request_that_is_caught_and_sent_again_is_answered_alike_and_done_once(
    workspace: SlackWorkspace,
) -> None:
    assert isinstance(workspace.line, Signed)
    raw = form(Dice(7))
    first = await workspace.line.post(raw, FORM)
    answers = [await workspace.line.post(raw, FORM) for _ in range(20)]
    assert all(answer == first for answer in answers)
    assert len(everything(workspace)["deals"]) == 1


@pytest.mark.parametrize(
    "address", ["http://[", "https://evil.example/x", "//evil.example", "\ud800", "x", 7, None, {}]
)
async def test_an_odd_or_foreign_response_address_causes_no_fault_and_is_never_called(
    workspace: SlackWorkspace, address: Any
) -> None:
    assert isinstance(workspace.line, Signed)
    raw = urlencode({"payload": json.dumps(PRESS | {"response_url": address})}).encode()
    with capture_logs() as logged:
        status, _ = await workspace.line.post(raw, FORM)
    assert status < 500, logged
    assert all(method != "respond" for method, _ in workspace.slack.asked)


async def test_slack_learns_that_the_address_is_ours(workspace: SlackWorkspace) -> None:
    assert isinstance(workspace.line, Signed)
    raw = json.dumps({"type": "url_verification", "challenge": "c4ll"}).encode()
    assert await workspace.line.post(raw, JSON) == (200, {"challenge": "c4ll"})
