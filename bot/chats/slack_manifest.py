"""The manifest for Slack, with a hint made from the commands."""

from typing import Any

import bot.commands  # noqa: F401  # importing the package registers every command
from adapters.slack.manifest import COMMAND, manifest
from bot.commands.registry import COMMANDS as ALL

COMMANDS = ("new", "advance", "show", "log", "list", "help")
"""The commands in Slack's hint while you type; its clients cut a long hint."""
ICON = 512
"""The pixels a side of Slack's icon: the smallest that it takes."""


def hint() -> list[str]:
    """The hint: each command in its shortest clear form."""
    return [_shortest(verb) for verb in COMMANDS]


def _shortest(verb: str) -> str:
    return min((one.words for command in ALL[verb] for one in command.shown), key=_plainness)


def _plainness(words: str) -> tuple[bool, int]:
    return "<" not in words, len(words)


def made(url: str, command: str = COMMAND) -> dict[str, Any]:
    """The manifest as JSON: for Socket Mode, or for HTTP below this address. `command` is the slash command."""
    return manifest(hint(), url, command)
