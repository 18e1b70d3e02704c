"""What people do in the Agents Playground, and what they see there: written, pressed, filled in."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse

from tests.adapters.teams.test_render import actions
from tests.support import teams_payloads as wire
from tests.support.local_slack_people import through, until
from tests.support.playground import ADDRESS, GROUP

TEAMS = "http://teams"
"""Any host will do: the connector leads to the unix socket."""
STREAM = "/_ws_conversation/v1/conversations/stream"
CARD = "application/vnd.microsoft.card.adaptive"


@dataclass
class PlaygroundPeople:
    """Those in the organisation, by the ids they have in the sandbox; `chat` is where they talk.

    `seen` has every message from the bot as it is now, by chat and message id.
    """

    session: ClientSession
    stream: ClientWebSocketResponse
    chat: str = GROUP
    seen: dict[str, dict[str, Any]] = field(default_factory=dict)

    async def says(self, who: str, text: str, *mentioned: wire.Wire) -> Any:
        """Send a line with a mention of the bot in the group chat or a channel; returns the message that answers it.

        `mentioned` are the entities of colleagues who are mentioned in it.
        """
        words, entity = wire.mention("stagecoach", "<at>Stagecoach</at>", wire.BOT)
        activity = wire.message(
            who, f"{words} /deal {text}", entity, *mentioned, personal=False, service=f"{ADDRESS}/_connector"
        )
        kind = "channel" if self.chat == wire.CHANNEL else "groupChat"
        where = {"id": self.chat, "conversationType": kind, "isGroup": True, "tenantId": wire.TENANT}
        return await self.answered(self.chat, self.brings(activity | {"conversation": where}))

    async def brings(self, activity: Mapping[str, Any]) -> None:
        """Any activity."""
        await self.post("_internal/v1/customActivities", activity)

    async def writes(self, who: str, text: str) -> Any:
        """A line in the personal chat of whose Playground this is; gives the message that answers it."""
        return await self.talks(who, f"/deal {text}")

    async def talks(self, who: str, text: str) -> Any:
        """Plain words in that chat."""
        said = {"from": {"id": wire.account(who)}, "text": text, "textFormat": "plain"}
        return await self.answered(f"a:{who}", self.post(f"_conversation/v1/conversations/a:{who}/messages", said))

    async def answered(self, chat: str, doing: Any) -> Any:
        """The newest message of the bot's in a chat after something was done."""
        before = set(self.seen.get(chat, {}))
        await doing

        async def came() -> Any:
            return [one for number, one in self.seen.get(chat, {}).items() if number not in before]

        return (await until(came, f"no answer came to {chat}"))[-1]

    async def looks(self, who: str, message: Any) -> Any:
        """The message as a person sees it: Teams asks again for the users that the card names."""
        refresh = shown(message).get("refresh", {})
        if wire.account(who) not in refresh.get("userIds", ()):
            return message
        return {**message, **await self._invokes(who, message, refresh["action"], {})}

    async def presses(self, who: str, message: Any, label: str, answers: Mapping[str, str] | None = None) -> Any:
        """A button of a message, by its label or command, with what was filled in; gives the body of the answer."""
        found = [one for one in actions(shown(message)) if label in one["title"] + one["data"]["command"]]
        assert found, f"no button {label!r}"
        return await self._invokes(who, message, found[0], answers or {})

    async def _invokes(self, who: str, message: Any, action: Any, answers: Mapping[str, str]) -> Any:
        data = {**action["data"], **answers}
        body = {
            "name": "adaptiveCard/action",
            "value": {"action": {"type": "Action.Execute", "verb": action["verb"], "data": data}, "trigger": "manual"},
            "from": {"id": wire.account(who)},
            "conversation": {"id": message.get("postConversationId", message["chat"])},  # in a channel its thread
            "replyToId": message["messageId"],
        }
        return await self.post("_conversation/v1/invoke", body)

    async def post(self, path: str, body: Mapping[str, Any]) -> Any:
        async with self.session.post(f"{TEAMS}/{path}", json=body) as answer:
            assert answer.status < 300, await answer.text()
            text = await answer.text()
            return json.loads(text) if text else {}

    async def watch(self) -> None:
        """Record new and edited messages while the stream lasts."""
        async for came in self.stream:
            event = json.loads(came.data)
            if event.get("action") not in ("createMessage", "updateMessage"):
                continue
            one = event["message"]
            if one["from"]["id"] == wire.BOT:
                chat = event["actionConversationId"]
                self.seen.setdefault(chat, {})[one["messageId"]] = {
                    **one,
                    "chat": chat,
                    "edited": event["action"][0] == "u",
                }


def shown(message: Any) -> dict[str, Any]:
    """The card on a message, or in the answer to a press."""
    if message.get("type") == CARD:
        card: dict[str, Any] = message["value"]
        return card
    (one,) = message["attachments"]
    content: dict[str, Any] = one["content"]
    return content


@asynccontextmanager
async def playground_people(door: Path) -> AsyncIterator[PlaygroundPeople]:
    """The people, once the Playground lets them in."""
    async with through(door) as session, session.ws_connect(f"{TEAMS}{STREAM}") as stream:
        people = PlaygroundPeople(session, stream)
        watching = asyncio.create_task(people.watch())
        try:
            yield people
        finally:
            watching.cancel()
