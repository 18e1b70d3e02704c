"""The funnel: stage by stage, which deals are there, how many of the decided ones went on, and how long that took."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from statistics import median

from process.figures import DealLine, Move, Span, counted, in_span
from process.lost_reasons import UNSORTED
from process.playbook import Playbook
from process.totals import Totals, Worth, counted_as, in_pipeline, sizes, totals, worth

DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class FunnelStage:
    """One stage of the funnel.

    `here` are the deals of the pipeline in it now; `size` is their money in the funnel's currency, or their
    number where it has none. `decided` counts the deals that were in it and are no
    longer: those that `went_on` through its gate, and those that ended in it or further back. One that was sent back
    and is open is undecided again. `days` is the median time from entering the stage to passing its gate, each time a
    deal did; it is None where none has. It begins again each time a deal enters.
    """

    key: str
    name: str
    here: Worth
    size: Decimal = Decimal()
    went_on: int = 0
    decided: int = 0
    days: float | None = None


@dataclass(frozen=True, slots=True)
class Closing:
    """The deals of the pipeline with a close date in some days; `reached` of them stand before the winning gate."""

    deals: Worth
    reached: int
    stage: str


@dataclass(frozen=True, slots=True)
class Funnel:
    """Every stage in the playbook's order, then stages that only other playbooks have, and the totals.

    `currency` is what the stages' sizes are counted in; it is empty where they are numbers of deals.
    `lost_as` are the counted reasons of lost deals, the most frequent first and what is unsorted last.
    """

    stages: tuple[FunnelStage, ...]
    totals: Totals
    lost_as: tuple[tuple[str, Worth], ...] = ()
    currency: str = ""


def funnel(lines: Iterable[DealLine], moves: Iterable[Move], playbook: Playbook, span: Span | None = None) -> Funnel:
    """Count the funnel of these deals. Moves of other deals are left aside; the order of moves doesn't matter.

    Of a span, what went on or ended in it counts. What is in the pipeline is there now.
    """
    everything = tuple(lines)
    lines = counted(everything)
    known = {line.id for line in lines}
    moves = sorted((move for move in moves if move.deal in known), key=lambda move: move.at)
    stages = [_stage(key, lines, moves, playbook, span) for key in _keys(lines, moves, playbook)]
    sized = sizes([stage.here for stage in stages], playbook.rates)
    return Funnel(
        tuple(replace(stage, size=size) for stage, size in zip(stages, sized.values, strict=True)),
        totals(everything, playbook.rates, span),
        _lost_as(lines, playbook, span),
        sized.currency,
    )


def closing(lines: Iterable[DealLine], playbook: Playbook, first: date, last: date) -> Closing:
    """The deals of the pipeline that close from one day to another, both of them included."""
    due = [line for line in lines if in_pipeline(line) and line.close_date and first <= line.close_date <= last]
    gate = winning(playbook)
    return Closing(worth(due, playbook.rates), sum(line.stage == gate for line in due), playbook.at(gate).name)


def winning(playbook: Playbook) -> str:
    """The key of the stage whose handoff wins; of a playbook without one, the last but one."""
    wins = [stage.key for stage in playbook.stage if stage.handoff and stage.handoff.win]
    return wins[0] if wins else playbook.stage[-2].key


def _lost_as(lines: Sequence[DealLine], playbook: Playbook, span: Span | None) -> tuple[tuple[str, Worth], ...]:
    """The lost deals by the reason they are counted under."""
    reasons: dict[str, list[DealLine]] = {}
    for line in counted_as("lost", lines, span):
        reasons.setdefault(line.lost_as or UNSORTED, []).append(line)
    ordered = sorted(reasons.items(), key=lambda one: (one[0] == UNSORTED, -len(one[1]), one[0]))
    return tuple((reason, worth(lost, playbook.rates)) for reason, lost in ordered)


def _keys(lines: Sequence[DealLine], moves: Sequence[Move], playbook: Playbook) -> list[str]:
    seen = {line.stage for line in lines}
    for move in moves:
        seen |= {key for key in (move.left, move.stage) if key}
    return [*playbook.order, *sorted(seen - set(playbook.order))]


def _stage(
    key: str, lines: Sequence[DealLine], moves: Sequence[Move], playbook: Playbook, span: Span | None
) -> FunnelStage:
    here = worth((line for line in lines if in_pipeline(line) and line.stage == key), playbook.rates)
    name = playbook.at(key).name if key in playbook.order else key.replace("_", " ").capitalize()
    stays = _stays(key, moves, span)
    went_on, ended = _decided(key, lines, moves, playbook, span)
    return FunnelStage(key, name, here, Decimal(), went_on, went_on + ended, median(stays) if stays else None)


def _decided(
    key: str, lines: Sequence[DealLine], moves: Sequence[Move], playbook: Playbook, span: Span | None
) -> tuple[int, int]:
    """How many deals went on from a stage, and how many came to their end there or further back."""
    passed = {move.deal: move.at for move in moves if move.gate and move.left == key}
    entered = {move.deal for move in moves if move.stage == key}
    went_on = ended = 0
    for line in lines:
        if line.id in passed and _is_past(line, key, playbook):
            went_on += in_span(passed[line.id], span)
        elif line.state in ("lost", "churned") and (line.stage == key or line.id in entered):
            ended += in_span(line.ended_at, span)
    return went_on, ended


def _is_past(line: DealLine, key: str, playbook: Playbook) -> bool:
    """Whether a deal stands behind a stage; of stages that the playbook hasn't, where it isn't in this one."""
    order = playbook.order
    if line.state == "completed":
        return True
    if key in order and line.stage in order:
        return order[line.stage] > order[key]
    return line.stage != key


def _stays(key: str, moves: Sequence[Move], span: Span | None) -> list[float]:
    """How many days each deal was in a stage when it passed the gate, since it last entered."""
    entered: dict[str, datetime] = {}
    stays = []
    for move in moves:
        if move.left == key and move.deal in entered:
            since = entered.pop(move.deal)
            if move.gate and in_span(move.at, span):
                stays.append((move.at - since).total_seconds() / DAY)
        if move.stage == key:
            entered[move.deal] = move.at
    return stays
