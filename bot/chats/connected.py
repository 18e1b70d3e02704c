"""The chats: which platforms this deployment is connected to, by its settings.

Each platform brings an SDK that takes a second to import, so only those in use are.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from aiohttp import web

from adapters.chat import Chat
from bot.assistant import Assistant
from bot.chats.teams_addresses import SavedReferences
from bot.settings import Settings
from bot.store.engine.store import Store

if TYPE_CHECKING:
    from adapters.slack.serve import Keys
    from adapters.teams.serve import Registration


def senders(known: Settings, store: Store) -> dict[str, Chat]:
    """What messages go out by, each platform under its name."""
    chats: dict[str, Chat] = {}
    if known.slack_bot_token.get_secret_value():
        from adapters.slack.chat import SlackChat  # noqa: PLC0415  # only where Slack is connected

        chats["slack"] = SlackChat(known.slack_bot_token.get_secret_value(), known.slack_api_url)
    if _on_teams(known):
        from adapters.teams import serve as teams  # noqa: PLC0415  # only where Teams is connected

        chats["teams"] = teams.chat(_registration(known), SavedReferences(store))
    return chats


def routes(known: Settings, store: Store, assistant: Assistant) -> Callable[[web.Application], None]:
    """What listens to the platforms; without any, only the health checks are served."""

    def listen(application: web.Application) -> None:
        if known.slack_bot_token.get_secret_value():
            from adapters.slack import serve as slack  # noqa: PLC0415  # only where Slack is connected

            slack.serve(application, assistant=assistant, keys=_keys(known))
        if _on_teams(known):
            from adapters.teams import serve as teams  # noqa: PLC0415  # only where Teams is connected

            teams.serve(application, assistant, _registration(known), SavedReferences(store))

    return listen


def _keys(known: Settings) -> "Keys":
    from adapters.slack.serve import Keys  # noqa: PLC0415  # only where Slack is connected

    signing, app = known.slack_signing_secret.get_secret_value(), known.slack_app_token.get_secret_value()
    return Keys(known.slack_bot_token.get_secret_value(), signing, app, known.slack_api_url)


def _on_teams(known: Settings) -> bool:
    return bool(known.microsoft_app_id or known.teams_development)


def _registration(known: Settings) -> "Registration":
    from adapters.teams.serve import Registration  # noqa: PLC0415  # only where Teams is connected

    return Registration(
        app=known.microsoft_app_id,
        secret=known.microsoft_app_password.get_secret_value(),
        tenant=known.microsoft_app_tenant_id,
        several=known.microsoft_app_type == "MultiTenant",
        admin=known.teams_admin,
        login=known.microsoft_login_url,
        metadata=known.microsoft_metadata_url,
        service=known.teams_service_url,
    )
