"""`mcp`: an agent's program starts us and speaks to us on standard input."""

import sys
from argparse import ArgumentParser, Namespace
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
from bot.views.starting import needs_sandbox
from process.agent import SCOPES, Scope


def add_options(parser: ArgumentParser) -> None:
    """Add what can be said of the sandbox, where an agent needs no token."""
    here = parser.add_argument
    here("--sandbox", action="store_true", help="in the sandbox, without a token")
    here("--as", dest="who", metavar="WHO", help="in whose name, in the sandbox")
    here("--agent", metavar="NAME", help="what the agent is called, in the sandbox")
    here("--scope", choices=SCOPES, help="what it can do, in the sandbox")


def called(options: Namespace) -> tuple[str, str, Scope] | None:
    """In the sandbox: in whose name the agent comes, what it is called and what it can do; elsewhere None.

    Raises Stopped for what is typed and only counts in the sandbox.
    """
    if options.sandbox:
        return options.who or "rep", options.agent or "An agent", options.scope or "propose"
    for option, typed in (("--as", options.who), ("--agent", options.agent), ("--scope", options.scope)):
        if typed is not None:
            raise Stopped(needs_sandbox(option))
    return None


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
