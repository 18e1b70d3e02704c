"""Completion: what the line being typed could become."""

from collections.abc import Iterator, Sequence

from bot.commands.registry import COMMANDS, every
from bot.request import Request
from bot.store import deals
from bot.views.completion import NEXT_CYCLE, SPECIALISTS, stands_in
from process.deal import NEXT_CYCLES
from process.playbook import Playbook

MOST = 8


def complete(request: Request, text: str) -> Sequence[tuple[str, str]]:
    """Up to eight ways to go on with a line: the whole text, and what it does."""
    verb, gap, rest = text.lstrip().partition(" ")
    if not gap:
        return _verbs(verb.casefold())[:MOST]
    if verb.casefold() not in COMMANDS:
        return []
    # A dict, since two patterns of a command can lead to the same line.
    found: dict[tuple[str, str], None] = {}
    for words, what in _rest(request, verb.casefold(), rest):
        found[f"{verb} {words}", what] = None
    return list(found)[:MOST]


def _verbs(start: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for verb, commands in COMMANDS.items():
        if verb.startswith(start):
            found.append((verb, commands[0].help))
    return found


def _rest(request: Request, verb: str, rest: str) -> Iterator[tuple[str, str]]:
    patterns = _patterns(verb)
    name = _longest_name(request, rest)
    takes_deal = any("<deal>" in words for words in patterns)
    if takes_deal and not name:
        yield from _deals(request, rest)
        return
    yield from _after(request, patterns, name, rest[len(name) :].lstrip())


def _patterns(verb: str) -> list[str]:
    found: list[str] = []
    for command in every():
        if command.verb == verb:
            found.extend(pattern.words for pattern in command.shown)
    return found


def _longest_name(request: Request, rest: str) -> str:
    """The longest deal's name that the words begin with; nothing where there is none."""
    longest = ""
    for brief in deals.names(request.tx, request.tenant.id):
        if rest.casefold().startswith(brief.name.casefold()) and len(brief.name) > len(longest):
            longest = brief.name
    return longest


def _deals(request: Request, rest: str) -> Iterator[tuple[str, str]]:
    playbook = request.context.playbook
    for brief in deals.names(request.tx, request.tenant.id):
        if brief.name.casefold().startswith(rest.casefold()):
            # A deal on another playbook can stand in a stage that this one doesn't have.
            stage = playbook.at(brief.stage).name if brief.stage in playbook.order else brief.stage
            yield brief.name, stands_in(stage)


def _after(request: Request, patterns: Sequence[str], name: str, rest: str) -> Iterator[tuple[str, str]]:
    """What may stand after the deal's name: a stage after `to`, an exit, a team."""
    start = f"{name} " if name else ""
    for slot, words, what in _fillers(request.context.playbook):
        fits = any(slot in pattern for pattern in patterns)
        if fits and words.startswith(rest):
            yield start + words, what


def _fillers(playbook: Playbook) -> Iterator[tuple[str, str, str]]:
    """Each slot of a pattern that completion knows, with words that fill it and what they stand for."""
    for stage in playbook.stage:
        yield "to <stage>", f"to {stage.key}", stage.name
    for item in playbook.exits.values():
        yield "<exit>", item.key, item.question
    for team in playbook.teams:
        yield "<team>", team, SPECIALISTS
    for kind in NEXT_CYCLES:
        yield "<kind>", kind, NEXT_CYCLE
