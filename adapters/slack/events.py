"""Which message events people mean for us: direct messages, and messages that mention the bot."""

from typing import Any

from adapters.slack.receive import Payload, mentioned, part, text_of

MEANT = frozenset({"file_share", "thread_broadcast"})
"""Subtypes of messages that people write: with files, and from a thread to its channel.

All others (joins, topics, bots, deletions) aren't requests to us.
"""

SLACKBOT = "USLACKBOT"


def meant(event: Payload, home: Payload) -> dict[str, Any] | None:
    """The message if a person meant it for us, or None; `home` is the answer of `auth.test`.

    Delivery alone proves nothing: an app with `message.channels` gets every line of a channel. An edited
    message is returned as its newest version, with `edited` in it.
    """
    message = _newest(event) if text_of(event, "subtype") == "message_changed" else dict(event)
    if message is None or not _written(message) or not _from_person(message, home):
        return None
    if not text_of(message, "channel") or not text_of(message, "ts"):
        return None
    return message if direct(message) or _mentions(message, home) else None


def direct(message: Payload) -> bool:
    """Whether it is in the conversation of one person with the bot."""
    return message.get("channel_type") == "im" or text_of(message, "channel").startswith("D")


def _written(message: Payload) -> bool:
    kind = message.get("subtype")
    return kind is None or (isinstance(kind, str) and kind in MEANT)


def _mentions(message: Payload, home: Payload) -> bool:
    return message.get("type") == "app_mention" or home.get("user_id") in mentioned(text_of(message, "text"))


def _newest(event: Payload) -> dict[str, Any] | None:
    """The newest version by its author; None if only Slack changed it, for example to add a link's preview."""
    message, before = part(event, "message"), part(event, "previous_message")
    edited = part(message, "edited")
    if text_of(edited, "user") != text_of(message, "user") or text_of(message, "text") == text_of(before, "text"):
        return None
    where = {name: event[name] for name in ("channel", "channel_type") if name in event}
    return {**message, **where, "edited": {"user": text_of(edited, "user"), "ts": text_of(edited, "ts") or "0"}}


def _from_person(message: Payload, home: Payload) -> bool:
    """Whether a person wrote it, not we and not another app: two bots that answer each other would never stop."""
    user = text_of(message, "user")
    return bool(user) and user not in (home.get("user_id"), SLACKBOT) and not message.get("bot_id")
