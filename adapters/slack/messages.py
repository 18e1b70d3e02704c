"""Answers to messages in Slack, one for each: however often, and in how many kinds of events, Slack delivers it."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat import Answer, Inbound, Speaker
from adapters.slack import receive
from adapters.slack.calls import soon
from adapters.slack.chat import LOOKED_BACK, PAGES, marked, own_id
from adapters.slack.events import direct, meant
from adapters.slack.files import attachments
from adapters.slack.newer_blocks import Newer
from adapters.slack.receive import Payload
from adapters.slack.talk import Talk, shown

PATIENCE_SECONDS = 2
TWIN_SECONDS = 1.0
"""Seconds for another process to post its answer to the same mention before we look for it."""

MOST_TURNS = 10_000
"""How many messages this process remembers; Slack delivers again within the hour."""

UNREADABLE = frozenset({"missing_scope", "not_in_channel", "channel_not_found", "thread_not_found"})
"""Errors after which we can't read a conversation, now or later."""


@dataclass(slots=True)
class Turn:
    """One message, whose deliveries wait for each other. `tried`: its answer can be there already.

    `posted` is the time by which Slack edits the answer; empty for one that only one person sees.
    """

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    tried: bool = False
    answered: bool = False
    posted: str = ""


class Messages:
    """Takes message events to the assistant and posts its answers.

    `pause` waits for so many seconds.
    """

    def __init__(
        self, talk: Talk, client: AsyncWebClient, pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self.talk, self.client, self.pause = talk, client, pause
        self._turns: OrderedDict[str, Turn] = OrderedDict()

    async def take(self, body: Payload, *, again: bool) -> None:
        """Answer a message event in its place, if it is meant for us; `again`: Slack delivers it again.

        Raises if the answer could not be posted: Slack delivers the event again, and gets the saved answer.
        """
        home = await self.talk.directory.home()
        event = meant(receive.part(body, "event"), home)
        if event is None:
            return
        body_read = {**body, "event": event}
        key = receive.message_key(event)
        turn = self._turn(key)
        async with turn.lock:
            if turn.answered:
                return
            answer = await self.talk.answer(body_read, partial(self._read, body_read, home))
            await self._post(event, key, answer, turn, again=again)
            turn.answered = True

    def _read(self, body: Payload, home: Payload, speaker: Speaker) -> Inbound:
        inbound = receive.message(body, speaker, home)
        return replace(inbound, attachments=attachments(receive.part(body, "event"), self.client))

    def _turn(self, key: str) -> Turn:
        turn = self._turns.setdefault(key, Turn())
        if len(self._turns) > MOST_TURNS:
            self._turns.popitem(last=False)
        return turn

    async def _post(self, event: Payload, key: str, answer: Answer, turn: Turn, *, again: bool) -> None:
        private = answer.seen_by == "asker" and not direct(event)
        doubtful = answer.repeated or turn.tried
        if doubtful and await self._stands(event, key, private=private, sure=turn.tried or again):
            return
        turn.tried = True
        if not private and answer.editable and await self._corrected(event, key, answer, turn):
            return
        where = {"channel": event["channel"]}
        if thread := _thread(event, private=private):
            where["thread_ts"] = thread
        post = partial(self.client.chat_postMessage, metadata=marked(key))
        if private:
            post = partial(self.client.chat_postEphemeral, user=event["user"])

        async def send(newer: Newer) -> Any:
            return await post(**where, **shown(answer, newer))

        workspace = await self.talk.workspace()
        posted = await asyncio.wait_for(self.talk.newer.sent(answer.card, workspace, send), PATIENCE_SECONDS)
        turn.posted = "" if private else str(posted.get("ts") or "")

    async def _corrected(self, event: Payload, key: str, answer: Answer, turn: Turn) -> bool:
        """Put the answer to an edited message in the place of the answer to the first version, if that is known."""
        if not receive.part(event, "edited"):
            return False
        first = self._turns.get(receive.message_key({**event, "edited": None}))
        if first is None or first is turn:  # an edit without its moment has the key of the first version
            return False
        async with first.lock:  # its answer can be on its way
            if not first.posted:
                return False
        edit = partial(self.client.chat_update, channel=event["channel"], ts=first.posted, metadata=marked(key))

        async def send(newer: Newer) -> object:
            return await edit(**shown(answer, newer))

        if not await soon(self.talk.newer.sent(answer.card, await self.talk.workspace(), send)):
            return False
        turn.posted = first.posted
        return True

    async def _stands(self, event: Payload, key: str, *, private: bool, sure: bool) -> bool:
        """Whether an answer that was given before has been posted.

        `sure`: it had to be posted earlier, not by another delivery that is under way now. An ephemeral
        message can't be looked for: the delivery that made it posts it.
        """
        if private:
            return not sure
        if not sure:
            await self.pause(TWIN_SECONDS)
        try:
            return await asyncio.wait_for(self._look(event, key), PATIENCE_SECONDS)
        except SlackApiError as refusal:
            if refusal.response.get("error") in UNREADABLE:
                return False
            raise

    async def _look(self, event: Payload, key: str) -> bool:
        """Whether the answer with this key is in the conversation or thread, after the message it answers."""
        thread = _thread(event)
        read = partial(self.client.conversations_history, channel=event["channel"])
        if thread:
            read = partial(self.client.conversations_replies, channel=event["channel"], ts=thread)
        cursor = ""
        for _ in range(PAGES):
            page: Any = await read(oldest=event["ts"], limit=LOOKED_BACK, cursor=cursor, include_all_metadata=True)
            if any(own_id(one) == key for one in page.get("messages") or []):
                return True
            cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                break
        return False


def _thread(event: Payload, *, private: bool = False) -> str:
    """The thread to answer in: a mention begins its own.

    What one person alone sees stays where they look: Slack shows it only in a thread that has begun.
    """
    thread = receive.text_of(event, "thread_ts")
    return thread if thread or private or direct(event) else receive.text_of(event, "ts")
