"""One utterance from payload to answer: who spoke is looked up, the assistant answers in a thread of its own."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import structlog

from adapters.card import Card, Form, Text
from adapters.chat import Answer, Assistant, Inbound, Speaker
from adapters.slack import receive
from adapters.slack.directory import Directory, Unknown
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
    """Answers what comes from Slack, whichever way it came."""

    def __init__(self, assistant: Assistant, directory: Directory) -> None:
        self.assistant, self.directory = assistant, directory

    async def answer(self, body: Payload, read: ReadInbound) -> Answer:
        """The answer to a payload, which `read` makes an Inbound of once the speaker is known."""
        try:
            speaker = await self.directory.speaker(*receive.actor(body))
            inbound = read(speaker)
            return await asyncio.to_thread(
                self.assistant.answer, replace(inbound, mentioned=await self._mentioned(inbound))
            )
        except Unknown:
            return Answer(SILENT)
        except Exception as fault:  # whatever it was, the person gets a sentence and the log gets the rest
            log.exception("the assistant failed to answer", fault=type(fault).__name__)
            return Answer(BROKEN)

    async def _mentioned(self, inbound: Inbound) -> dict[str, Speaker]:
        """Those who are named in what was said; where Slack tells of nobody, they are who we know them as."""
        words = " ".join((inbound.text, *(inbound.values or {}).values()))
        found = await asyncio.gather(*(self.directory.speaker(user, "") for user in receive.mentioned(words)[:5]))
        return {speaker.user: speaker for speaker in found}


def shown(answer: Answer) -> dict[str, Any]:
    """An answer as a message: its blocks, and its words for notifications."""
    return {"text": fallback(answer.card), "blocks": blocks(answer.card)}


def form_of(card: Card) -> Form | None:
    """The form that a card asks to be filled in, if it has one."""
    return next((part for part in card.body if isinstance(part, Form)), None)
