"""Slack as a chat that can be sent to: posts and edits, and looks for a message before a second try."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from http.client import HTTPException
from typing import Any
from urllib.error import URLError

from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse, WebClient

from adapters.card import Card
from adapters.chat import Pace, Place, Post, Undeliverable, Unsent
from adapters.slack.command_name import renamed
from adapters.slack.directory import PLATFORM
from adapters.slack.manifest import COMMAND
from adapters.slack.newer_blocks import Newer, NewerBlocks, Refusals
from adapters.slack.render import blocks, fallback

PATIENCE_SECONDS = 10
EVENT = "stagecoach_message"
LOOKED_BACK, PAGES = 100, 3
"""Messages in a page, and pages to read, when we look whether a message is there already."""

TOKEN_TROUBLE = frozenset({
    "account_inactive", "invalid_auth", "missing_scope", "not_authed", "org_login_required", "token_expired",
    "token_revoked",
})  # fmt: skip  # words of one kind, side by side
"""Errors of the whole connection, not of one place: all messages wait until an admin has mended it."""

PASSING = frozenset({"fatal_error", "internal_error", "ratelimited", "rate_limited", "request_timeout",
                     "service_unavailable", "team_added_to_org"})  # fmt: skip  # the same
MENDED_SECONDS = 60.0
PACES: tuple[Pace, ...] = (Pace(1, 1.0),)
"""One message a second to a channel (Slack's documentation on rate limits)."""

PER_WORKSPACE = frozenset({"chat.update"})
"""Slack counts these for the whole workspace; we apply them to each place (same source)."""

SAID = {
    "channel_is_archived": "the channel is archived",
    "channel_not_found": "the bot is not in that channel",
    "is_archived": "the channel is archived",
    "not_in_channel": "the bot is not in that channel",
    "cannot_dm_bot": "it is a bot",
    "messages_tab_disabled": "the app accepts no direct messages",
    "restricted_action": "an admin doesn't let the bot post there",
    "user_disabled": "the account was deactivated",
    "user_not_found": "the account is gone",
}
"""Errors after which a message can never go out, in words."""

GONE = frozenset({"user_disabled", "user_not_found"})
"""Errors that say that the account is no longer there. `account_inactive` is about our own token."""


WORD = re.compile(r"[a-z0-9_]+")


class SlackChat:
    """Sends with Slack's Web API, with our own time-outs; only the outbox retries."""

    platform = PLATFORM

    def __init__(
        self,
        token: str,
        url: str,
        paces: Sequence[Pace] = PACES,
        patience_seconds: int = PATIENCE_SECONDS,
        refusals: Refusals | None = None,
        *,
        command: str = COMMAND,
    ) -> None:
        self._command = command
        self.paces = tuple(paces)
        self._newer = NewerBlocks(refusals)
        self._client = WebClient(token, base_url=url, timeout=patience_seconds, retry_handlers=[])

    def send(self, post: Post) -> str:
        """Post or edit one message and return `channel:time`, by which it is edited.

        Raises Unsent or Undeliverable. Before a second try we look for the message by the id in its metadata, so
        a lost answer makes no second message.
        """
        post = replace(post, card=renamed(post.card, self._command))
        if post.replaces:
            return self._edit(post)
        if post.again and (found := self._look(post)):
            return found
        post_it = partial(self._client.chat_postMessage, channel=post.place.id)
        response = self._send("chat.postMessage", post_it, post)
        return f"{response['channel']}:{response['ts']}"

    def publish_home(self, place: Place, message: str, card: Card) -> None:
        """Draw a person's App Home; raises Unsent or Undeliverable. The newest page counts."""
        card = renamed(card, self._command)

        def publish(newer: Newer) -> SlackResponse:
            view = {"type": "home", "blocks": blocks(card, tables=False, newer=newer)}
            return self._client.views_publish(user_id=place.id, view=view)

        self._call("views.publish", partial(self._newer.sent_at_once, card, place.workspace, publish))

    def _send(self, method: str, call: Callable[..., SlackResponse], post: Post) -> SlackResponse:
        def send(newer: Newer) -> SlackResponse:
            return call(**_message(post, newer))

        return self._call(method, partial(self._newer.sent_at_once, post.card, post.place.workspace, send))

    def _edit(self, post: Post) -> str:
        channel, _, stamp = post.replaces.partition(":")
        self._send("chat.update", partial(self._client.chat_update, channel=channel, ts=stamp), post)
        return post.replaces

    def _look(self, post: Post) -> str:
        """The id of the message if it is there already, or ""; raises a doubtful Unsent if we can't look."""
        try:
            return self._there(post)
        except Unsent as fault:
            raise Unsent(str(fault), fault.wait, everywhere=fault.everywhere, explanation=fault.explanation) from fault

    def _there(self, post: Post) -> str:
        channel, cursor = self._conversation(post.place), ""
        for _ in range(PAGES):
            response = self._call(
                "conversations.history",
                self._client.conversations_history,
                channel=channel,
                limit=LOOKED_BACK,
                cursor=cursor,
                include_all_metadata=True,
            )
            for message in response.get("messages") or []:
                if own_id(message) == post.key:
                    return f"{channel}:{message['ts']}"
            cursor = str((response.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return ""
        return ""

    def _conversation(self, place: Place) -> str:
        if place.kind == "channel":
            return place.id
        opened = self._call("conversations.open", self._client.conversations_open, users=place.id)
        return str((opened.get("channel") or {}).get("id"))

    def _call(self, method: str, call: Callable[..., SlackResponse], **asked: Any) -> SlackResponse:
        try:
            return call(**asked)
        except SlackApiError as refusal:
            raise _refused(method, refusal) from refusal
        except (SlackClientError, URLError, HTTPException, OSError, ValueError) as lost:
            raise Unsent(f"{method}: {type(lost).__name__}") from lost


def _message(post: Post, newer: Newer) -> dict[str, Any]:
    return {
        "text": fallback(post.card),
        "blocks": blocks(post.card, newer=newer),
        "metadata": marked(post.key),
        "unfurl_links": False,
        "unfurl_media": False,
    }


def marked(key: str) -> dict[str, Any]:
    """Metadata with our own id of a message, by which we find it again."""
    return {"event_type": EVENT, "event_payload": {"id": key}}


def own_id(message: Mapping[str, Any]) -> str:
    """Our own id of a message in Slack; "" for other messages."""
    payload = (message.get("metadata") or {}).get("event_payload") or {}
    return str(payload.get("id", ""))


def _refused(method: str, refusal: SlackApiError) -> Unsent | Undeliverable:
    """What Slack's error means for the message: Unsent (later) or Undeliverable (never)."""
    response = refusal.response
    status = getattr(response, "status_code", 0)
    why = f"{method}: {status} {_error(response)}".strip()
    if status == 429 or _error(response) in ("ratelimited", "rate_limited"):
        return Unsent(why, _wait(response), doubtful=False, everywhere=method in PER_WORKSPACE)
    if method == "conversations.history" and _error(response) == "missing_scope":
        # The scopes to read are one for each kind of conversation, so all other messages still go out.
        return Undeliverable(why, "the app lacks the scope to see whether the message is there, so install it again")
    if _error(response) in TOKEN_TROUBLE:
        explanation = f"Slack no longer accepts the bot's token ({_error(response)})"
        return Unsent(why, MENDED_SECONDS, doubtful=False, everywhere=True, explanation=explanation)
    if status >= 500 or not _error(response) or _error(response) in PASSING:
        return Unsent(why)
    said = SAID.get(_error(response), "Slack refuses the message")
    return Undeliverable(why, said, gone=_error(response) in GONE)


def _error(response: Any) -> str:
    """Slack's error code, or "". For an answer that isn't JSON the SDK gives a text, which has none."""
    try:
        text = str(response.get("error") or "")
    except (AttributeError, ValueError, json.JSONDecodeError):
        return ""
    return text if WORD.fullmatch(text) else ""


def _wait(response: Any) -> float:
    """Retry-After in seconds; one minute if it makes no sense."""
    headers = {str(name).lower(): value for name, value in dict(getattr(response, "headers", {})).items()}
    text = headers.get("retry-after", "")
    text = str(text[0] if isinstance(text, list) and text else text)
    return min(float(text), 3600.0) if text.isdecimal() else 60.0
