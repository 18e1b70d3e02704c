"""Receive: what Slack sends becomes an `Inbound`. The speaker comes only from the signed envelope."""

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from adapters.chat import Inbound, Place, Speaker
from adapters.slack.directory import PLATFORM
from adapters.slack.message_text import MENTION, plain
from adapters.typed_text import command as command_in
from adapters.typed_text import is_order, talked

Payload = Mapping[str, Any]

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""PostgreSQL refuses the zero character, and every database half a character (a lone surrogate)."""


def actor(body: Payload) -> tuple[str, str]:
    """The ids of the user and of their workspace or organisation, from any kind of payload."""
    if "event" in body:
        event = part(body, "event")
        return text_of(event, "user"), text_of(event, "user_team") or text_of(event, "team") or text_of(body, "team_id")
    if isinstance(body.get("user"), dict):
        return text_of(body["user"], "id"), text_of(body["user"], "team_id")
    return text_of(body, "user_id"), text_of(body, "team_id")


def command(body: Payload, speaker: Speaker) -> Inbound:
    """A slash command."""
    place = _place(speaker, text_of(body, "channel_id"), text_of(body, "channel_name"))
    return Inbound(f"slack:command:{text_of(body, 'trigger_id')}", speaker, place, typed_text(text_of(body, "text")))


def message(body: Payload, speaker: Speaker, home: Payload) -> Inbound:
    """A direct message, or one that mentions the bot; `home` is the answer of `auth.test`.

    The key is the message's own: Slack delivers a mention twice, as a message and as a mention. An edited version
    has another key.
    """
    event = part(body, "event")
    channel, stamp = text_of(event, "channel"), text_of(event, "ts")
    edited = text_of(part(event, "edited"), "ts")
    words = _unmentioned(text_of(event, "text"), text_of(home, "user_id"))
    order = is_order(words)
    return Inbound(
        message_key(event),
        speaker,
        _place(speaker, channel),
        command_in(words) if order else talked(words),
        link=link_of(home, channel, stamp),
        once=True,
        edits=message_key({**event, "edited": None}) if edited else "",
        files=bool(event.get("files")),
        talk=not order,
    )


def message_key(event: Payload) -> str:
    """The key of a message, or of one edited version of it."""
    edited = text_of(part(event, "edited"), "ts")
    key = f"slack:message:{text_of(event, 'channel')}:{text_of(event, 'ts')}"
    return f"{key}:{edited}" if edited else key


def press(body: Payload, speaker: Speaker) -> Inbound:
    """A pressed button or a chosen option of a menu; its value is the command."""
    action = body["actions"][0]
    chosen = part(action, "selected_option") or action
    key = f"slack:press:{speaker.user}:{text_of(action, 'action_ts')}:{text_of(action, 'action_id')}"
    value = text_of(chosen, "value")
    return Inbound(key, speaker, pressed_in(body, speaker), value, pressed=_button(body, value))


def _button(body: Payload, value: str) -> str:
    """Which button of which message or page it is; nothing where Slack doesn't say where the button stands."""
    here = part(body, "container")
    where = text_of(here, "message_ts") or text_of(here, "view_id")
    return _digest({"in": channel_of(body), "at": where, "value": value}) if where else ""


def opens_form(body: Payload) -> bool:
    """Whether the pressed button is one that stands for a form."""
    return text_of(body["actions"][0], "action_id").startswith("form")


def channel_of(body: Payload) -> str:
    """The id of the channel in which a button was pressed, a command typed or a shortcut used; "" for App Home."""
    return text_of(part(body, "channel"), "id") or text_of(body, "channel_id")


def seen_alone(body: Payload) -> bool:
    """Whether only the one who pressed sees the message with the button."""
    return part(body, "container").get("is_ephemeral") is True or channel_of(body).startswith("D")


