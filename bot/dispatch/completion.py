"""Completion: what the line being typed could become."""

from collections.abc import Iterator, Sequence

from bot.commands.registry import COMMANDS, every
from bot.request import Request
from bot.store import deals
from bot.views.completion import NEXT_CYCLE, SPECIALISTS, stands_in
from process.deal import NEXT_CYCLES

MOST = 8


def complete(request: Request, text: str) -> Sequence[tuple[str, str]]:
    """Up to eight ways to go on with a line: the whole text, and what it does."""
    verb, gap, rest = text.lstrip().partition(" ")
    if not gap:
        return [(one, COMMANDS[one][0].help) for one in COMMANDS if one.startswith(verb.casefold())][:MOST]
    if verb.casefold() not in COMMANDS:
        return []
    found = dict.fromkeys((f"{verb} {words}", what) for words, what in _rest(request, verb.casefold(), rest))
    return list(found)[:MOST]


def _rest(request: Request, verb: str, rest: str) -> Iterator[tuple[str, str]]:
    patterns = [pattern.words for one in every() if one.verb == verb for pattern in one.shown]
    named = [
        brief
        for brief in deals.names(request.tx, request.tenant.id)
        if rest.casefold().startswith(brief.name.casefold())
    ]
    if not named and any("<deal>" in words for words in patterns):
        yield from _deals(request, rest)
        return
    name = max((brief.name for brief in named), key=len, default="")
    yield from _after(request, patterns, name, rest[len(name) :].lstrip())


def _deals(request: Request, rest: str) -> Iterator[tuple[str, str]]:
    for brief in deals.names(request.tx, request.tenant.id):
        if brief.name.casefold().startswith(rest.casefold()):
            stage = next((one.name for one in request.context.playbook.stage if one.key == brief.stage), brief.stage)
            yield brief.name, stands_in(stage)


def _after(request: Request, patterns: Sequence[str], name: str, rest: str) -> Iterator[tuple[str, str]]:
    """What may stand after the deal's name: a stage after `to`, an exit, a team."""
    playbook, start = request.context.playbook, f"{name} " if name else ""
    if any("to <stage>" in words for words in patterns):
        yield from ((f"{start}to {one.key}", one.name) for one in playbook.stage if f"to {one.key}".startswith(rest))
    if any("<exit>" in words for words in patterns):
        yield from ((f"{start}{one.key}", one.question) for one in playbook.exits.values() if one.key.startswith(rest))
    if any("<team>" in words for words in patterns):
        yield from ((f"{start}{one}", SPECIALISTS) for one in playbook.teams if one.startswith(rest))
    if any("<kind>" in words for words in patterns):
        yield from ((f"{start}{one}", NEXT_CYCLE) for one in NEXT_CYCLES if one.startswith(rest))
