"""Payload in: what Slack sends becomes an `Inbound`. Who spoke is taken from the signed envelope alone."""

import hashlib
import html
import json
import re
from collections.abc import Mapping
from typing import Any

from adapters.chat import Inbound, Place, Speaker
from adapters.slack.known import PLATFORM

Payload = Mapping[str, Any]

MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")
LINKED = re.compile(r"<(?:mailto:|tel:)?([^|>@#!][^|>]*)(?:\|([^>]*))?>")
CHANNEL = re.compile(r"<[#!]([^|>]*)(?:\|([^>]*))?>")
COMMAND = re.compile(r"^\s*/?deal\b\s*", re.IGNORECASE)


def actor(body: Payload) -> tuple[str, str]:
    """The id of who acted and of the workspace or organisation they belong to, from any kind of payload."""
    if "event" in body:
        event = body["event"]
        return _text(event, "user"), _text(event, "user_team") or _text(event, "team") or _text(body, "team_id")
    if isinstance(body.get("user"), dict):
        return _text(body["user"], "id"), _text(body["user"], "team_id")
    return _text(body, "user_id"), _text(body, "team_id")


def command(body: Payload, speaker: Speaker) -> Inbound:
    """A slash command."""
    place = _place(speaker, _text(body, "channel_id"), _text(body, "channel_name"))
    return Inbound(f"slack:command:{_text(body, 'trigger_id')}", speaker, place, said(_text(body, "text")))


def message(body: Payload, speaker: Speaker, home: Payload) -> Inbound:
    """A direct message, or a message that mentions the bot; `home` is who the bot is, as Slack says.

    Keyed by the message itself: Slack tells of one mention twice, as a message and as a mention.
    """
    event = body["event"]
    channel = _text(event, "channel")
    text = re.sub(rf"^\s*<@{re.escape(_text(home, 'user_id'))}(\|[^>]*)?>[\s:,]*", "", _text(event, "text"))
    place = _place(speaker, channel)
    key = f"slack:message:{channel}:{_text(event, 'ts')}"
    return Inbound(key, speaker, place, said(text), link=_link(home, channel, _text(event, "ts")))


def press(body: Payload, speaker: Speaker) -> Inbound:
    """A pressed button or a chosen option of a menu, whose value is the command it stands for."""
    action = body["actions"][0]
    said = action.get("selected_option") or action
    key = f"slack:press:{speaker.user}:{_text(action, 'action_ts')}:{_text(action, 'action_id')}"
    return Inbound(key, speaker, pressed_in(body, speaker), _text(said, "value"))


def pressed_in(body: Payload, speaker: Speaker) -> Place:
    """Where a button was pressed; on App Home and in a modal that is between the person and the bot."""
    channel = body.get("channel") or {}
    return _place(speaker, _text(channel, "id"), _text(channel, "name"))


def submission(body: Payload, speaker: Speaker, values: Mapping[str, str]) -> Inbound:
    """A modal sent back: the command it completes stands in its private metadata, beside where it was opened.

    Keyed by its answers too: after faults were shown, the corrected form comes from the same modal.
    """
    view, kept = body["view"], metadata(body["view"])
    place = _place(speaker, str(kept.get("channel", "")))
    key = f"slack:view:{_text(view, 'id')}:{_text(view, 'hash')}:{_digest(values)}"
    return Inbound(
        key, speaker, place, str(kept.get("command", "")), values=values, subject=str(kept.get("subject", ""))
    )


def _digest(values: Mapping[str, str]) -> str:
    """The same for the same answers, and short."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:16]


def metadata(view: Payload) -> dict[str, Any]:
    """What we wrote into a modal when it was opened; empty where it is not ours."""
    try:
        kept = json.loads(_text(view, "private_metadata") or "{}")
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}


def said(text: str) -> str:
    """What was typed, as typed: no `/deal` before it, mentions as `<@U1>`, links and entities as they looked."""
    text = MENTION.sub(lambda found: f"\0{found[1]}\0", text.replace("\xa0", " "))
    text = CHANNEL.sub(lambda found: f"#{found[2] or found[1]}", text)
    text = LINKED.sub(lambda found: found[2] or found[1], text)
    text = re.sub("\0([A-Z0-9]+)\0", r"<@\1>", html.unescape(text))
    return COMMAND.sub("", text).strip()


def mentioned(text: str) -> list[str]:
    """The ids of those who are mentioned in a text."""
    return list(dict.fromkeys(MENTION.findall(text)))


def _place(speaker: Speaker, channel: str, name: str = "") -> Place:
    """A direct conversation, whose id begins with D, goes by the person in it: its own means nothing to others."""
    if not channel or channel.startswith("D"):
        return Place(PLATFORM, speaker.workspace, speaker.user, "direct")
    return Place(PLATFORM, speaker.workspace, channel, "channel", name)


def _link(home: Payload, channel: str, stamp: str) -> str:
    """The address of a message, in the form Slack's own permalinks have."""
    return f"{_text(home, 'url').rstrip('/')}/archives/{channel}/p{stamp.replace('.', '')}" if home.get("url") else ""


def _text(payload: Payload, name: str) -> str:
    value = payload.get(name)
    return value if isinstance(value, str) else ""
