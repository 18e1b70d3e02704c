"""A bot connected to a Slack of our own: people type, press and send dialogs back, over HTTP or a web socket."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from adapters import chat
from adapters.slack import serve
from adapters.slack.chat import SlackChat
from adapters.slack.formatter import escaped
from adapters.slack.manifest import COMMAND, SHORTCUT
from adapters.slack.signature import JSON
from bench.torture.slack import TEAM, FaultySlack
from bot.assistant import Assistant
from bot.chats.home_visits import SavedHomes
from bot.chats.leavers import SavedLeavers
from bot.chats.slack_blocks import SavedRefusals
from bot.company import playbook_files
from bot.jobs.deliver import deliver
from bot.store.engine.store import Store
from tests.support.empty_database import empty_database
from tests.support.slack_transports import SECRET, Kind, Line, Signed, Socket

Blocks = list[dict[str, Any]]


@dataclass
class SlackWorkspace:
    """Our Slack, the bot, and what the people in it do. Users go by short names: `rob` is U0ROB."""

    slack: FaultySlack
    store: Store
    line: Line
    chat: SlackChat
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    async def types(
        self,
        who: str,
        text: str,
        channel: str = "C0DEALS",
        trigger: str = "",
        team: str = TEAM,
        *,
        command: str = "/deal",
    ) -> Any:
        """A slash command; returns the bot's message, or the dialog that it opened."""
        body = {
            "command": command,
            "text": typed(text),
            "user_id": _id(who),
            "team_id": team,
            "channel_id": channel,
            "channel_name": "directmessage" if channel.startswith("D") else "deals",
            "trigger_id": trigger or f"t{next(self.numbers)}",
            "response_url": self.respond,
        }
        before = len(self.slack.asked)
        said = await self.sends("slash_commands", body)
        return said or last_shown(self.slack.asked[before:])

    @property
    def respond(self) -> str:
        return f"http://127.0.0.1:{self.slack.port}/api/respond"

    async def presses(
        self, who: str, message: Any, label: str, team: str = TEAM, channel: str = "C0DEALS", *, alone: bool = False
    ) -> Any:
        """A button of a message, by its label; returns the message at the response address, or the dialog that opened.

        `alone`: in a channel, only the one who presses sees the message.
        """
        action = button(message["blocks"], label)
        body = {
            "type": "block_actions",
            "user": {"id": _id(who), "team_id": team},
            "team": {"id": TEAM},
            "channel": {"id": channel, "name": "directmessage" if channel.startswith("D") else "deals"},
            "container": {"type": "message", "message_ts": self._ts_of(message), "is_ephemeral": alone},
            "trigger_id": f"t{next(self.numbers)}",
            "response_url": self.respond,
            "actions": [{**action, "action_ts": f"{next(self.numbers)}.1"}],
        }
        before = len(self.slack.asked)
        await self.sends("interactive", body)
        return last_shown(self.slack.asked[before:])

    def _ts_of(self, message: Any) -> str:
        """The message's own stamp, as Slack names it at every press."""
        stamp: str = message.setdefault("ts", f"{next(self.numbers)}.0")
        return stamp

    async def logs(self, who: str, text: str, channel: str = "C0DEALS") -> Any:
        """The message menu's "Log to a deal" on a message with this text; returns as `presses` does."""
        body = {
            "type": "message_action",
            "callback_id": SHORTCUT,
            "user": {"id": _id(who), "team_id": TEAM},
            "team": {"id": TEAM},
            "channel": {"id": channel, "name": "deals"},
            "message": {"type": "message", "user": "U0GUEST", "ts": "5.5", "text": text},
            "trigger_id": f"t{next(self.numbers)}",
            "response_url": self.respond,
        }
        before = len(self.slack.asked)
        await self.sends("interactive", body)
        return last_shown(self.slack.asked[before:])

    async def fills_in(self, who: str, view: Any, team: str = TEAM, **answers: str) -> Any:
        """A dialog sent back; returns the errors beside its fields, or the message where it was opened."""
        view.setdefault("id", f"V{next(self.numbers)}")  # it stays the same dialog, however often it is sent
        sent = {**view, "hash": "h", "state": {"values": filled(view, answers)}}
        body = {
            "type": "view_submission",
            "user": {"id": _id(who), "team_id": team},
            "team": {"id": TEAM},
            "view": sent,
            "trigger_id": f"t{next(self.numbers)}",
        }
        before = len(self.slack.asked)
        said = await self.sends("interactive", body)
        return said or last_shown(self.slack.asked[before:])

    async def tells(self, event: dict[str, Any], number: str = "", again: int = 0) -> int:
        """An event as Slack's Events API sends it, for the `again`th time; returns the status of the answer."""
        body = {
            "type": "event_callback",
            "team_id": TEAM,
            "event_id": number or f"Ev{next(self.numbers)}",
            "event": event,
        }
        if again and isinstance(self.line, Signed):
            status, _ = await self.line.post(json.dumps(body).encode(), JSON, X_Slack_Retry_Num=str(again))
        else:
            status, _ = await self.line.send("events_api", body)
        return status

    async def sends(self, kind: Kind, body: dict[str, Any]) -> Any:
        """Any payload; returns what it was answered with."""
        status, said = await self.line.send(kind, body)
        assert status == 200, said
        return said

    async def deliver(self, wall: Callable[[], datetime] = lambda: datetime.now(UTC)) -> int:
        """Everything that is due in the outbox; returns how much was tried."""
        return await asyncio.to_thread(deliver, self.store, {"slack": self.chat}, "w1", wall())

    def messages(self, channel: str) -> list[Any]:
        """The messages in a channel or direct conversation (`DROB`), oldest first."""
        return [{**one, "blocks": json.loads(one["blocks"])} for one in self.slack.kept.get(channel, [])]


