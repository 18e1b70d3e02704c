"""Responses: the answer to a command or a press at the address that Slack gave for it, else as a direct message."""

import asyncio
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import structlog
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook import WebhookResponse
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.chat import Answer
from adapters.slack.calls import PATIENCE_SECONDS, soon
from adapters.slack.newer_blocks import REFUSALS, BlocksRefused, Newer
from adapters.slack.talk import Talk, shown

GONE = range(400, 500)
"""Statuses with which Slack refuses an answer at a response address for good."""

log = structlog.get_logger("slack")


class Responses:
    """Posts answers at response addresses; `hosts` are Slack's own."""

    def __init__(self, talk: Talk, client: AsyncWebClient, hosts: frozenset[str]) -> None:
        self.talk, self.client, self.hosts = talk, client, hosts

    async def post(self, url: str, answer: Answer, user: str, *, alone: bool = False) -> None:
        """Post the answer where the request was made; for App Home and dialogs, as a direct message from the bot.

        What ends a card takes its place, if its reader `alone` sees it. A response address ends after 30 minutes and
        five answers: what Slack then refuses is a direct message too.
        """
        instead = answer.ends and alone
        where: dict[str, Any] = {"response_type": seen_by(answer), "replace_original": False}
        if instead:
            where = {"replace_original": True}

        async def hooked(newer: Newer) -> bool:
            return await self._hooked(url, {**shown(answer, newer), **where}, sure=instead)

        async def direct(newer: Newer) -> object:
            return await self.client.chat_postMessage(channel=user, **shown(answer, newer))

        workspace = await self.talk.workspace()
        try:
            taken = await self.talk.newer.sent(answer.card, workspace, hooked)
        except BlocksRefused:
            taken = False
        if not taken:
            await soon(self.talk.newer.sent(answer.card, workspace, direct))

    async def _hooked(self, url: str, message: dict[str, Any], *, sure: bool) -> bool:
        """Whether a response address took the message; unless it has to be `sure`, also whether it can have.

        Raises BlocksRefused.
        """
        if not self._of_slack(url):
            return False
        hook = AsyncWebhookClient(url, timeout=int(PATIENCE_SECONDS), retry_handlers=[])
        try:
            answered = await asyncio.wait_for(hook.send(**message), PATIENCE_SECONDS)
        except Exception as fault:  # noqa: BLE001  # it can have arrived: a second message would say it twice
            log.warning("not shown", fault=type(fault).__name__)
            return not sure
        if _refuses(answered):
            raise BlocksRefused(answered.body[:500])
        return answered.status_code == HTTPStatus.OK if sure else answered.status_code not in GONE

    def _of_slack(self, url: str) -> bool:
        """Whether a response address is Slack's; no other gets an answer."""
        try:
            return urlsplit(url).hostname in self.hosts
        except ValueError:
            return False


def _refuses(answered: WebhookResponse) -> bool:
    """Whether Slack refuses the blocks: the address says so in its body, as text or as JSON, with any status."""
    return any(refusal in answered.body for refusal in REFUSALS)


def seen_by(answer: Answer) -> str:
    """Who sees an answer, in Slack's words."""
    return "in_channel" if answer.seen_by == "place" else "ephemeral"
