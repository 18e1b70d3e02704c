"""The playbook file: a playbook as a company writes it, in TOML; read and checked."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from process.exit_kinds import KINDS
from process.needs import NEED_EXITS
from process.playbook import SPEAKERS, Exit, Playbook, Stage
from process.playbook_faults import (
    BadAcceptance,
    BadPlaybook,
    BadValue,
    Fault,
    Flaw,
    Flawed,
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


def read(text: str, file: str = "playbook") -> Playbook:
    """Read and check a playbook; raises BadPlaybook naming the file, the stage and the exit of every fault."""
    try:
        raw = tomllib.loads(text)
        playbook = Playbook.model_validate(raw)
    except tomllib.TOMLDecodeError as error:
        raise BadPlaybook(file, [Fault((), NotToml(str(error)))]) from None
    except ValidationError as error:
        raise BadPlaybook(file, [_fault(raw, dict(one)) for one in error.errors()]) from None
    if faults := list(_contradictions(playbook)):
        raise BadPlaybook(file, faults)
    return playbook.model_copy(update={"version": version_of(playbook)})


def _fault(raw: Mapping[str, Any], error: Mapping[str, Any]) -> Fault:
    """One error of pydantic's as a fault of ours."""
    cause = error.get("ctx", {}).get("error")
    flaw = cause.flaw if isinstance(cause, Flawed) else BadValue(error["msg"])
    return Fault(_path(raw, error["loc"]), flaw)


def _path(raw: Mapping[str, Any], loc: Sequence[int | str]) -> Path:
    """A place by the playbook's own keys: stage 'closing', exit 'terms', kind."""
    path: list[Part] = []
    here: Any = raw
    for step in loc:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            here = None
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
            if key not in playbook.exits or playbook.exits[key].step:
                yield Fault((*place, Part("proven_by")), NoProof(key))


def _keys_twice(playbook: Playbook) -> Iterator[Fault]:
    keys = [stage.key for stage in playbook.stage]
    keys += NEED_EXITS
    for stage in playbook.stage:
        keys += [item.key for item in stage.exit]
    for key in sorted(set(keys)):
        if keys.count(key) > 1:
            yield Fault((), KeyTwice(key))


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
