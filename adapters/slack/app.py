"""Bolt's app with our listeners. Each is short and commits before it answers."""

import asyncio
import logging
import re
import time
from functools import partial
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat import Inbound
from adapters.slack import modal, receive
from adapters.slack.calls import soon
from adapters.slack.dialogs import Dialogs, form_alone, form_of, notes
from adapters.slack.directory import Directory, Unknown
from adapters.slack.manifest import SHORTCUT
from adapters.slack.messages import Messages
from adapters.slack.newer_blocks import Newer
from adapters.slack.receive import Payload
from adapters.slack.render import blocks
from adapters.slack.responses import Responses, seen_by
from adapters.slack.talk import Talk, shown

Ack = AsyncAck


class App:
    """Slack's side of the assistant. HTTP and Socket Mode both pass requests to it."""

    def __init__(self, talk: Talk, client: AsyncWebClient, secret: str, hosts: frozenset[str]) -> None:
        self.talk, self.client = talk, client
        self.messages = Messages(talk, client)
        self.dialogs = Dialogs(client)
        self.responses = Responses(talk, client, hosts)
        quiet = logging.getLogger("stagecoach.bolt")
        quiet.setLevel(logging.ERROR)  # at lower levels Bolt and the SDK log whole bodies and tokens
        self.bolt = AsyncApp(
            name="stagecoach",  # without one, Bolt reads the source of every caller to find a name
            signing_secret=secret or None,
            client=client,
            authorize=partial(_authorized, talk.directory, client),
            process_before_response=True,
            request_verification_enabled=False,  # `signature` did it, before anything was parsed
            logger=quiet,
        )
        self._listen()

    def _listen(self) -> None:
        """Register the listeners, the commonest first: Bolt tries them one after another."""
        bolt: Any = self.bolt  # Bolt's decorators are untyped
        bolt.command(re.compile(".*"))(self.command)  # a company can give it another name in the manifest
        bolt.action(re.compile(r"^(say|form):"))(self.press)
        bolt.action(re.compile(".*"))(self.ignore)
        bolt.view("form")(self.submit)
        bolt.shortcut(SHORTCUT)(self.shortcut)
        bolt.event("app_mention")(self.message)
        bolt.event("message")(self.message)
        bolt.event("app_home_opened")(self.home)
        bolt.event("member_joined_channel")(self.invited)
        bolt.event("user_change")(self.changed)
        bolt.event("tokens_revoked")(self.leave)
        bolt.event("app_uninstalled")(self.leave)
        bolt.event(re.compile(".*"))(self.ignore)
        bolt.error(self.pass_on)

    async def command(self, ack: Ack, body: dict[str, Any]) -> None:
        """A slash command: a form opens at once, every other answer is the response itself.

        Slack doesn't tell us when it refuses a response, so what has a newer block goes to the response address.
        """
        began = time.monotonic()
        answer = await self.talk.answer(body, partial(receive.command, body))
        if await self.dialogs.open(body, answer.card, form_alone(answer.card), began):
            await ack()
        elif await asyncio.to_thread(self.talk.newer.offered, answer.card, await self.talk.workspace()):
            await self.responses.post(receive.text_of(body, "response_url"), answer, receive.actor(body)[0])
            await ack()
        else:
            await ack(**shown(answer), response_type=seen_by(answer))

    async def press(self, ack: Ack, body: dict[str, Any]) -> None:
        """A button: a form becomes a dialog, every other answer is posted where it was pressed."""
        began = time.monotonic()
        answer = await self.talk.answer(body, partial(receive.press, body))
        await ack()
        form = form_of(answer.card) if receive.opens_form(body) else form_alone(answer.card)
        if not await self.dialogs.open(body, answer.card, form, began):
            url, alone = receive.text_of(body, "response_url"), receive.seen_alone(body)
            await self.responses.post(url, answer, receive.actor(body)[0], alone=alone)

    async def _link(self, body: Payload) -> str:
        """The address of the message that a shortcut was used on; nothing where Slack doesn't say who we are."""
        try:
            home = await self.talk.directory.home()
        except Unknown:
            return ""
        return receive.link_of(home, receive.channel_of(body), receive.text_of(receive.part(body, "message"), "ts"))

    async def submit(self, ack: Ack, body: dict[str, Any]) -> None:
        """A dialog that was sent back: it shows its errors, or the next form; otherwise it closes and is answered."""
        view = receive.part(body, "view")
        values = modal.answers(receive.part(view, "state").get("values"))
        answer = await self.talk.answer(body, lambda speaker: receive.submission(body, speaker, values))
        form, saved = form_of(answer.card), receive.metadata(view)
        if form and form.command == saved.get("command") and modal.errors(form):
            await ack(**modal.faulty(form, view, saved))
        elif following := form_alone(answer.card):
            await ack(**modal.next_form(following, saved, notes(answer.card)))
        else:
            await ack()
            url, alone = saved.get("respond", ""), bool(saved.get("alone"))
            await self.responses.post(url, answer, receive.actor(body)[0], alone=alone)

    async def shortcut(self, ack: Ack, body: dict[str, Any]) -> None:
        """The shortcut on a message: its text becomes the note of a logged contact."""
        began = time.monotonic()
        link = await self._link(body)
        answer = await self.talk.answer(body, partial(_noted, body, link))
        await ack()
        if not await self.dialogs.open(body, answer.card, form_of(answer.card), began, link):
            await self.responses.post(receive.text_of(body, "response_url"), answer, receive.actor(body)[0])

    async def message(self, ack: Ack, body: dict[str, Any], request: AsyncBoltRequest) -> None:
        """A message in a direct conversation or a channel; most of those are not for us."""
        await self.messages.take(body, again="x-slack-retry-num" in request.headers)
        await ack()

    async def home(self, ack: Ack, body: dict[str, Any]) -> None:
        """App Home: what waits for a person on one tab, and at the first look at the other a welcome."""
        await ack()
        if receive.part(body, "event").get("tab", "home") != "home":
            await self.talk.answer(body, partial(receive.welcome, body, {}))
            return
        answer = await self.talk.answer(body, partial(receive.at_home, body))

        async def publish(newer: Newer) -> object:
            view = {"type": "home", "blocks": blocks(answer.card, tables=False, newer=newer)}
            return await self.client.views_publish(user_id=receive.actor(body)[0], view=view)

        shown_now = await soon(self.talk.newer.sent(answer.card, await self.talk.workspace(), publish))
        if shown_now and not answer.undone:
            await self.talk.opened_home(body)

    async def invited(self, ack: Ack, body: dict[str, Any]) -> None:
        """Someone joined a channel: where it is the bot, it introduces itself there and to its inviter."""
        await ack()
        event, us = receive.part(body, "event"), await self.talk.directory.home()
        inviter = receive.text_of(event, "inviter")
        if inviter and event.get("user") == us.get("user_id"):
            channel = {"id": receive.text_of(event, "channel")}
            asked = {**body, "event": {**event, "user": inviter, "user_team": ""}}
            for where in (channel, {}):  # the channel, and the inviter in their own conversation
                await self.talk.answer(asked, partial(receive.welcome, asked, where))

    async def changed(self, ack: Ack, body: dict[str, Any]) -> None:
        """A user's profile has changed; a deactivated account is a colleague who left."""
        await self.talk.changed(receive.part(receive.part(body, "event"), "user"))
        await ack()

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


def _noted(body: Payload, link: str, speaker: Any) -> Inbound:
    message = receive.part(body, "message")
    key = f"slack:shortcut:{body.get('trigger_id', '')}"
    words = receive.typed_text(receive.text_of(message, "text"))
    said = receive.moment_of(message)
    return Inbound(key, speaker, receive.pressed_in(body, speaker), f"note {words}", link=link, said=said)


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
