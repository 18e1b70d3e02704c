"""Bolt's app with our listeners. Each is short and commits before it answers."""

import asyncio
import json
import logging
import re
from collections.abc import Awaitable
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.chat import Answer, Inbound
from adapters.slack import modal, receive
from adapters.slack.directory import Directory, Unknown
from adapters.slack.manifest import COMMAND, SHORTCUT
from adapters.slack.messages import Messages
from adapters.slack.receive import Payload
from adapters.slack.render import blocks
from adapters.slack.talk import Talk, form_of, shown

PATIENCE_SECONDS = 2
"""Seconds for opening a dialog: a trigger and an acknowledgement expire after three (Slack's docs on interactivity)."""

log = structlog.get_logger("slack")
Ack = AsyncAck


class App:
    """Slack's side of the assistant. HTTP and Socket Mode both pass requests to it."""

    def __init__(self, talk: Talk, client: AsyncWebClient, secret: str, hosts: frozenset[str]) -> None:
        self.talk, self.client, self.hosts = talk, client, hosts
        self.messages = Messages(talk, client)
        quiet = logging.getLogger("stagecoach.bolt")
        quiet.setLevel(logging.ERROR)  # at lower levels Bolt and the SDK log whole bodies and tokens
        self.bolt = AsyncApp(
            signing_secret=secret or None,
            client=client,
            authorize=partial(_authorized, talk.directory, client),
            process_before_response=True,
            request_verification_enabled=False,  # our gate did it, before anything was parsed
            logger=quiet,
        )
        self._listen()

    def _listen(self) -> None:
        """Register the listeners, the commonest first: Bolt tries them one after another."""
        bolt: Any = self.bolt  # Bolt's decorators are untyped
        bolt.command(COMMAND)(self.command)
        bolt.action(re.compile(r"^(say|form):"))(self.press)
        bolt.action(re.compile(".*"))(self.ignore)
        bolt.view("form")(self.submit)
        bolt.shortcut(SHORTCUT)(self.shortcut)
        bolt.event("app_mention")(self.message)
        bolt.event("message")(self.message)
        bolt.event("app_home_opened")(self.home)
        bolt.event("tokens_revoked")(self.leave)
        bolt.event("app_uninstalled")(self.leave)
        bolt.event(re.compile(".*"))(self.ignore)
        bolt.error(self.pass_on)

    async def command(self, ack: Ack, body: dict[str, Any]) -> None:
        """A slash command; the answer is the response itself."""
        answer = await self.talk.answer(body, partial(receive.command, body))
        await ack(**shown(answer), response_type="in_channel" if answer.seen_by == "place" else "ephemeral")

    async def press(self, ack: Ack, body: dict[str, Any]) -> None:
        """A button: a form becomes a dialog, every other answer is posted where it was pressed."""
        answer = await self.talk.answer(body, partial(receive.press, body))
        await ack()
        if not await self._dialog(body, answer):
            await self._respond(str(body.get("response_url") or ""), answer, body)

    async def _link(self, body: Payload) -> str:
        """The address of the message that a shortcut was used on; nothing where Slack doesn't say who we are."""
        try:
            home = await self.talk.directory.home()
        except Unknown:
            return ""
        return receive.link_of(home, _channel(body), receive.text_of(receive.part(body, "message"), "ts"))

    async def _dialog(self, body: Payload, answer: Answer, link: str = "") -> bool:
        """Open an answer's form as a dialog, if it has one. After the trigger's end, the form stays in the message."""
        form = form_of(answer.card)
        if form is None:
            return False
        # What has to come back with the form.
        saved = {
            "command": form.command,
            "subject": form.subject,
            "channel": _channel(body),
            "respond": str(body.get("response_url") or ""),
            "link": link,
        }
        view = modal.view(form, json.dumps(saved))
        within = receive.part(body, "view").get("type") == "modal"
        open_it = self.client.views_push if within else self.client.views_open
        return await self._soon(open_it(trigger_id=str(body.get("trigger_id", "")), view=view))

    async def _respond(self, url: str, answer: Answer, body: Payload) -> None:
        """Post the answer where the request was made; for App Home and dialogs, as a direct message from the bot."""
        message = shown(answer)
        if self._of_slack(url):
            hook = AsyncWebhookClient(url, timeout=PATIENCE_SECONDS, retry_handlers=[])
            kind = "in_channel" if answer.seen_by == "place" else "ephemeral"
            await self._soon(hook.send(**message, response_type=kind, replace_original=False))
        else:
            await self._soon(self.client.chat_postMessage(channel=receive.actor(body)[0], **message))

    def _of_slack(self, url: str) -> bool:
        """Whether a response address is Slack's; no other gets an answer."""
        try:
            return urlsplit(url).hostname in self.hosts
        except ValueError:
            return False

    async def submit(self, ack: Ack, body: dict[str, Any]) -> None:
        """A dialog that was sent back: errors are shown beside their fields; otherwise it closes and is answered."""
        view = receive.part(body, "view")
        values = modal.answers(receive.part(view, "state").get("values"))
        answer = await self.talk.answer(body, lambda speaker: receive.submission(body, speaker, values))
        form, saved = form_of(answer.card), receive.metadata(view)
        if form and form.command == saved.get("command") and modal.errors(form):
            await ack(**modal.faulty(form, view, saved))
            return
        await ack()
        await self._respond(saved.get("respond", ""), answer, body)

    async def shortcut(self, ack: Ack, body: dict[str, Any]) -> None:
        """The shortcut on a message: its text becomes the note of a logged contact."""
        link = await self._link(body)
        answer = await self.talk.answer(body, partial(_noted, body, link))
        await ack()
        if not await self._dialog(body, answer, link):
            await self._respond(str(body.get("response_url") or ""), answer, body)

    async def message(self, ack: Ack, body: dict[str, Any], request: AsyncBoltRequest) -> None:
        """A message in a direct conversation or a channel; most of those are not for us."""
        await self.messages.take(body, again="x-slack-retry-num" in request.headers)
        await ack()

    async def home(self, ack: Ack, body: dict[str, Any]) -> None:
        """App Home: the person's deals, what needs them, and for managers the team's funnel."""
        await ack()
        if receive.part(body, "event").get("tab", "home") != "home":
            return
        answer = await self.talk.answer(body, partial(_at_home, body))
        view = {"type": "home", "blocks": blocks(answer.card, tables=False)}
        await self._soon(self.client.views_publish(user_id=receive.actor(body)[0], view=view))

    async def leave(self, ack: Ack) -> None:
        """The token was revoked or the app removed: drop what we learned with it."""
        self.talk.directory.forget()
        await ack()

    async def ignore(self, ack: Ack) -> None:
        """Acknowledge events that we don't use: Slack turns events off for an app that leaves them unanswered."""
        await ack()

    async def pass_on(self, error: Exception) -> None:
        """Raise a fault to the caller of Bolt: Bolt itself would log it with the request's content."""
        raise error

    async def _soon(self, call: Awaitable[object]) -> bool:
        """Wait a moment for a call whose failure changes nothing that was saved; returns whether it succeeded."""
        try:
            await asyncio.wait_for(call, PATIENCE_SECONDS)
        except Exception as fault:  # noqa: BLE001  # Slack is away or the trigger ran out; the ledger has it all
            log.warning("not shown", fault=type(fault).__name__)
            return False
        return True


def _noted(body: Payload, link: str, speaker: Any) -> Inbound:
    message = receive.part(body, "message")
    key = f"slack:shortcut:{body.get('trigger_id', '')}"
    words = receive.typed_text(receive.text_of(message, "text"))
    return Inbound(key, speaker, receive.pressed_in(body, speaker), f"note {words}", link=link)


def _at_home(body: Payload, speaker: Any) -> Inbound:
    return Inbound(
        f"slack:home:{body.get('event_id', '')}", speaker, receive.pressed_in({}, speaker), "home", unasked=True
    )


def _channel(body: Payload) -> str:
    return str(receive.part(body, "channel").get("id") or "")


async def _authorized(directory: Directory, client: AsyncWebClient, **asked: Any) -> AuthorizeResult:
    """Bolt's authorisation, without a call to Slack for every request; `directory` checks the people."""
    try:
        home = await directory.home()
    except Unknown:
        home = {}
    return AuthorizeResult(
        enterprise_id=home.get("enterprise_id"),
        team_id=home.get("team_id"),
        bot_user_id=home.get("user_id"),
        bot_id=home.get("bot_id"),
        bot_token=client.token,
    )
