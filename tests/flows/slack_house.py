"""A bot connected to a Slack of our own: people type, press and send dialogs back, each in a signed request."""

import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from adapters.slack import serve
from adapters.slack.chat import SlackChat
from adapters.slack.gate import FORM, JSON, signed
from bench.torture.slack import TEAM, FaultySlack
from bot import playbooks
from bot.assistant import Assistant
from bot.jobs.deliver import deliver
from bot.store.store import Store

SECRET = "shh"
Blocks = list[dict[str, Any]]


@dataclass
class SlackHouse:
    """Our Slack, the bot, and what the people in it do. Users go by short names: `rob` is U0ROB."""

    slack: FaultySlack
    store: Store
    client: TestClient[web.Request, web.Application]
    chat: SlackChat
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    async def types(self, who: str, text: str, channel: str = "C0DEALS", trigger: str = "", team: str = TEAM) -> Any:
        """A slash command; returns Slack's message as the bot answered it."""
        body = {
            "command": "/deal",
            "text": text,
            "user_id": _id(who),
            "team_id": team,
            "channel_id": channel,
            "channel_name": "directmessage" if channel.startswith("D") else "deals",
            "trigger_id": trigger or f"t{next(self.numbers)}",
            "response_url": self.respond,
        }
        return await self.sends(urlencode(body).encode(), FORM)

    @property
    def respond(self) -> str:
        return f"http://127.0.0.1:{self.slack.port}/api/respond"

    async def presses(self, who: str, message: Any, label: str, team: str = TEAM, channel: str = "C0DEALS") -> Any:
        """A button of a message, by its label; returns what was told at the response address, or the dialog opened."""
        action = button(message["blocks"], label)
        body = {
            "type": "block_actions",
            "user": {"id": _id(who), "team_id": team},
            "team": {"id": TEAM},
            "channel": {"id": channel, "name": "directmessage" if channel.startswith("D") else "deals"},
            "trigger_id": f"t{next(self.numbers)}",
            "response_url": self.respond,
            "actions": [{**action, "type": "button", "action_ts": f"{next(self.numbers)}.1"}],
        }
        before = len(self.slack.asked)
        await self.sends(urlencode({"payload": json.dumps(body)}).encode(), FORM)
        return told(self.slack.asked[before:])

    async def fills_in(self, who: str, view: Any, **answers: str) -> Any:
        """A dialog sent back; returns the errors beside its fields, or what was told where it was opened."""
        state = {block: {"value": _state(view, block, words)} for block, words in answers.items()}
        sent = {**view, "id": f"V{next(self.numbers)}", "hash": "h", "state": {"values": state}, "callback_id": "form"}
        body = {
            "type": "view_submission",
            "user": {"id": _id(who), "team_id": TEAM},
            "team": {"id": TEAM},
            "view": sent,
            "trigger_id": f"t{next(self.numbers)}",
        }
        before = len(self.slack.asked)
        said = await self.sends(urlencode({"payload": json.dumps(body)}).encode(), FORM)
        return said or told(self.slack.asked[before:])

    async def tells(self, event: dict[str, Any], number: str = "") -> int:
        """An event, as Slack's Events API tells of it; returns the status of the answer."""
        body = {
            "type": "event_callback",
            "team_id": TEAM,
            "event_id": number or f"Ev{next(self.numbers)}",
            "event": event,
        }
        raw = json.dumps(body).encode()
        async with self.client.post("/slack/events", data=raw, headers=signature(raw, JSON)) as response:
            return response.status

    async def sends(self, raw: bytes, kind: str) -> Any:
        async with self.client.post("/slack/events", data=raw, headers=signature(raw, kind)) as response:
            text = await response.text()
            assert response.status == 200, text
            return json.loads(text) if text else {}

    def deliver(self) -> int:
        return deliver(self.store, {"slack": self.chat}, "w1", datetime.now(UTC))

    def messages(self, channel: str) -> list[Any]:
        """What stands in a channel or direct conversation (`DROB`), oldest first."""
        return [{**one, "blocks": json.loads(one["blocks"])} for one in self.slack.kept.get(channel, [])]


@asynccontextmanager
async def slack_house(folder: Path) -> AsyncIterator[SlackHouse]:
    """A bot on an empty SQLite file, before a Slack that answers well; ada is admin and has made mia manager."""
    slack, store = FaultySlack(0), Store.open(f"sqlite:///{folder}/deals.db")
    slack.start()
    url = f"http://127.0.0.1:{slack.port}/api/"
    application = web.Application()
    keys = serve.Keys("xoxb-1", SECRET, url=url)
    serve.serve(application, Assistant(store, lambda: datetime.now(UTC), playbooks.texts(None)), keys)
    async with TestClient(TestServer(application)) as client:
        house = SlackHouse(slack, store, client, SlackChat("xoxb-1", url))
        for line in ("<@U0MIA> is manager", "<@U0LEO> is specialist in legal", "<@U0ROB> reports to <@U0MIA>"):
            await house.types("ada", f"team {line}")
        yield house
    store.close()


def _id(who: str) -> str:
    return f"U0{who.upper()}"


def signature(raw: bytes, kind: str) -> dict[str, str]:
    at = str(int(time.time()))
    return {"Content-Type": kind, "X-Slack-Request-Timestamp": at, "X-Slack-Signature": signed(at, raw, SECRET)}


def button(blocks: Blocks, label: str) -> dict[str, Any]:
    """The action of the button whose words contain these."""
    found = [one for block in blocks for one in block.get("elements", ()) if label in str(one.get("text", ""))]
    assert found, f"no button {label!r} in {words(blocks)}"
    return {"action_id": found[0]["action_id"], "value": found[0]["value"]}


def told(asked: list[tuple[str, dict[str, str]]]) -> Any:
    """The last thing Slack was told of its own: a message at the response address, or a dialog."""
    for method, said in reversed(asked):
        if method == "respond":
            return {**said, "blocks": json.loads(said["blocks"])}
        if method in ("views.open", "views.push"):
            return json.loads(said["view"])
    return {}


def words(shown: Any) -> str:
    """Every text in a message or view, in its order."""
    if isinstance(shown, str):
        return ""
    inner = shown.values() if isinstance(shown, dict) else shown if isinstance(shown, list) else []
    own = shown.get("text", "") if isinstance(shown, dict) and isinstance(shown.get("text"), str) else ""
    return " ".join(filter(None, [own, *(words(one) for one in inner)]))


def _state(view: Any, block: str, answer: str) -> dict[str, Any]:
    """A field's answer in the shape of its element."""
    kind = next(one["element"]["type"] for one in view["blocks"] if one.get("block_id") == block)
    match kind:
        case "static_select" | "radio_buttons":
            return {"type": kind, "selected_option": {"value": answer}}
        case "datepicker":
            return {"type": kind, "selected_date": answer}
        case "users_select":
            return {"type": kind, "selected_user": answer}
        case _:
            return {"type": kind, "value": answer}
