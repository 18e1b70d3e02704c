"""The chats: which platforms this deployment is connected to, by its settings."""

from collections.abc import Callable, Mapping
from functools import partial

from aiohttp import web

from adapters.chat import Chat
from adapters.slack import serve as slack
from adapters.slack.chat import SlackChat
from bot.assistant import Assistant
from bot.settings import Settings


def senders(known: Settings) -> Mapping[str, Chat]:
    """What messages go out by, each platform under its name."""
    keys = _slack(known)
    return {"slack": SlackChat(keys.bot, keys.url)} if keys else {}


def routes(known: Settings, assistant: Assistant) -> Callable[[web.Application], None]:
    """What listens to the platforms."""
    keys = _slack(known)
    return partial(slack.serve, desk=assistant, keys=keys) if keys else _deaf


def _slack(known: Settings) -> slack.Keys | None:
    token = known.slack_bot_token.get_secret_value()
    if not token:
        return None
    signing, app = known.slack_signing_secret.get_secret_value(), known.slack_app_token.get_secret_value()
    return slack.Keys(token, signing, app, known.slack_api_url)


def _deaf(application: web.Application) -> None:
    """No platform is connected: only the health checks are served."""
