"""What people do in local-slack, and what they see there: typed, pressed, filled in, opened."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, FormData, UnixConnector

from tests.support.local_slack import TOKENS, user_id
from tests.support.slack_workspace import button, filled, typed

SLACK = "http://slack"
"""Any host will do: the connector leads to the unix socket."""
WAIT_SECONDS = 30


@dataclass
class People:
    """Those in the workspace, by the ids they have in the sandbox (`rob` is U0ROB); `deals` is where they talk."""

    session: ClientSession
    deals: str = "C0DEALS"

    async def types(self, who: str, text: str, channel: str = "") -> Any:
        """A slash command; gives the message that came of it, or the dialog that opened."""
        where = channel or self.deals
        asked = {"channel": where, "user": user_id(who), "command": "/deal", "text": typed(text)}
        return await self._seen_or_opened(who, where, self._post("command", asked))

    async def presses(self, who: str, message: Any, label: str) -> Any:
        """A button of a message, by its label; gives the message that came of it, or the dialog that opened."""
        where = message["channel"]
        action = button(message["blocks"], label)
        asked = {"channel": where, "messageTs": message["ts"], "user": user_id(who), "action": action}
        return await self._seen_or_opened(who, where, self._post("interact", asked))

    async def _seen_or_opened(self, who: str, channel: str, doing: Awaitable[object]) -> Any:
        """The newest dialog if one opened, else the message."""
        open_before = (await self.state())["modalStack"]
        seen = await self._seen(who, channel, doing)
        dialogs = (await self.state())["modalStack"]
        return dialogs[-1] if dialogs != open_before and dialogs else seen

    async def says(self, who: str, channel: str, text: str) -> Any:
        """Send a plain message; returns the answer to it."""
        return await self._seen(
            who, channel, self._post("message", {"channel": channel, "user": user_id(who), "text": text})
        )

    async def drops(self, who: str, channel: str, name: str, content: bytes) -> None:
        """Send a file: Slack stores it, and tells the bot of a message with it."""
        form = FormData({"channel": channel, "user": user_id(who)})
        form.add_field("file", content, filename=name, content_type="text/csv")
        async with self.session.post(f"{SLACK}/_control/upload", data=form) as answer:
            assert (await answer.json())["ok"]

    async def fills_in(self, who: str, **answers: str) -> Any:
        """The dialog that is open, sent back; gives the faults beside its fields, the dialog that asks on, or what came of it."""
        dialog = (await self.state())["modalStack"][-1]
        before = await self.messages(self.deals)
        async with self.session.ws_connect(f"{SLACK}/ui") as page:
            await page.send_json({"t": "view_submit", "user": user_id(who), "values": filled(dialog, answers)})
            while True:
                event = await page.receive_json(timeout=WAIT_SECONDS)
                if event["t"] == "view_errors":
                    return event["errors"]
                if event["t"] == "view":
                    break
            if event.get("stack"):
                return event["stack"][-1]
        newer = await until(lambda: self._newer(who, self.deals, before), "nothing is answered to the dialog")
        return newer[-1]

    async def opens_home(self, who: str) -> Any:
        """The app's Home, as it is published to a person."""
        await self._post("open-home", {"user": user_id(who)})
        homes = (await self.state())["homeViews"]
        return homes[user_id(who)]["A0BOT"]

    async def presses_home(self, who: str, home: Any, label: str) -> None:
        """A button of App Home, by its label; what comes of it is in their own conversation."""
        press = {"t": "block_action", "user": user_id(who), "action": button(home["blocks"], label), "appId": "A0BOT"}
        async with self.session.ws_connect(f"{SLACK}/ui") as page:
            await page.send_json({**press, "channel": await self.begins_direct(who)})
            while (await page.receive_json(timeout=WAIT_SECONDS))["t"] != "message":
                pass

    async def direct(self, who: str) -> str:
        """The direct channel of a person with the bot; opened by the bot or by a message of theirs."""
        channels = (await self.state())["channels"]
        return next((one["id"] for one in channels if one["is_im"] and user_id(who) in one["members"]), "")

    async def begins_direct(self, who: str) -> str:
        """Open the direct channel of a person with the bot, as Slack does when they look for it; returns its id."""
        bot = {"Authorization": f"Bearer {TOKENS['botToken']}"}
        async with self.session.post(
            f"{SLACK}/api/conversations.open", data={"users": user_id(who)}, headers=bot
        ) as answer:
            return str((await answer.json())["channel"]["id"])

    async def messages(self, channel: str) -> list[Any]:
        """The messages in a channel, oldest first."""
        async with self.session.get(f"{SLACK}/_control/messages/{channel}") as answer:
            return [{**one, "channel": channel} for one in (await answer.json())["messages"]]

    async def file_traffic(self) -> list[str]:
        """What was asked of Slack's file store, oldest first, also what it refused."""
        async with self.session.get(f"{SLACK}/_control/log") as answer:
            log = (await answer.json())["log"]
        return [one["summary"] for one in log if one["kind"] == "files"]

    async def state(self) -> Any:
        """The state that local-slack's page gets when it is opened."""
        async with self.session.ws_connect(f"{SLACK}/ui") as page:
            return json.loads((await page.receive()).data)["state"]

    async def _seen(self, who: str, channel: str, doing: Awaitable[object]) -> Any:
        """The newest message from the bot that a person sees after an action, or that it changed; else an empty one."""
        before = await self.messages(channel)
        await doing
        changed = [one for one in await self.messages(channel) if one not in before and one.get("bot_id")]
        return (await self._newer(who, channel, before) or changed or [{}])[-1]

    async def _newer(self, who: str, channel: str, before: list[Any]) -> list[Any]:
        stood = {one["ts"] for one in before}
        return [
            one
            for one in await self.messages(channel)
            if one["ts"] not in stood and one.get("bot_id") and one.get("ephemeral_to", user_id(who)) == user_id(who)
        ]

    async def _post(self, what: str, asked: dict[str, Any]) -> Any:
        async with self.session.post(f"{SLACK}/_control/{what}", json=asked) as answer:
            return await answer.json()


@asynccontextmanager
async def through(door: Path) -> AsyncIterator[ClientSession]:
    """Requests through a unix socket, for any host name."""
    async with ClientSession(connector=UnixConnector(str(door)), timeout=ClientTimeout(total=30)) as session:
        yield session


async def answers(door: Path, path: str) -> None:
    """Wait until the server behind the door answers this path with 200."""
    async with through(door) as session:

        async def ready() -> bool:
            try:
                async with session.get(f"{SLACK}{path}") as answer:
                    return answer.status == 200
            except (ClientError, OSError):
                return False

        await until(ready, f"nothing answers at {path}")


async def until(ready: Callable[[], Awaitable[Any]], what: str) -> Any:
    """Wait for something to come true and give it; fails after a minute with these words."""
    end = asyncio.get_running_loop().time() + WAIT_SECONDS
    while not (found := await ready()):
        if asyncio.get_running_loop().time() > end:
            raise TimeoutError(what)
        await asyncio.sleep(0.1)
    return found
