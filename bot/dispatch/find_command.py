"""Resolve: from the words of a command to the function that carries it out, with its deal found."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from rapidfuzz import fuzz
from rapidfuzz import process as fuzzy
from rapidfuzz.distance import OSA

import bot.commands  # noqa: F401  # importing the package registers every command
from bot.commands.registry import COMMANDS, Command
from bot.language import deal_lookup, vocabulary
from bot.language.asks import Ask, NotReadable, OnlyAdmins, UnknownCommand
from bot.language.deal_lookup import Asking, Found
from bot.language.grammar import Known, Reading, cut, readings
from bot.language.said_at import without_moment
from bot.request import Request

MOST_READINGS = 60
"""So many ways to read a line by one pattern are looked at."""
OWN_NAME = re.compile(r"^\s*/?deal\b|^\s*/", re.IGNORECASE)
SHORTEST_SLIP = 4
"""A shorter first word is near too many commands to be taken for one misspelt."""
UNREASONED = re.compile(r"\s+because$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was meant: the command, how its line was read, and the id of its deal, if it has one.

    `prepared` is what the command read beforehand, where it does that.
    """

    command: Command
    reading: Reading
    deal: str = ""
    prepared: object = None


def only_reads(text: str) -> bool:
    """Whether a command can't change anything in any of its readings."""
    said = _first_word(text)[0]
    return said in COMMANDS and all(one.reads for one in COMMANDS[said])


def verb(text: str) -> str:
    """The command that a text begins with, `other` for what is none."""
    said = _first_word(text)[0]
    return said if said in COMMANDS else "other"


def misspelt(text: str) -> bool:
    """Whether a text begins with a command in which one letter is wrong, missing, too many or swapped."""
    said = _first_word(text)[0]
    if said in COMMANDS or len(said) < SHORTEST_SLIP:
        return False
    return any(OSA.distance(said, known, score_cutoff=1) == 1 for known in COMMANDS)


def resolve(request: Request) -> Chosen | Ask:
    """What was typed, pressed or sent back means one command and one deal, or something has to be asked. It only reads.

    Commands, readings and deals are each gone through once: the vocabulary cuts the line, the lookup finds the deal.
    """
    said, rest = _first_word(request.inbound.text)
    if said not in COMMANDS:
        return UnknownCommand(said, _near(said))
    commands, line = COMMANDS[said], f"{said} {rest}"
    versions = [*request.playbooks.today.values(), *request.playbooks.older.values()]
    strict = _readings(commands, line, vocabulary.knows(versions, request.playbooks.today))
    asking = _asking(request, all(one.reads for one in commands))
    found = deal_lookup.resolve(strict, _loosely(commands, line), asking)
    if found is None:
        return NotReadable(said, tuple(pattern for one in commands for pattern in one.shown))
    return _allowed(request, commands, found) if isinstance(found, Found) else found


def _first_word(text: str) -> tuple[str, str]:
    """The command's first word, and the rest; the bot's own name before it is passed over, as is a reason not given."""
    words = OWN_NAME.sub("", without_moment(text)).split(maxsplit=1)
    if not words:
        return "list", ""
    rest = words[1].strip() if len(words) > 1 else ""
    return words[0].casefold(), UNREASONED.sub("", rest)


def _near(verb: str) -> str:
    near = fuzzy.extractOne(verb, list(COMMANDS), scorer=fuzz.ratio, score_cutoff=60)
    return near[0] if near else ""


def _readings(commands: Sequence[Command], line: str, known: Known) -> list[Reading]:
    """Every way to read the line, in the order of the commands' patterns."""
    words = cut(line)
    found: list[Reading] = []
    for command in commands:
        for pattern in command.patterns:
            found.extend(islice(readings(pattern, words, known), MOST_READINGS))
    return found


def _loosely(commands: Sequence[Command], line: str) -> Callable[[], list[Reading]]:
    return lambda: _readings(commands, line, vocabulary.loosely)


def _asking(request: Request, reads: bool) -> Asking:
    return Asking(request.tx, request.tenant.id, request.me.id, request.inbound.place, reads)


def _allowed(request: Request, commands: Sequence[Command], found: Found) -> Chosen | OnlyAdmins:
    command = next(one for one in commands if found.reading.pattern in one.patterns)
    if command.may == "admin" and "admin" not in request.me.roles:
        return OnlyAdmins()
    return Chosen(command, found.reading, found.deal)
