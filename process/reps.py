"""Reps: the pipeline, the wins and the losses of each owner."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from process.figures import DealLine, Span
from process.totals import Worth, counted_as, sizes, worth


@dataclass(frozen=True, slots=True)
class RepFigures:
    """What one of ours owns in the pipeline, and what of theirs was won and lost."""

    rep: str
    pipeline: Worth
    won: Worth
    lost: Worth


def by_rep(lines: Iterable[DealLine], rates: Mapping[str, Decimal], span: Span | None = None) -> tuple[RepFigures, ...]:
    """The figures of each owner, the fullest pipeline first; those without any of it are left out."""
    theirs: dict[str, list[DealLine]] = {}
    for line in lines:
        theirs.setdefault(line.owner, []).append(line)
    found = [_figures(rep, owned, rates, span) for rep, owned in theirs.items()]
    some = [one for one in found if one.pipeline.deals or one.won.deals or one.lost.deals]
    sized = dict(zip(some, sizes([one.pipeline for one in some], rates).values, strict=True))
    return tuple(sorted(some, key=lambda one: (-sized[one], one.rep)))


def _figures(rep: str, owned: list[DealLine], rates: Mapping[str, Decimal], span: Span | None) -> RepFigures:
    pipeline = worth(counted_as("pipeline", owned), rates)
    return RepFigures(
        rep, pipeline, worth(counted_as("won", owned, span), rates), worth(counted_as("lost", owned, span), rates)
    )
