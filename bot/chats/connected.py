"""The connected chats: the platforms that the settings name.

Each platform's SDK takes a second to import, so only those in use are imported.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from aiohttp import web

from adapters.chat import Chat
from bot.assistant import Assistant
from bot.chats.dialogs import opens_dialog
from bot.chats.home_visits import SavedHomes
from bot.chats.leavers import SavedLeavers
from bot.chats.slack_blocks import SavedRefusals
from bot.chats.teams_addresses import SavedReferences
from bot.settings import Settings
from bot.store.engine.store import Store

if TYPE_CHECKING:
    from adapters.slack.serve import Keys
    from adapters.teams.serve import Registration


def senders(config: Settings, store: Store, wall: Callable[[], datetime]) -> dict[str, Chat]:
    """The chats that can send, by platform name. `wall` is the wall clock."""
    chats: dict[str, Chat] = {}
    if config.slack_bot_token.get_secret_value():
        from adapters.slack.chat import SlackChat  # noqa: PLC0415  # only where Slack is connected

        token, refusals = config.slack_bot_token.get_secret_value(), SavedRefusals(store, wall)
        chats["slack"] = SlackChat(token, config.slack_api_url, refusals=refusals, command=config.slack_command)
    if _on_teams(config):
        from adapters.teams import serve as teams  # noqa: PLC0415  # only where Teams is connected

        chats["teams"] = teams.chat(_registration(config), SavedReferences(store), opens_dialog)
    return chats


def routes(
    config: Settings, store: Store, assistant: Assistant, agents: Callable[[web.Application], None]
) -> Callable[[web.Application], None]:
    """A function that adds each platform's routes, and that of `agents`."""

    def listen(application: web.Application) -> None:
        agents(application)
        if config.slack_bot_token.get_secret_value():
            from adapters.slack import serve as slack  # noqa: PLC0415  # only where Slack is connected

            wall = assistant.wall
            homes, leavers, refusals = SavedHomes(store, wall), SavedLeavers(store, wall), SavedRefusals(store, wall)
            slack.serve(application, assistant, _keys(config), homes, leavers, refusals=refusals)
        if _on_teams(config):
            from adapters.teams import serve as teams  # noqa: PLC0415  # only where Teams is connected

            references, registration = SavedReferences(store), _registration(config)
            homes, leavers = SavedHomes(store, assistant.wall), SavedLeavers(store, assistant.wall)
            teams.serve(application, assistant, registration, references, opens_dialog, homes=homes, leavers=leavers)

    return listen


def _keys(config: Settings) -> "Keys":
    from adapters.slack.serve import Keys  # noqa: PLC0415  # only where Slack is connected

    signing, app = config.slack_signing_secret.get_secret_value(), config.slack_app_token.get_secret_value()
    return Keys(config.slack_bot_token.get_secret_value(), signing, app, config.slack_api_url, config.slack_command)


def _on_teams(config: Settings) -> bool:
    return bool(config.microsoft_app_id or config.teams_development)


def _registration(config: Settings) -> "Registration":
    from adapters.teams.serve import Registration  # noqa: PLC0415  # only where Teams is connected

    return Registration(
        app=config.microsoft_app_id,
        secret=config.microsoft_app_password.get_secret_value(),
        tenant=config.microsoft_app_tenant_id,
        several=config.microsoft_app_type == "MultiTenant",
        admin=config.teams_admin,
        login=config.microsoft_login_url,
        metadata=config.microsoft_metadata_url,
        service=config.teams_service_url,
    )