def pressed_in(body: Payload, speaker: Speaker) -> Place:
    """Where a button was pressed; for App Home and a modal, the direct conversation with the bot."""
    channel = part(body, "channel")
    return _place(speaker, text_of(channel, "id"), text_of(channel, "name"))


def at_home(body: Payload, speaker: Speaker) -> Inbound:
    """A look at App Home."""
    key = f"slack:home:{text_of(body, 'event_id')}"
    return Inbound(key, speaker, pressed_in({}, speaker), "home", unasked=True)


def welcome(body: Payload, channel: Payload, speaker: Speaker) -> Inbound:
    """The first look at the messages with the bot, or its invitation to a `channel`; without one, to its speaker."""
    key = f"slack:welcome:{text_of(body, 'event_id')}:{text_of(channel, 'id')}"
    return Inbound(key, speaker, pressed_in({"channel": channel}, speaker), "welcome", unasked=True)


def submission(body: Payload, speaker: Speaker, values: Mapping[str, str]) -> Inbound:
    """A modal that was sent back: its private metadata has the command that it completes, and where it was opened.

    The key includes the answers: after an error, the corrected form comes from the same modal.
    """
    view = part(body, "view")
    saved = metadata(view)
    place = _place(speaker, saved.get("channel", ""))
    key = f"slack:view:{text_of(view, 'id')}:{text_of(view, 'hash')}:{_digest(values)}"
    command, subject, link = (saved.get(name, "") for name in ("command", "subject", "link"))
    return Inbound(key, speaker, place, command, values=values, subject=subject, link=link)


def _digest(values: Mapping[str, str]) -> str:
    """A short hash, the same for the same answers."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:16]


def metadata(view: Payload) -> dict[str, str]:
    """What we wrote into a modal when we opened it; empty if it isn't ours."""
    try:
        saved = json.loads(text_of(view, "private_metadata") or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(saved, dict):
        return {}
    return {name: text_of(saved, name) for name, words in saved.items() if isinstance(words, str)}


def typed_text(text: str, us: str = "") -> str:
    """The typed text without `/deal`, a mention of us before it, or marks; mentions stay `<@U1>`.

    `us` is the bot's user id.
    """
    return command_in(_unmentioned(text, us))


def _unmentioned(text: str, us: str) -> str:
    """A message in plain letters, without our own mention before it; `us` is the bot's own id."""
    words = plain(text)
    return re.sub(rf"^[\s*_~`>]*<@{re.escape(us)}>[\s:,]*", "", words) if us else words


def mentioned(text: str) -> list[str]:
    """The ids of the users that a text mentions."""
    return list(dict.fromkeys(MENTION.findall(text)))


def _place(speaker: Speaker, channel: str, name: str = "") -> Place:
    """The place. A direct conversation (its id begins with D) gets the person's id, which other parts know."""
    if not channel or channel.startswith("D"):
        return Place(PLATFORM, speaker.workspace, speaker.user, "direct")
    return Place(PLATFORM, speaker.workspace, channel, "channel", name)


def moment_of(message: Payload) -> datetime | None:
    """When a message was sent, by its stamp; None where it has none."""
    try:
        return datetime.fromtimestamp(float(text_of(message, "ts")), UTC)
    except (ValueError, OverflowError, OSError):  # no number, or one that no calendar has
        return None


def link_of(home: Payload, channel: str, stamp: str) -> str:
    """The address of a message, in the form of Slack's permalinks."""
    known = home.get("url") and channel and stamp
    return f"{text_of(home, 'url').rstrip('/')}/archives/{channel}/p{stamp.replace('.', '')}" if known else ""


def part(payload: Payload, name: str) -> Payload:
    """An object within a payload; an empty one if it is missing or of another type."""
    value = payload.get(name)
    return value if isinstance(value, dict) else {}


def text_of(payload: Payload, name: str) -> str:
    """A text within a payload, as it can be saved; "" if it is missing or of another type."""
    value = payload.get(name)
    return _UNSTORABLE.sub("\ufffd", value) if isinstance(value, str) else ""
