"""Lines: a tool's arguments as the line that a person would type, and the proof that it means nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rapidfuzz import process as fuzzy

from bot.agents.catalog import patterns_of, slots
from bot.commands.registry import Command
from bot.dispatch.find_command import Chosen, resolve
from bot.language.grammar import Part, Perhaps, Slot, Word
from bot.misunderstood import Misunderstood
from bot.request import Request
from bot.store import deals
from bot.store.names import name_key
from bot.views.agents import tools as views

LONGEST = 1_800
"""Characters of a line: what fits behind a button, which Slack bounds at 2,000."""

LONGEST_NAME = 100
NEAR = 75
"""From which likeness (of 100) a deal is offered in place of one that isn't there."""
MOST_NEAR = 3


def chosen_by(request: Request, command: Command, arguments: Mapping[str, str]) -> tuple[Request, Chosen]:
    """The request with its line, and the command and deal it means.

    Raises Misunderstood where no deal has that name, or where the line would be read in another way: then an argument
    holds words of the command itself.
    """
    given = dict(arguments)
    if "deal" in given:
        given["deal"] = f"#{_deal(request, given['deal'])}"
    line = _line(command, given)
    if len(line) > LONGEST:
        raise Misunderstood(views.too_long(LONGEST))
    asked = replace(request, inbound=replace(request.inbound, text=line, values=None))
    chosen = resolve(asked)
    if not isinstance(chosen, Chosen) or chosen.command is not command or chosen.reading.words != given:
        raise Misunderstood(views.OTHERWISE)
    return asked, chosen


def _deal(request: Request, words: str) -> str:
    """The id of the deal that an agent names exactly; raises Misunderstood with the names that are near."""
    tx, tenant = request.tx, request.tenant.id
    if words.startswith("#"):
        if deals.find(tx, tenant, words[1:]):
            return words[1:]
        raise Misunderstood(views.no_such_deal(words, ()))
    for statement in (deals.NAMED_OPEN, deals.NAMED_CLOSED):
        if found := deals.named(tx, tenant, {name_key(words)}, (statement,)):
            return found[0].id
    known = [brief.name for brief in deals.names(tx, tenant)]
    near = [name for name, *_ in fuzzy.extract(words[:LONGEST_NAME], known, score_cutoff=NEAR, limit=MOST_NEAR)]
    raise Misunderstood(views.no_such_deal(words, near))


def _line(command: Command, given: Mapping[str, str]) -> str:
    """The line, by the first pattern that takes everything given and whose slots are all filled."""
    for pattern in patterns_of(command):
        if set(given) <= slots(pattern.parts) and (words := words_of(pattern.parts, given)) is not None:
            return " ".join(words)
    raise Misunderstood(views.NOT_TOGETHER)


def words_of(parts: Sequence[Part], given: Mapping[str, str]) -> list[str] | None:
    """The words of a line of this pattern; None where a slot outside brackets isn't given."""
    line: list[str] = []
    for part in parts:
        match part:
            case Word(words):
                line.append(words)
            case Slot(name):
                if name not in given:
                    return None
                line.append(given[name])
            case Perhaps(inner):
                line.extend(words_of(inner, given) or ())
    return line
