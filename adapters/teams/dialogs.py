"""Dialogs: what Teams shows in a window of its own, and how one is answered.

Microsoft's documentation on dialogs from bots (`task/fetch`, `task/submit`) and on message extensions.
"""

from collections.abc import Mapping
from typing import Any

from adapters.card import Card
from adapters.teams.formatter import Formatter
from adapters.teams.inputs import Setting
from adapters.teams.receive import EXTENSION
from adapters.teams.render import attachment, drawn

TITLE = 60  # letters in the bar of a dialog
NAMES = frozenset({"task/fetch", "task/submit", f"{EXTENSION}fetchTask", f"{EXTENSION}submitAction"})
INSIDE = Setting(inside=True)

Reply = dict[str, Any]


def belongs(activity: Mapping[str, Any]) -> bool:
    """Whether an activity opens or sends a dialog."""
    name = activity.get("name")
    return activity.get("type") == "invoke" and isinstance(name, str) and name in NAMES


def from_a_message(activity: Mapping[str, Any]) -> bool:
    """Whether a dialog belongs to a message's menu: it can be in a chat where the bot isn't."""
    return belongs(activity) and str(activity["name"]).startswith(EXTENSION)


def sent(activity: Mapping[str, Any]) -> bool:
    """Whether a dialog was sent back that the bot opened in its own conversation."""
    return activity.get("name") == "task/submit"


def shows(card: Card, key: str, names: Mapping[str, str]) -> Reply:
    """Show a card in the dialog, or in place of the one that is there."""
    made = drawn(card, key, names, setting=INSIDE)
    title = Formatter(TITLE, names=names).plain(card.title)
    window = {"title": title, "height": "medium", "width": "medium", "card": attachment(made)}
    return {"task": {"type": "continue", "value": window}}


def says(words: str) -> Reply:
    """Show a sentence in the dialog."""
    return {"task": {"type": "message", "value": words}}
