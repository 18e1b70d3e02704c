"""Microsoft's two SDKs as their documentation shows them, with a bot that does nothing or sends a line of text back.

Both check tokens as in production, against keys of this machine. A token for what the bot sends is
given at once and counted; a real one costs a request to Microsoft's login.
"""

from collections.abc import Awaitable, Callable
from typing import Any, cast

import requests
from aiohttp import web
from botbuilder.core import ActivityHandler, TurnContext
from botbuilder.integration.aiohttp import CloudAdapter as StockAdapter
from botframework.connector.auth import (
    BotFrameworkAuthenticationFactory,
    ChannelValidation,
    ServiceClientCredentialsFactory,
)
from microsoft_agents.hosting.aiohttp import CloudAdapter, jwt_authorization_middleware
from microsoft_agents.hosting.core import ActivityHandler as Handler
from microsoft_agents.hosting.core import TurnContext as Context
from microsoft_agents.hosting.core.authorization import AgentAuthConfiguration, Connections
from microsoft_agents.hosting.core.authorization import _entra_issuers as issuers
from msrest.authentication import Authentication

from adapters.teams.endpoint import PATH

LINE = "Nothing is missing."
Handle = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Tokens:
    """Gives the bot's own token; `asked` counts how often."""

    def __init__(self) -> None:
        self.asked = 0

    def give(self) -> str:
        self.asked += 1
        return "bot"


def stock(app: str, metadata: str, tokens: Tokens, answers: bool) -> web.Application:
    """botbuilder-integration-aiohttp's CloudAdapter; `metadata` is the address of the keys."""

    class Credentials(Authentication):
        """Credentials that request a token each time: in each turn the adapter makes new ones, without a token."""

        def __init__(self) -> None:
            self.token = ""

        def signed_session(self, session: requests.Session | None = None) -> requests.Session:
            session = session or requests.Session()
            session.headers["Authorization"] = f"Bearer {self.get_access_token()}"
            return session

        def get_access_token(self, force_refresh: bool = False) -> str:
            self.token = self.token or tokens.give()
            return self.token

    class Factory(ServiceClientCredentialsFactory):  # type: ignore[misc]  # botframework ships no types
        async def is_valid_app_id(self, app_id: str) -> bool:
            return app_id == app

        async def is_authentication_disabled(self) -> bool:
            return False

        async def create_credentials(self, *_: object, **__: object) -> Credentials:
            return Credentials()

    class Bot(ActivityHandler):  # type: ignore[misc]  # botbuilder ships no types
        async def on_message_activity(self, turn_context: TurnContext) -> None:
            if answers:
                await turn_context.send_activity(LINE)

    ChannelValidation.open_id_metadata_endpoint = metadata
    adapter, bot = StockAdapter(BotFrameworkAuthenticationFactory.create(credential_factory=Factory())), Bot()

    async def post(request: web.Request) -> web.StreamResponse:
        return cast(web.StreamResponse, await adapter.process(request, bot))

    return _application(post)


def successor(app: str, keys: str, tokens: Tokens, answers: bool) -> web.Application:
    """microsoft-agents-hosting-aiohttp's CloudAdapter; `keys` is the address of the keys."""

    class Provider:
        async def get_access_token(self, *_: object, **__: object) -> str:
            return tokens.give()

    class Given:
        def get_token_provider(self, *_: object) -> Provider:
            return Provider()

    class Bot(Handler):
        async def on_message_activity(self, turn_context: Context) -> None:  # type: ignore[override]  # their protocol is wider
            if answers:
                await turn_context.send_activity(LINE)

    issuers.BOTFRAMEWORK_JWKS_URIS[issuers.BOTFRAMEWORK_PUBLIC_ISSUER] = keys
    adapter, bot = CloudAdapter(connection_manager=cast(Connections, Given())), Bot()

    async def post(request: web.Request) -> web.StreamResponse:
        answer = await adapter.process(request, bot)
        return answer or web.Response(status=202)

    application = _application(post, jwt_authorization_middleware)
    application["agent_configuration"] = AgentAuthConfiguration(client_id=app)
    return application


def _application(post: Handle, *middlewares: Any) -> web.Application:
    application = web.Application(middlewares=middlewares)
    application.router.add_post(PATH, post)
    return application
