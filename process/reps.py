"""Reps: the pipeline, the wins and the losses of each owner."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from process.alike import Alike, sums
from process.totals import Standing, counted_as
from process.worth import Worth, sizes, worth


@dataclass(frozen=True, slots=True)
class RepFigures:
    """What one of ours owns in the pipeline, and what of theirs was won and lost."""

    rep: str
    pipeline: Worth
    won: Worth
    lost: Worth


def by_rep(groups: Iterable[Alike], rates: Mapping[str, Decimal]) -> tuple[RepFigures, ...]:
    """The figures of each owner, the fullest pipeline first; those without any of it are left out."""
    theirs: dict[str, list[Alike]] = {}
    for group in groups:
        theirs.setdefault(group.owner, []).append(group)
    found = [_figures(rep, owned, rates) for rep, owned in theirs.items()]
    some = [one for one in found if one.pipeline.deals or one.won.deals or one.lost.deals]
    sized = dict(zip(some, sizes([one.pipeline for one in some], rates).values, strict=True))
    return tuple(sorted(some, key=lambda one: (-sized[one], one.rep)))


def _figures(rep: str, owned: list[Alike], rates: Mapping[str, Decimal]) -> RepFigures:
    def of(standing: Standing) -> Worth:
        return worth(sums(counted_as(standing, owned)), rates)

    return RepFigures(rep, of("pipeline"), of("won"), of("lost"))
