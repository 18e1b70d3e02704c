"""Which message events people mean for us: direct messages, and messages that mention the bot."""

from typing import Any

from adapters.slack.receive import Payload, mentioned, part, text_of

MEANT = frozenset({"file_share", "thread_broadcast"})
"""Kinds of messages that people write: Slack gives those with files, and those from a thread to its channel, a subtype.

All others (joins, topics, bots, deletions) are nothing anyone asked of us.
"""

SLACKBOT = "USLACKBOT"


def meant(event: Payload, home: Payload) -> dict[str, Any] | None:
    """The message that a person meant for us, or None; `home` is who the bot is.

    What is delivered isn't a guard: an app that asks for `message.channels` gets every line of a channel. An edited
    message comes back as its newest version, with `edited` in it.
    """
    message = _newest(event) if text_of(event, "subtype") == "message_changed" else dict(event)
    if message is None or not _written(message) or not _from_person(message, home):
        return None
    if not text_of(message, "channel") or not text_of(message, "ts"):
        return None
    return message if direct(message) or _mentions(message, home) else None


def direct(message: Payload) -> bool:
    """Whether it stands in the conversation of one person with the bot."""
    return message.get("channel_type") == "im" or text_of(message, "channel").startswith("D")


def _written(message: Payload) -> bool:
    kind = message.get("subtype")
    return kind is None or (isinstance(kind, str) and kind in MEANT)


def _mentions(message: Payload, home: Payload) -> bool:
    return message.get("type") == "app_mention" or home.get("user_id") in mentioned(text_of(message, "text"))


def _newest(event: Payload) -> dict[str, Any] | None:
    """What its author made of a message; None where only Slack changed it, as when it shows a link's preview."""
    message, before = part(event, "message"), part(event, "previous_message")
    edited = part(message, "edited")
    if text_of(edited, "user") != text_of(message, "user") or text_of(message, "text") == text_of(before, "text"):
        return None
    where = {name: event[name] for name in ("channel", "channel_type") if name in event}
    return {**message, **where, "edited": {"user": text_of(edited, "user"), "ts": text_of(edited, "ts") or "0"}}


def _from_person(message: Payload, home: Payload) -> bool:
    """Not from us and not from another app: two that answer each other would never end."""
    user = text_of(message, "user")
    return bool(user) and user not in (home.get("user_id"), SLACKBOT) and not message.get("bot_id")
