"""Figures: the few facts of each deal and move that funnel, flywheel and adherence are counted from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from process.deal import CycleKind, DealState
from process.money import Money


@dataclass(frozen=True, slots=True)
class DealLine:
    """One deal in a line. `won` once the handoff that wins it is approved; `waived` counts its waivers.

    `lost_as` is the reason a lost deal is counted under.
    """

    id: str
    name: str
    account: str
    owner: str
    stage: str
    state: DealState
    amount: Money | None
    began: datetime
    entered: datetime
    kind: CycleKind = "new"
    parent: str = ""
    cycle: int = 1
    won: bool = False
    waived: int = 0
    lost_as: str = ""


def counted(lines: Iterable[DealLine]) -> tuple[DealLine, ...]:
    """The deals that count: all but those withdrawn."""
    return tuple(line for line in lines if line.state != "withdrawn")


@dataclass(frozen=True, slots=True)
class Move:
    """A deal changed its stage.

    It began (`left` is empty), advanced, went back, was reopened or completed (`stage` is empty). `gate` is true
    for an advance or a completion; `waived` counts the waivers it passed on.
    """

    deal: str
    at: datetime
    left: str
    stage: str
    gate: bool = False
    waived: int = 0


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to skip: who asked for which stage, and where it was stopped; `through` which agent, if one asked."""

    deal: str
    by: str
    at: datetime
    asked: str
    stage: str
    missing: tuple[str, ...]
    through: str = ""
