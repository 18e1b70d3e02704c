"""The package for Teams, with the command list made from the commands."""

from importlib.metadata import version

import bot.commands  # noqa: F401  # importing the package registers every command
from adapters.teams.package import Listing, package
from bot.commands.registry import COMMANDS as ALL

COMMANDS = (
    "help", "home", "new", "list", "show", "advance", "approve", "log", "funnel", "flywheel", "plan", "wait"
)  # fmt: skip  # words of one kind, side by side
"""The commands that Teams suggests while you type; it shows twelve at most, and older ones the first ten."""


def commands() -> list[tuple[str, str]]:
    """Each command with its help."""
    return [(verb, ALL[verb][0].help) for verb in COMMANDS]


def packed(app: str, company: str, site: str, older: bool = False) -> bytes:
    """The zip for the app with this id, also for an older Teams; raises NoApp."""
    return package(Listing(app, version("stagecoach-bot"), company, site), commands(), older)
