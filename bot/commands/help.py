"""Help: the commands themselves are its text."""

from adapters.chat import Answer
from bot.commands.registry import COMMANDS, command, every
from bot.misunderstood import Misunderstood
from bot.request import Request, private
from bot.views.help import Line, commands_card, help_card, verb_card
from bot.views.typed import no_command

ALL = ("all", "commands")
MOST_ADMINS = 3
FIRST = ("new", "met", "advance", "show", "log", "approve", "funnel")


@command("help [<verb>]", reads=True, who="anyone", agents="read")
def help_(request: Request, verb: str = "") -> Answer:
    """Show what you can write and type. `help all` lists the commands, `help advance` explains one."""
    verb = verb.removeprefix("/deal").strip().casefold()
    if not verb:
        return private(help_card(_admins(request)))
    if verb in ALL:
        steps = [line for verb in FIRST for line in _lines(verb)[:1]]
        return private(commands_card(steps, [verb for verb in COMMANDS if verb not in FIRST]))
    if verb not in COMMANDS:
        raise Misunderstood(no_command(verb))
    return private(verb_card(verb, _lines(verb)))


def _admins(request: Request) -> list[str]:
    """The names of the other admins, whom one can ask."""
    people = request.context.company.people.values()
    others = [one.name for one in people if "admin" in one.roles and one.active and one.id != request.me.id]
    return sorted(others)[:MOST_ADMINS]


def _lines(verb: str) -> list[Line]:
    return [(one.shown[0].words, one.help) for one in every() if one.verb == verb and one.shown]
