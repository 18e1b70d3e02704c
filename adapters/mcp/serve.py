"""Serve: everything of agents that an application listens to."""

from collections.abc import Callable

from aiohttp import web

from adapters.mcp.assistant import AgentAssistant, Logins
from adapters.mcp.endpoint import Endpoint
from adapters.mcp.oauth.endpoint import LoginEndpoint


def agent_routes(
    assistant: AgentAssistant, logins: Logins, public: str, clock: Callable[[], float]
) -> Callable[[web.Application], None]:
    """A function that adds the routes. `public` is our address, and `clock` gives seconds that only go forward."""

    def add(application: web.Application) -> None:
        Endpoint(assistant, public, clock).add(application)
        LoginEndpoint(logins, public, clock).add(application)

    return add
