"""Help: what to tell Stagecoach in your own words; every command is one press behind."""

from collections.abc import Sequence

from adapters.card import Bullets, Button, Buttons, Card, Code, Text
from bot.views.words import command, either

Line = tuple[str, str]
"""A command's pattern, and what it does."""

EXAMPLES = (
    "“Acme's CFO said on the phone the budget is 50k”",
    "“What's missing on Globex?”",
    "“Move Stark on”",
    "“Call Carla on Tuesday”",
)


def help_card(admins: Sequence[str] = ()) -> Card:
    """What a newcomer can write, the ways to the rest, and who helps: the names of these admins."""
    examples = Bullets(tuple((one,) for one in EXAMPLES))
    saved = Text(("I propose what to save. Nothing is saved until you press.",))
    typed = Text(("Prefer to type? ", command("show acme"), ", ", command("advance acme"), "."), small=True)
    row = (
        Button("What needs me now?", "home", "primary"),
        Button("My deals", "list"),
        Button("All commands", "help all"),
    )
    ask = (Text((f"Stuck, or is something wrong? Ask {either(admins)}.",), small=True),) if admins else ()
    return Card("Tell me what happened, in your own words", (examples, saved, typed, *ask, Buttons(row)))


def commands_card(steps: Sequence[Line], others: Sequence[str]) -> Card:
    """The commands a newcomer begins with, and the verbs of all others."""
    rest = Text(("More commands: ", ", ".join(others), ". ", command("help back"), " explains one."), small=True)
    buttons = Buttons((Button("My deals", "list"), Button("Playbook", "playbook")))
    return Card("What you can type", (*_lines(steps), rest, buttons))


def verb_card(verb: str, lines: Sequence[Line], meaning: Sequence[Text] = ()) -> Card:
    """Every way to say one verb, below what the word means where it is one of the process."""
    ways: dict[str, list[str]] = {}
    for pattern, does in lines:
        ways.setdefault(does, []).append(pattern)
    return Card(f"How to use “{verb}”", (*meaning, *(_ways(patterns, does) for does, patterns in ways.items())))


def _ways(patterns: Sequence[str], does: str) -> Text:
    """Every way to type one command, and what it does."""
    typed: list[str | Code] = []
    for pattern in patterns:
        typed += [command(pattern), ", "]
    return Text((*typed[:-1], f"  {does.replace('`', '')}"))


def _lines(lines: Sequence[Line]) -> tuple[Text, ...]:
    return tuple(Text((command(pattern), f"  {does.replace('`', '')}")) for pattern, does in lines)
