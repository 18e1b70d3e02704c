"""Help: what can be said, the first steps spelled out and the rest in a line."""

from collections.abc import Sequence

from adapters.card import Button, Buttons, Card, Text
from bot.views.words import command

Line = tuple[str, str]
"""A command's pattern, and what it does."""


def help_card(steps: Sequence[Line], others: Sequence[str]) -> Card:
    """The first steps a newcomer takes, and the verbs of all other commands."""
    rest = Text(("More commands: ", ", ".join(others), ". ", command("help back"), " explains one."), small=True)
    buttons = Buttons((Button("My deals", "list"), Button("Playbook", "playbook")))
    return Card("What you can type", (*_lines(steps), rest, buttons))


def verb_card(verb: str, lines: Sequence[Line]) -> Card:
    """Every way to say one verb."""
    return Card(f"How to use “{verb}”", _lines(lines))


def _lines(lines: Sequence[Line]) -> tuple[Text, ...]:
    return tuple(Text((command(pattern), f"  {does.replace('`', '')}")) for pattern, does in lines)
