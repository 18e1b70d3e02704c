"""Stays: how long deals were in each stage, and where they went from there."""

from dataclasses import dataclass, field
from datetime import date
from statistics import median

from process.xray.past_deal import PastDeal
from process.xray.way import Way


@dataclass(frozen=True, slots=True)
class Stay:
    """One deal's time in one stage, in days."""

    days: int
    deal: PastDeal


@dataclass(slots=True)
class StageStays:
    """What became of the deals that were in a stage: `stays` that ended, how many went on, were lost there, are there.

    A deal that came twice counts each time.
    """

    pipeline: str
    stage: str
    stays: list[Stay] = field(default_factory=list)
    went_on: int = 0
    lost: int = 0
    here: int = 0

    @property
    def usual(self) -> float | None:
        """The median stay in days; None where none has ended."""
        return median(stay.days for stay in self.stays) if self.stays else None

    @property
    def longest(self) -> tuple[Stay, ...]:
        """The three longest stays."""
        return tuple(sorted(self.stays, key=lambda stay: -stay.days)[:3])


def stays_of(deals: list[PastDeal], ways: dict[str, Way]) -> tuple[StageStays, ...]:
    """The stays in every stage of each way, in order."""
    found = {(pipeline, stage): StageStays(pipeline, stage) for pipeline, way in ways.items() for stage in way.stages}
    for deal in deals:
        for stage, entered, left, last in _legs(deal):
            stays = found.get((deal.pipeline, stage))
            if stays is not None:
                _add(stays, deal, entered, left, last=last)
    return tuple(found.values())


def _legs(deal: PastDeal) -> list[tuple[str, date, date | None, bool]]:
    """Each stage with the day it was entered and left; the last one is left when the deal ended."""
    visits = deal.visits()
    legs: list[tuple[str, date, date | None, bool]] = []
    for place, (stage, entered) in enumerate(visits, 1):
        last = place == len(visits)
        left = deal.ended if last else visits[place][1]
        legs.append((stage, entered, left, last))
    return legs


def _add(stays: StageStays, deal: PastDeal, entered: date, left: date | None, *, last: bool) -> None:
    if left is not None and left >= entered:
        stays.stays.append(Stay((left - entered).days, deal))
    if last and deal.end == "open":
        stays.here += 1
    elif last and deal.end == "lost":
        stays.lost += 1
    else:
        stays.went_on += 1
