"""The funnel: stage by stage, how many deals are there, how many go on, and how long that takes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from process.figures import DealLine, Move, counted
from process.lost_reasons import UNSORTED
from process.playbook import Playbook
from process.totals import Totals, Worth, totals, worth

DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class FunnelStage:
    """One stage of the funnel.

    `here` are the deals open in it now, `entered` counts those that were ever in it, and `passed` those of them
    that went through its gate; `conversion` is the share of them, from 0 to 1. `days` is the median time from
    entering the stage to passing its gate, each time a deal did. Both are None where no deal has been.
    """

    key: str
    name: str
    here: Worth
    entered: int
    passed: int
    conversion: float | None
    days: float | None


@dataclass(frozen=True, slots=True)
class Funnel:
    """Every stage in the playbook's order, then stages that only other playbooks have, and the totals.

    `lost_as` are the counted reasons of lost deals, the most frequent first and what is unsorted last.
    """

    stages: tuple[FunnelStage, ...]
    totals: Totals
    lost_as: tuple[tuple[str, Worth], ...] = ()


def funnel(lines: Iterable[DealLine], moves: Iterable[Move], playbook: Playbook) -> Funnel:
    """Count the funnel of these deals. Moves of other deals are left aside; the order of moves does not matter."""
    everything = tuple(lines)
    lines = counted(everything)
    known = {line.id for line in lines}
    moves = sorted((move for move in moves if move.deal in known), key=lambda move: move.at)
    stages = tuple(_stage(key, lines, moves, playbook) for key in _keys(lines, moves, playbook))
    return Funnel(stages, totals(everything, playbook.rates), _lost_as(lines, playbook))


def _lost_as(lines: Sequence[DealLine], playbook: Playbook) -> tuple[tuple[str, Worth], ...]:
    """The lost deals by the reason they are counted under."""
    reasons: dict[str, list[DealLine]] = {}
    for line in lines:
        if line.state == "lost":
            reasons.setdefault(line.lost_as or UNSORTED, []).append(line)
    ordered = sorted(reasons.items(), key=lambda one: (one[0] == UNSORTED, -len(one[1]), one[0]))
    return tuple((reason, worth(lost, playbook.rates)) for reason, lost in ordered)


def _keys(lines: Sequence[DealLine], moves: Sequence[Move], playbook: Playbook) -> list[str]:
    seen = {line.stage for line in lines} | {key for move in moves for key in (move.left, move.stage) if key}
    return [*playbook.order, *sorted(seen - set(playbook.order))]


def _stage(key: str, lines: Sequence[DealLine], moves: Sequence[Move], playbook: Playbook) -> FunnelStage:
    here = worth((line for line in lines if line.state == "open" and line.stage == key), playbook.rates)
    passed = {move.deal for move in moves if move.gate and move.left == key}
    entered = passed | {move.deal for move in moves if move.stage == key} | {it.id for it in lines if it.stage == key}
    stays = _stays(key, moves)
    return FunnelStage(
        key,
        playbook.at(key).name if key in playbook.order else key.replace("_", " ").capitalize(),
        here,
        len(entered),
        len(passed),
        len(passed) / len(entered) if entered else None,
        median(stays) if stays else None,
    )


def _stays(key: str, moves: Sequence[Move]) -> list[float]:
    """How many days each deal stayed in a stage before it passed the gate."""
    entered: dict[str, datetime] = {}
    stays = []
    for move in moves:
        if move.gate and move.left == key and move.deal in entered:
            stays.append((move.at - entered.pop(move.deal)).total_seconds() / DAY)
        if move.stage == key:
            entered[move.deal] = move.at
    return stays
