"""Stage days: how many of the decided deals went on from each stage, and how long that took."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from process.alike import Alike, counted, number
from process.funnel import keys, name
from process.playbook import Playbook
from process.stays import Passage, Passages
from process.totals import counted_as


@dataclass(frozen=True, slots=True)
class StageDays:
    """One stage of the funnel over time.

    `here` are the deals of the pipeline in it now. `decided` counts the deals that were in it and are no longer: those
    that `went_on` through its gate, and those that ended in it or further back. One that was sent back and is open is
    undecided again. `days` is the median time from entering the stage to passing its gate, each time a deal did; it is
    None where none has. It begins again each time a deal enters.
    """

    key: str
    name: str
    here: int
    went_on: int = 0
    decided: int = 0
    days: float | None = None


def stage_days(groups: Iterable[Alike], passages: Passages, playbook: Playbook) -> tuple[StageDays, ...]:
    """Every stage in the playbook's order, then stages that only other playbooks have."""
    groups = counted(groups)
    pipeline = counted_as("pipeline", groups)
    seen = {group.stage for group in groups} | {one.stage for one in passages.groups}
    found: list[StageDays] = []
    for key in keys(seen, playbook):
        here = number(group for group in pipeline if group.stage == key)
        went_on, ended = _decided(key, passages.groups, playbook)
        found.append(StageDays(key, name(key, playbook), here, went_on, went_on + ended, passages.days.get(key)))
    return tuple(found)


def _decided(key: str, passages: Sequence[Passage], playbook: Playbook) -> tuple[int, int]:
    """How many deals went on from a stage, and how many came to their end there or further back."""
    went_on = ended = 0
    for one in passages:
        if one.stage != key:
            continue
        if one.passed and _is_past(one, playbook):
            went_on += one.passed_then
        elif one.state in ("lost", "churned") and (one.now_in == key or one.entered):
            ended += one.ended_then
    return went_on, ended


def _is_past(one: Passage, playbook: Playbook) -> bool:
    """Whether deals stand behind a stage; of stages that the playbook hasn't, where they aren't in this one."""
    order = playbook.order
    if one.state == "completed":
        return True
    if one.stage in order and one.now_in in order:
        return order[one.now_in] > order[one.stage]
    return one.now_in != one.stage