@asynccontextmanager
async def slack_workspace(folder: Path, socket: bool = False, command: str = COMMAND) -> AsyncIterator[SlackWorkspace]:
    """A bot on a SQLite file without deals, before a Slack that answers well; ada is admin and has made mia manager."""
    file = folder / "deals.db"
    if not file.exists():
        file.write_bytes(await _company())
    async with _opened(file, socket, command) as workspace:
        if isinstance(workspace.line, Socket):
            await workspace.line.connected()
        yield workspace


@asynccontextmanager
async def _opened(file: Path, socket: bool = False, command: str = COMMAND) -> AsyncIterator[SlackWorkspace]:
    store = Store.open(f"sqlite:///{file}")
    assistant = Assistant(store, lambda: datetime.now(UTC), playbook_files.texts(None))
    try:
        async with connected(assistant, store, socket, command) as workspace:
            yield workspace
    finally:
        store.close()


TEAM_LINES = ("<@U0MIA> is manager", "<@U0LEO> is specialist in legal", "<@U0ROB> reports to <@U0MIA>")
COMPANY: list[bytes] = []


async def _company() -> bytes:
    """The file of a company whose team is set up; made once, for all tests."""
    if not COMPANY:
        with TemporaryDirectory() as folder:
            file = Path(folder) / "deals.db"
            empty_database(file)
            async with _opened(file) as workspace:
                for line in TEAM_LINES:
                    await workspace.types("ada", f"team {line}", trigger=f"team {line}")
            COMPANY.append(file.read_bytes())
    return COMPANY[0]


@asynccontextmanager
async def connected(
    assistant: chat.Assistant, store: Store, socket: bool = False, command: str = COMMAND
) -> AsyncIterator[SlackWorkspace]:
    """This assistant, connected by a web socket or over HTTP to a Slack that works."""
    slack, way, application = FaultySlack(0), Socket(), web.Application()
    slack.start()
    url, now = f"http://127.0.0.1:{slack.port}/api/", lambda: datetime.now(UTC)
    keys = serve.Keys("xoxb-1", "", "xapp-1", url) if socket else serve.Keys("xoxb-1", SECRET, url=url)
    keys = replace(keys, command=command)
    homes, refusals = SavedHomes(store, now), SavedRefusals(store, now)
    serve.serve(application, assistant, keys, homes, SavedLeavers(store, now), refusals=refusals)
    try:
        async with way.server() as server, ClientSession() as session:
            slack.socket = f"ws://127.0.0.1:{server.port}/link"
            async with TestServer(application) as bot:
                line = way if socket else Signed(session, f"http://127.0.0.1:{bot.port}")
                yield SlackWorkspace(
                    slack, store, line, SlackChat("xoxb-1", url, (), refusals=refusals, command=command)
                )
    finally:
        await asyncio.to_thread(slack.stop)


def _id(who: str) -> str:
    return f"U0{who.upper()}"


def typed(text: str) -> str:
    """A typed text as Slack passes it on: signs are escaped, except those of a mention."""
    return re.sub(r"&lt;(@\w+)&gt;", r"<\1>", escaped(text))


def button(blocks: Blocks, label: str) -> dict[str, Any]:
    """The action of the button or the menu's option whose words contain these."""
    shown = [one for block in blocks for one in block.get("elements", ())]
    for one in shown:
        if one.get("type") == "button" and label in str(one.get("text", "")):
            return {"type": "button", "action_id": one["action_id"], "value": one["value"]}
        if chosen := [option for option in one.get("options", ()) if label in str(option["text"])]:
            return {"type": one["type"], "action_id": one["action_id"], "selected_option": chosen[0]}
    raise AssertionError(f"no button {label!r} in {words(blocks)}")


def labels(blocks: Blocks) -> list[str]:
    """The words on every button and menu option."""
    found = []
    for one in (one for block in blocks for one in block.get("elements", ())):
        found += [option["text"]["text"] for option in one.get("options", ())]
        found += [one["text"]["text"]] if one.get("type") == "button" else []
    return found


def last_shown(asked: list[tuple[str, dict[str, str]]]) -> Any:
    """The last thing that Slack got besides answers: a message at the response address, or a dialog."""
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


def filled(view: Any, answers: Mapping[str, str]) -> dict[str, Any]:
    """The answers to a dialog's fields as Slack sends them: every field, with what it held where none is given."""
    inputs = {one["block_id"]: one["element"] for one in view["blocks"] if one["type"] == "input"}
    assert set(answers) <= set(inputs), f"the dialog asks only for {', '.join(inputs)}"
    return {
        block: {element["action_id"]: _filled(element["type"], answers.get(block, _held(element)))}
        for block, element in inputs.items()
    }


def _held(element: Any) -> str:
    """What a field is drawn with."""
    held: str = element.get("initial_value") or element.get("initial_date") or element.get("initial_user") or ""
    return element.get("initial_option", {}).get("value", held)  # type: ignore[no-any-return]  # Slack's own JSON


def _filled(kind: str, answer: str) -> dict[str, Any]:
    if not answer:
        return {"type": kind}
    match kind:
        case "static_select" | "radio_buttons":
            return {"type": kind, "selected_option": {"value": answer}}
        case "datepicker":
            return {"type": kind, "selected_date": answer}
        case "users_select":
            return {"type": kind, "selected_user": answer}
        case _:
            return {"type": kind, "value": answer}
