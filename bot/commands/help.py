"""Help: the commands themselves are its text."""

from adapters.card import Card
from adapters.chat import Answer
from bot.commands.registry import COMMANDS, command, every
from bot.language.grammar import Pattern
from bot.language.understanding.choices import language_of
from bot.misunderstood import Misunderstood
from bot.request import Request, private
from bot.views.explained import TERMS, exit_card, meaning, stage_card, term_card
from bot.views.help import Line, commands_card, help_card, verb_card
from bot.views.typed import no_command
from process.playbook import Playbook

ALL = ("all", "commands")
MOST_ADMINS = 3
FIRST = (
    "new <name>",
    "met [<deal>] <exit> <value>",
    "advance [<deal>]",
    "show [<deal>]",
    "log [<deal>] <activity> <note>",
    "approve <deal>",
    "funnel",
)
"""What a newcomer begins with, each as it is typed."""
HIDDEN = ("draft", "neither", "useless")
"""What only buttons give."""


@command("help [<verb>]", reads=True, who="anyone", agents="read")
def help_(request: Request, verb: str = "") -> Answer:
    """Show what you can write. `help all` lists the commands, `help advance` explains one, `help handoff` a word."""
    verb = verb.removeprefix("/deal").strip().casefold()
    if not verb:
        return private(help_card(_admins(request)))
    if verb in ALL:
        steps = [line for words in FIRST for line in _lines(words.split()[0]) if line[0] == words]
        begun = {words.split()[0] for words in FIRST}
        return private(commands_card(steps, [verb for verb in COMMANDS if verb not in begun and verb not in HIDDEN]))
    if verb in COMMANDS:
        return private(verb_card(verb, _lines(verb), [meaning(verb)] if verb in TERMS else []))
    if explained := _explained(verb, request.playbooks.default):
        return private(explained)
    raise Misunderstood(no_command(verb))


def _explained(words: str, playbook: Playbook) -> Card | None:
    """What a stage, an exit or a word of the process means; None for other words."""
    language = language_of(playbook)
    wanted, key = language.meant("stage", words), language.meant("exit", words)
    for stage in playbook.stage:
        if stage.key == wanted:
            return stage_card(stage, playbook)
    if item := playbook.exits.get(key):
        stage = next(one for one in playbook.stage if item in one.exit)
        return exit_card(item, stage, playbook)
    term = language.meant("term", words)
    return term_card(term) if term in TERMS else None


def _admins(request: Request) -> list[str]:
    """The names of the other admins, whom one can ask."""
    people = request.context.company.people.values()
    others = [one.name for one in people if "admin" in one.roles and one.active and one.id != request.me.id]
    return sorted(others)[:MOST_ADMINS]


def _lines(verb: str) -> list[Line]:
    """Every way to type a verb, the shortest command first, and what it does."""
    ours = sorted((one for one in every() if one.verb == verb), key=lambda one: min(map(_length, one.shown), default=0))
    return [(pattern.words, one.help) for one in ours for pattern in one.shown]


def _length(pattern: Pattern) -> int:
    return len(pattern.words)
