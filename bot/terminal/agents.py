"""`mcp`: an agent's program starts us and speaks to us on standard input."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import datetime

from adapters.mcp import stdio
from adapters.mcp.assistant import Caller, NoAnswer
from bot.agents.agents import Agents
from bot.company import playbook_files
from bot.settings import Settings
from bot.store.engine.faults import NotSaved
from bot.store.engine.store import Store
from bot.terminal.stopped import Stopped
from bot.views.agents.tokens import LETS_NO_ONE_IN
from process.agent import SCOPES


def add_options(parser: ArgumentParser) -> None:
    """Add what can be said of the sandbox, where an agent needs no token."""
    here = parser.add_argument
    here("--sandbox", action="store_true", help="in the sandbox, without a token")
    here("--as", dest="who", default="rep", metavar="WHO", help="in whose name, in the sandbox")
    here("--agent", default="An agent", metavar="NAME", help="what the agent is called, in the sandbox")
    here("--scope", default="propose", choices=SCOPES, help="what it can do, in the sandbox")


def speak(config: Settings, wall: Callable[[], datetime]) -> None:
    """Answer the agent that has STAGECOACH_TOKEN until its input ends; raises Stopped if the token lets no one in."""
    store = Store.open(config.database_url)
    agents = Agents(store, wall, playbook_files.texts(config.playbook))
    secret = config.stagecoach_token.get_secret_value()
    try:
        if agents.caller(secret) is None:
            raise Stopped(LETS_NO_ONE_IN)
    except NoAnswer:
        raise NotSaved from None
    listen(agents, lambda: agents.caller(secret))


def listen(agents: Agents, caller: Callable[[], Caller | None]) -> None:
    """Answer line by line until the input ends."""
    stdio.serve(agents, caller, sys.stdin.buffer, sys.stdout.buffer)
