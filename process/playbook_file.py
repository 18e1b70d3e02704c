"""The manuscript: a playbook as a company writes it, in TOML; read and checked."""

import tomllib
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from pydantic import ValidationError

from process.playbook import SPEAKERS, Exit, Playbook, Stage


class BadPlaybook(Exception):
    """The playbook cannot be used; `faults` says where and why, a sentence each."""

    def __init__(self, file: str, faults: Sequence[str]) -> None:
        super().__init__("\n".join(f"{file}: {fault}" for fault in faults))
        self.faults = tuple(faults)


def read(text: str, file: str = "playbook") -> Playbook:
    """Read and check a playbook; raises BadPlaybook naming the file, the stage and the exit of every fault."""
    try:
        raw = tomllib.loads(text)
        playbook = Playbook.model_validate({**raw, "version": version(text)})
    except tomllib.TOMLDecodeError as error:
        raise BadPlaybook(file, [f"not TOML: {error}"]) from None
    except ValidationError as error:
        raise BadPlaybook(file, [_spoken(raw, fault["loc"], fault["msg"]) for fault in error.errors()]) from None
    if faults := _contradictions(playbook):
        raise BadPlaybook(file, faults)
    return playbook


def version(text: str) -> str:
    """The version of a playbook: the hash of its content, line ends aside."""
    return sha256("\n".join(text.splitlines()).encode()).hexdigest()[:16]


def _spoken(raw: Mapping[str, Any], loc: Sequence[int | str], message: str) -> str:
    """A fault's place in the words of the playbook: stage 'closing', exit 'terms', key 'kind'."""
    said: list[str] = []
    here: Any = raw
    for step in loc:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            here = None
        if isinstance(step, int):
            said[-1] += f" {here['key']!r}" if isinstance(here, dict) and "key" in here else f" {step + 1}"
        else:
            said.append(step)
    return f"{', '.join(said) or 'the file'}: {message.removeprefix('Value error, ')}"


def _contradictions(playbook: Playbook) -> list[str]:
    keys = [stage.key for stage in playbook.stage] + [item.key for stage in playbook.stage for item in stage.exit]
    faults = [f"{key!r} is the key of two things" for key in sorted({key for key in keys if keys.count(key) > 1})]
    for stage in playbook.stage:
        faults += [
            f"stage {stage.key!r}, exit {item.key!r}: {fault}"
            for item in stage.exit
            for fault in _stray(playbook, item)
        ]
        if stage.handoff and stage.handoff.acceptance:
            faults += _acceptance(playbook, stage)
    faults += [f"clock: there is no team {name!r}" for name in playbook.clock.team_days if name not in playbook.teams]
    faults += [
        f"buyer {step.key!r}: there is no stage {step.stage!r}"
        for step in playbook.buyer
        if step.stage not in playbook.order
    ]
    return faults


def _stray(playbook: Playbook, item: Exit) -> list[str]:
    known = (*SPEAKERS, *playbook.teams)
    faults = [] if item.attest in known else [f"nobody is {item.attest!r}; known are {', '.join(known)}"]
    for when in item.when:
        faults += [
            f"`when` names the unknown product {name!r}" for name in when.product if name not in playbook.products
        ]
        faults += [f"`when` names the unknown exit {key!r}" for key in when.evidence if key not in playbook.exits]
        faults += [
            f"`when` waits for {value!r}, which is no answer to {key!r}"
            for key, value in when.evidence.items()
            if key in playbook.exits and not _answers(playbook.exits[key], value)
        ]
    return faults


def _answers(item: Exit, value: str) -> bool:
    known = {"choice": item.choices, "yes/no": ("yes", "no"), "list": ()}.get(item.kind)
    return known is None or value in known


def _acceptance(playbook: Playbook, stage: Stage) -> list[str]:
    key = stage.handoff.acceptance if stage.handoff else ""
    named = playbook.exits.get(key)
    if named is None or named.kind != "colleague" or named.when or named.waivable:
        rule = "acceptance must name an exit of kind colleague that is always required and cannot be waived"
        return [f"stage {stage.key!r}, handoff: {rule}"]
    if playbook.order[playbook.stage_of[key].key] > playbook.order[stage.key]:
        return [f"stage {stage.key!r}, handoff: {key!r} is asked for only after this stage"]
    return []
