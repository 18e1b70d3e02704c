"""The app manifest for Slack: the app's name, its scopes and its events."""

from collections.abc import Sequence
from typing import Any

COMMAND, SHORTCUT, PATH = "/deal", "log_to_deal", "/slack/events"
HINT, DESCRIPTION = 1000, 2000
"""The longest hint and description of a command (Slack's documentation on app manifests)."""

EVENTS = (
    *("app_mention", "message.im", "app_home_opened", "member_joined_channel"),
    *("user_change", "app_uninstalled", "tokens_revoked"),
)

SCOPES = {
    "commands": ("/deal", "log_to_deal"),
    "chat:write": ("chat.postMessage", "chat.postEphemeral", "chat.update"),
    "app_mentions:read": ("app_mention",),
    "im:history": ("message.im", "conversations.history", "conversations.replies"),
    "im:write": ("conversations.open",),
    "channels:history": ("conversations.history", "conversations.replies"),
    "groups:history": ("conversations.history", "conversations.replies"),
    "mpim:history": ("conversations.history", "conversations.replies"),
    "files:read": ("files.info",),
    "channels:read": ("member_joined_channel",),
    "groups:read": ("member_joined_channel",),
    "users:read": ("users.info", "user_change"),
    "users:read.email": ("users.info",),
}
"""Every scope, with the methods and events that need it. We read history only to see whether a message whose answer
was lost is there already."""

_DESCRIPTION = """Stagecoach helps your sales team in Slack. Tell it what happened, in your own words. It proposes \
what to save, and you press.

*No stage is skipped.* A gate opens when everything it asks for is proven. Until then you read what is missing.
*Managers decide on a card.* Each handoff comes with what is proven, and with what is thin.
*Deals don't go quiet.* You get at most one nudge a day, and a channel at most one digest.

Your company runs Stagecoach itself. Members of your workspace can use it, guests can't. It speaks English.
Type `/deal help` to begin."""

FREE = ("auth.test", "views.open", "views.push", "views.publish")
"""Methods that need no scope; events without one are left out."""


def manifest(hint: Sequence[str], url: str = "", command: str = COMMAND) -> dict[str, Any]:
    """The manifest for Socket Mode, or for HTTP below the address `url`; `hint` is what Slack shows while you type.

    Slack's schema 2.0.0 of manifests.
    """
    address = {"request_url": url.rstrip("/") + PATH} if url else {}
    called = {"url": address["request_url"]} if url else {}
    return {
        "display_information": {
            "name": "Stagecoach",
            "description": "Takes every deal through your stages, and skips none.",
            "long_description": _DESCRIPTION.replace(COMMAND, command),
            "background_color": "#1F4E79",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Stagecoach", "always_online": True},
            "shortcuts": [_shortcut()],
            "slash_commands": [_command(hint, command) | called],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**address, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **address},
            "org_deploy_enabled": False,
            "socket_mode_enabled": not url,
            "token_rotation_enabled": False,
        },
    }


def _shortcut() -> dict[str, str]:
    return {
        "name": "Log to a deal",
        "type": "message",
        "callback_id": SHORTCUT,
        "description": "Log this message as an activity on a deal.",
    }


def _command(hint: Sequence[str], name: str) -> dict[str, Any]:
    """The slash command, with `should_escape`: a mention then arrives as an id, not as a name that isn't unique."""
    return {
        "command": name,
        "description": "Take a deal forward, stage by stage",
        "usage_hint": " | ".join(hint)[:HINT],
        "should_escape": True,
    }
