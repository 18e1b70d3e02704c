"""The manifest for Slack, with its hint made from the commands."""

from typing import Any

import bot.commands  # noqa: F401  # importing the package registers every command
from adapters.slack.manifest import manifest
from bot.commands.registry import COMMANDS as ALL

COMMANDS = ("new", "advance", "show", "log", "list", "help")
"""Those that Slack hints at while somebody types; a long hint is cut by its clients."""


def hint() -> list[str]:
    """Each in its shortest form that says what it is about."""
    return [min((one.words for one in ALL[verb][0].shown), key=_plainness) for verb in COMMANDS]


def _plainness(words: str) -> tuple[bool, int]:
    return "<" not in words, len(words)


def made(url: str) -> dict[str, Any]:
    """The manifest for Socket Mode, or for HTTP below this address."""
    return manifest(hint(), url)
