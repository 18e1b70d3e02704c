"""One request from payload to answer: looks up the speaker, then the assistant answers in a thread."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import structlog

from adapters.card import Card, Text
from adapters.chat import Answer, Assistant, Homes, Inbound, Leavers, Place, Speaker
from adapters.slack import receive
from adapters.slack.command_name import renamed
from adapters.slack.directory import PLATFORM, Directory, Unknown
from adapters.slack.manifest import COMMAND
from adapters.slack.newer_blocks import NONE, Newer, NewerBlocks, Refusals
from adapters.slack.receive import Payload
from adapters.slack.render import blocks, fallback

ReadInbound = Callable[[Speaker], Inbound]

log = structlog.get_logger("slack")
SILENT = Card(
    "Slack didn't answer in time",
    (Text(("Nothing has changed. Please try again in a minute.",)),),
    tone="warning",
)
BROKEN = Card(
    "Something went wrong on our side",
    (Text(("Look at the deal before you try again. Your change is perhaps already saved.",)),),
    tone="stop",
)


class Talk:
    """Answers requests from Slack, over HTTP or Socket Mode. `command` is the name of our slash command there."""

    def __init__(
        self,
        assistant: Assistant,
        directory: Directory,
        homes: Homes | None = None,
        leavers: Leavers | None = None,
        refusals: Refusals | None = None,
        *,
        command: str = COMMAND,
    ) -> None:
        self.assistant, self.directory, self.homes, self.leavers = assistant, directory, homes, leavers
        self.command = command
        self.newer = NewerBlocks(refusals)

    async def answer(self, body: Payload, read: ReadInbound) -> Answer:
        """The answer to a payload; `read` makes an Inbound of it once the speaker is known."""
        try:
            speaker = await self.directory.speaker(*receive.actor(body))
            inbound = read(speaker)
            asked = replace(inbound, mentioned=await self._mentioned(inbound))
            answer = await asyncio.to_thread(self.assistant.answer, asked)
            return replace(answer, card=renamed(answer.card, self.command))
        except Unknown:
            return Answer(SILENT)
        except Exception as fault:  # any fault: the person gets a sentence and the log the rest
            log.exception("the assistant failed to answer", fault=type(fault).__name__)
            return Answer(BROKEN)

    async def workspace(self) -> str:
        """The id of the bot's own workspace; empty where Slack doesn't say it in time."""
        try:
            return str((await self.directory.home())["team_id"] or "")
        except Unknown:
            return ""

    async def opened_home(self, body: Payload) -> None:
        """Note that a person looks at their App Home, so that it stays up to date; a fault changes nothing else."""
        if self.homes is None:
            return
        try:
            speaker = await self.directory.speaker(*receive.actor(body))
            await asyncio.to_thread(self.homes.opened, receive.pressed_in({}, speaker))
        except Exception as fault:  # noqa: BLE001  # the page is shown all the same
            log.warning("not noted", fault=type(fault).__name__)

    async def changed(self, user: Payload) -> None:
        """What Slack knows about a user has changed. Raises where that couldn't be saved: Slack says it again."""
        who = receive.text_of(user, "id")
        self.directory.forget_user(who)
        if self.leavers and who and user.get("deleted") is True:
            home = await self.directory.home()
            place = Place(PLATFORM, str(home["team_id"]), who, "direct")
            await asyncio.to_thread(self.leavers.deactivated, place)

    async def _mentioned(self, inbound: Inbound) -> dict[str, Speaker]:
        """The speakers for the first five mentioned users, as far as the directory knows them."""
        words = " ".join((inbound.text, *(inbound.values or {}).values()))
        found = await asyncio.gather(*(self.directory.speaker(user, "") for user in receive.mentioned(words)[:5]))
        return {speaker.user: speaker for speaker in found}


def shown(answer: Answer, newer: Newer = NONE) -> dict[str, Any]:
    """An answer as a message: its blocks, with `newer` ones among them, and its text for notifications."""
    return {"text": fallback(answer.card), "blocks": blocks(answer.card, newer=newer)}
