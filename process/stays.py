"""Stays: how long a deal was in each stage, and how it left it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from process.deal import DealState
from process.figures import Move

DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Stay:
    """A deal in a stage. Of a stage whose gate it passed there is one for each time, else there is one.

    `entered`: it is known to have come in. `passed` is when it passed the gate, on so many waivers; None where it
    didn't. `days` go from entering it last to passing it, where both are known. Of each stage one is the `last`.
    """

    stage: str
    entered: bool
    passed: datetime | None = None
    waivers: int = 0
    days: float | None = None
    last: bool = True


@dataclass
class _Stage:
    """What is known of one stage as the moves are followed."""

    since: datetime | None = None
    entered: bool = False
    passes: list[Stay] = field(default_factory=list)


def stays(moves: Iterable[Move], stage: str) -> list[Stay]:
    """The stays of one deal that is in this stage now, stage by stage; the order of its moves doesn't matter."""
    found: dict[str, _Stage] = {stage: _Stage()}
    for move in sorted(moves, key=lambda move: move.at):
        if move.left:
            _leave(found.setdefault(move.left, _Stage()), move)
        if move.stage:
            entered = found.setdefault(move.stage, _Stage())
            entered.since, entered.entered = move.at, True
    listed: list[Stay] = []
    for key, one in found.items():
        listed += _of_stage(key, one)
    return listed


def _leave(left: _Stage, move: Move) -> None:
    since, left.since = left.since, None
    if move.gate:
        days = (move.at - since).total_seconds() / DAY if since else None
        left.passes.append(Stay(move.left, entered=False, passed=move.at, waivers=move.waived, days=days))


def _of_stage(key: str, found: _Stage) -> list[Stay]:
    passes = found.passes or [Stay(key, entered=False)]
    last = len(passes) - 1
    return [replace(stay, entered=found.entered, last=place == last) for place, stay in enumerate(passes)]


@dataclass(frozen=True, slots=True)
class Step:
    """A stage on the way of a deal: whether it is known to have come in, and how it passed the gate last, if it did.

    `timed` counts how often it passed with known days.
    """

    stage: str
    entered: bool
    passed: bool
    clean: bool
    timed: int


def way(some: Iterable[Stay]) -> tuple[Step, ...]:
    """The way of a deal, from its stays: each stage once. The same way is always the same value."""
    timed: Counter[str] = Counter()
    last: dict[str, Stay] = {}
    for stay in some:
        timed[stay.stage] += stay.days is not None
        if stay.last:
            last[stay.stage] = stay
    return tuple(_step(last[stage], timed[stage]) for stage in sorted(last))


def _step(stay: Stay, timed: int) -> Step:
    return Step(stay.stage, stay.entered, stay.passed is not None, not stay.waivers, timed)


@dataclass(frozen=True, slots=True)
class Passage:
    """Deals alike in how they left a stage, or didn't: where they are now, and whether they `passed` its gate.

    `passed_then` and `ended_then` count those that passed it, and that came to the state they are in, in the span that
    is asked about; where none is, all of them.
    """

    stage: str
    now_in: str
    state: DealState
    entered: bool
    passed: bool
    passed_then: int
    ended_then: int


@dataclass(frozen=True, slots=True)
class Passages:
    """How all deals left the stages, and by stage the median of the days that took those that passed its gate."""

    groups: Sequence[Passage]
    days: Mapping[str, float]
