"""The way: the order of a company's stages, found in how its deals went, and which deals left out a part of it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from process.xray.past_deal import PastDeal

USUAL = 0.25
"""A stage belongs to the way if this share of the deals that went past it had been in it."""
FEWEST_PAST = 4
"""Or if so few deals went past it that nothing can be said."""


@dataclass(frozen=True, slots=True)
class Way:
    """The stages in order; `beside` are stages that too few deals go through to be expected of each."""

    stages: tuple[str, ...]
    beside: tuple[str, ...] = ()

    def left_out(self, deal: PastDeal) -> tuple[str, ...]:
        """The stages that a deal left out on its way to where it got, a won one to the end."""
        been = [stage for stage, _ in deal.visits() if stage in self.stages]
        if not been:
            return ()
        last = max(self.stages.index(stage) for stage in been)
        until = len(self.stages) if deal.won else last + 1
        return tuple(stage for stage in self.stages[:until] if stage not in been)

    def got_beyond_first(self, deal: PastDeal) -> bool:
        """Whether a deal got beyond the first stage of the way."""
        return any(stage in self.stages[1:] for stage, _ in deal.visits())

    def most_in_a_day(self, deal: PastDeal) -> int:
        """How many stages of the way a deal entered on one day, at most."""
        days = Counter(day for stage, day in deal.visits() if stage in self.stages)
        return max(days.values(), default=0)


def find_way(deals: Iterable[PastDeal], given: Sequence[str] = ()) -> Way:
    """The way that these deals went; `given` is the order of the stages where a person says it."""
    walks = list(filter(None, map(_walk, deals)))
    if given:
        been = {stage for walk in walks for stage in walk}
        return Way(tuple(given), tuple(sorted(been - set(given))))
    order = _ordered(walks)
    usual = tuple(stage for stage in order if _is_usual(stage, order, walks))
    return Way(usual, tuple(stage for stage in order if stage not in usual))


def _walk(deal: PastDeal) -> list[str]:
    """The stages of a deal, each once, in the order in which it came to them."""
    return list(dict.fromkeys(stage for stage, _ in deal.visits()))


def _ordered(walks: Sequence[Sequence[str]]) -> list[str]:
    """The stages sorted by how many others each comes before, as most deals went that were in both."""
    before: Counter[tuple[str, str]] = Counter()
    for walk in walks:
        for place, stage in enumerate(walk):
            before.update((stage, later) for later in walk[place + 1 :])
    stages = list(dict.fromkeys(stage for walk in walks for stage in walk))
    places = {stage: _place(stage, walks) for stage in stages}
    return sorted(stages, key=lambda stage: (-_ahead(stage, stages, before), places[stage]))


def _ahead(stage: str, stages: Sequence[str], before: Counter[tuple[str, str]]) -> int:
    """How many stages this one comes before, less those that come before it."""
    ahead = 0
    for other in stages:
        first, second = before[stage, other], before[other, stage]
        ahead += (first > second) - (second > first)
    return ahead


def _place(stage: str, walks: Sequence[Sequence[str]]) -> float:
    """How early a stage comes in the walks that have it, from 0 for the first."""
    places = [walk.index(stage) for walk in walks if stage in walk]
    return sum(places) / len(places)


def _is_usual(stage: str, order: Sequence[str], walks: Sequence[Sequence[str]]) -> bool:
    later = set(order[order.index(stage) + 1 :])
    past = [walk for walk in walks if later & set(walk)]
    if len(past) < FEWEST_PAST:
        return True
    return sum(stage in walk for walk in past) >= USUAL * len(past)
