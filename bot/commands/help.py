"""Help: the commands themselves are its text."""

from adapters.card import Button, Buttons, Card, Code, Text
from adapters.chat import Answer
from bot.commands.registry import COMMANDS, command, every
from bot.request import Request, private
from bot.sorry import Sorry
from bot.views import say
from bot.vocabulary import short

FIRST = ("new", "met", "advance", "show", "log", "approve", "funnel")


@command("help [<verb>]", reads=True, who="anyone")
def help_(request: Request, verb: str = "") -> Answer:
    """Show what can be said; `help advance` shows one command."""
    verb = verb.removeprefix("/deal").strip().casefold()
    if verb and verb not in COMMANDS:
        raise Sorry(say.sorry(f"There is no `/deal {short(verb)}`. `/deal help` lists what can be said."))
    if verb:
        return private(Card(f"/deal {verb}", tuple(_lines(verb))))
    return private(_all())


def _all() -> Card:
    """The first steps spelled out, and all other verbs in a line."""
    others = ", ".join(verb for verb in COMMANDS if verb not in FIRST)
    steps = tuple(text for verb in FIRST for text in _lines(verb)[:1])
    rest = Text(("And: ", others, ". ", Code("/deal help back"), " shows how one is said."), small=True)
    return Card(
        "What you can say", (*steps, rest, Buttons((Button("My deals", "list"), Button("Playbook", "playbook"))))
    )


def _lines(verb: str) -> list[Text]:
    shown = [one for one in every() if one.verb == verb and one.shown]
    return [Text((Code(f"/deal {one.shown[0].words}"), f"  {one.help.replace('`', '')}")) for one in shown]
