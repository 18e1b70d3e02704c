"""The playbook file: a playbook as a company writes it, in TOML; read and checked."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from process.exit_kinds import KINDS
from process.needs import NEED_EXITS
from process.playbook import SPEAKERS, Exit, Playbook, Stage
from process.playbook_faults import (
    BadAcceptance,
    BadPlaybook,
    Fault,
    Flaw,
    ImpossibleAnswer,
    KeyTwice,
    LateAcceptance,
    NoProof,
    NotToml,
    Part,
    Path,
    UnknownAttest,
    UnknownInWhen,
    UnknownProduct,
    UnknownStage,
    UnknownStep,
    UnknownTeam,
)
from process.playbook_words import version_of
from process.toml_lines import lines_of
from process.value_faults import flaw_of

KEY_ITSELF = "[key]"
"""What pydantic adds to a place where the key of an entry is wrong, and not its value."""

_AT_LINE = re.compile(r"\(at line (?P<line>\d+)")


@lru_cache(maxsize=64)
def read(text: str, file: str = "playbook") -> Playbook:
    """Read and check a playbook; raises BadPlaybook naming the file, the stage and the exit of every fault.

    A text is read once and remembered: a company's files are read several times when they are made current.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadPlaybook(file, [_not_toml(text, str(error))]) from None
    try:
        playbook = Playbook.model_validate(raw)
    except ValidationError as error:
        faults = [Fault(_path(raw, one["loc"]), flaw_of(dict(one))) for one in error.errors()]
        raise BadPlaybook(file, _on_lines(faults, text, raw)) from None
    if contradictions := list(_contradictions(playbook)):
        raise BadPlaybook(file, _on_lines(contradictions, text, raw))
    return playbook.model_copy(update={"version": version_of(playbook)})


def _not_toml(text: str, message: str) -> Fault:
    """The parser's message has the line, or says that the file ended too early."""
    found = _AT_LINE.search(message)
    lines = text.splitlines() or [""]
    line = int(found["line"]) if found else len(lines)
    return Fault((), NotToml(line, lines[min(line, len(lines)) - 1].strip()), line)


def _on_lines(faults: Sequence[Fault], text: str, raw: Mapping[str, Any]) -> list[Fault]:
    """The faults, each with the line of its key or, if that has none, of the table or list around it."""
    lines: dict[Path, int] = {}
    for loc, line in lines_of(text).items():
        path = _path(raw, loc)
        lines.setdefault(path, line)
        lines.setdefault((*path[:-1], Part(path[-1].name)), line)  # the first of several stands for their list
    return [replace(fault, line=_line(fault.path, lines)) for fault in faults]


def _line(path: Path, lines: Mapping[Path, int]) -> int:
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
        whole = (*path[: length - 1], Part(path[length - 1].name))
        if whole in lines:
            return lines[whole]
    return 0


def _path(raw: Mapping[str, Any], loc: Sequence[int | str]) -> Path:
    """A place by the playbook's own keys: stage 'closing', exit 'terms', kind."""
    path: list[Part] = []
    here: Any = raw
    for step in loc:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            here = None
        if step == KEY_ITSELF:
            continue
        if isinstance(step, str):
            path.append(Part(step))
        else:
            keyed = isinstance(here, dict) and "key" in here
            path[-1] = Part(path[-1].name, str(here["key"]) if keyed else step + 1)
    return tuple(path)


def _contradictions(playbook: Playbook) -> Iterator[Fault]:
    """What fits its type, and yet not the rest of the playbook."""
    yield from _keys_twice(playbook)
    for stage in playbook.stage:
        for item in stage.exit:
            for flaw in _stray(playbook, item):
                yield Fault((Part("stage", stage.key), Part("exit", item.key)), flaw)
        if flawed := _acceptance(playbook, stage):
            yield Fault((Part("stage", stage.key), Part("handoff")), flawed)
    yield from _stray_referral(playbook)
    for name in playbook.renewal.products if playbook.renewal else ():
        if name not in playbook.products:
            yield Fault((Part("renewal"),), UnknownProduct(name))
    for name in playbook.clock.team_days:
        if name not in playbook.teams:
            yield Fault((Part("clock"),), UnknownTeam(name))
    yield from _stray_steps(playbook)


def _stray_steps(playbook: Playbook) -> Iterator[Fault]:
    """What a buyer step names and the playbook doesn't have."""
    for step in playbook.buyer:
        place = (Part("buyer", step.key),)
        if step.stage not in playbook.order:
            yield Fault(place, UnknownStage(step.stage))
        for key in step.proven_by:
            unknown = key not in playbook.exits
            if unknown or playbook.exits[key].step:
                yield Fault((*place, Part("proven_by")), NoProof(key, unknown=unknown))


def _keys_twice(playbook: Playbook) -> Iterator[Fault]:
    """Each stage and exit whose key is that of one before it, or of what a stage `needs`."""
    known = {*NEED_EXITS, *(stage.key for stage in playbook.stage)}
    for number, stage in enumerate(playbook.stage):
        if stage.key in [*NEED_EXITS, *(one.key for one in playbook.stage[:number])]:
            yield Fault((Part("stage", stage.key),), KeyTwice(stage.key))
    for stage in playbook.stage:
        for item in stage.exit:
            if item.key in known:
                yield Fault((Part("stage", stage.key), Part("exit", item.key)), KeyTwice(item.key))
            known.add(item.key)


def _stray(playbook: Playbook, item: Exit) -> Iterator[Flaw]:
    """What an exit names and the playbook doesn't have."""
    known = (*SPEAKERS, *playbook.teams)
    if item.attest not in known:
        yield UnknownAttest(item.attest, known)
    if item.step and item.step not in playbook.steps:
        yield UnknownStep(item.step)
    for when in item.when:
        for name in when.product:
            if name not in playbook.products:
                yield UnknownInWhen("product", name)
        for key, value in when.evidence.items():
            if key not in playbook.exits:
                yield UnknownInWhen("exit", key)
            elif not _answers(playbook.exits[key], value):
                yield ImpossibleAnswer(value, key)


def _stray_referral(playbook: Playbook) -> Iterator[Fault]:
    """What `referral` names and the playbook doesn't have."""
    for key, value in playbook.referral.items():
        if key not in playbook.exits:
            yield Fault((Part("referral"),), UnknownInWhen("exit", key))
        elif not _answers(playbook.exits[key], value):
            yield Fault((Part("referral"),), ImpossibleAnswer(value, key))


def _answers(item: Exit, value: str) -> bool:
    possible = KINDS[item.kind].answers(item)
    return possible is None or value in possible


def _acceptance(playbook: Playbook, stage: Stage) -> Flaw | None:
    key = stage.handoff.acceptance if stage.handoff else ""
    if not key:
        return None
    named = playbook.exits.get(key)
    if named is None or named.kind != "colleague" or named.when or named.waivable:
        return BadAcceptance()
    late = playbook.order[playbook.stage_of[key].key] > playbook.order[stage.key]
    return LateAcceptance(key) if late else None
