"""The funnel: which deals are in which stage, what closes soon, and why deals were lost."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from process.alike import Alike, counted, number, sums
from process.deal import Deal
from process.lost_reasons import UNSORTED
from process.playbook import Playbook
from process.totals import Totals, counted_as, totals
from process.win import winning
from process.worth import Sum, Worth, sizes, sum_of, worth


@dataclass(frozen=True, slots=True)
class FunnelStage:
    """One stage of the funnel.

    `here` are the deals of the pipeline in it now; `size` is their money in the funnel's currency, or their number
    where it has none.
    """

    key: str
    name: str
    here: Worth
    size: Decimal = Decimal()


@dataclass(frozen=True, slots=True)
class Stages:
    """Stages in their order, and all that is in them.

    `currency` is what their sizes are counted in; empty where they are numbers of deals.
    """

    stages: tuple[FunnelStage, ...]
    together: Worth
    currency: str = ""


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


def funnel(groups: Iterable[Alike], playbook: Playbook) -> Funnel:
    """Count the funnel of these deals.

    Of a span, what was won or ended in it counts. What is in the pipeline is there now.
    """
    everything = tuple(groups)
    here: dict[str, list[Sum]] = {group.stage: [] for group in counted(everything)}
    for group in counted_as("pipeline", everything):
        here[group.stage].append(group.sum)
    sized = _sized(here, playbook)
    return Funnel(sized.stages, totals(everything, playbook.rates), _lost_as(everything, playbook), sized.currency)


def stages_of(deals: Iterable[Deal], playbook: Playbook) -> Stages:
    """Those of these deals that are in the pipeline, by stage."""
    here: dict[str, list[Sum]] = {}
    for deal in deals:
        if deal.state == "open" and not deal.is_won:
            here.setdefault(deal.stage, []).append(sum_of(deal.amount))
    return _sized(here, playbook)


def _sized(here: Mapping[str, Sequence[Sum]], playbook: Playbook) -> Stages:
    """Every stage with what is in it, and how much that is beside the others."""
    order = keys(here, playbook)
    worths = [worth(here.get(key, ()), playbook.rates) for key in order]
    sized = sizes(worths, playbook.rates)
    stages = [
        FunnelStage(key, name(key, playbook), one, size)
        for key, one, size in zip(order, worths, sized.values, strict=True)
    ]
    together = worth(chain.from_iterable(here.values()), playbook.rates)
    return Stages(tuple(stages), together, sized.currency)


def keys(seen: Iterable[str], playbook: Playbook) -> list[str]:
    """The playbook's stages in their order, then the others that were seen."""
    return [*playbook.order, *sorted(set(seen) - set(playbook.order))]


def name(key: str, playbook: Playbook) -> str:
    """A stage's name; of one that the playbook hasn't, its key as words."""
    return playbook.at(key).name if key in playbook.order else key.replace("_", " ").capitalize()


def _lost_as(groups: Sequence[Alike], playbook: Playbook) -> tuple[tuple[str, Worth], ...]:
    """The lost deals by the reason they are counted under."""
    reasons: dict[str, list[Alike]] = {}
    for group in counted_as("lost", groups):
        reasons.setdefault(group.lost_as or UNSORTED, []).append(group)
    ordered = sorted(reasons.items(), key=lambda one: (one[0] == UNSORTED, -number(one[1]), one[0]))
    return tuple((reason, worth(sums(lost), playbook.rates)) for reason, lost in ordered)


def closing(groups: Iterable[Alike], playbook: Playbook) -> Closing:
    """Those of the pipeline, and how many of them are before the winning gate. `groups` are deals that close then."""
    due = counted_as("pipeline", groups)
    gate = winning(playbook)
    reached = number(group for group in due if group.stage == gate)
    return Closing(worth(sums(due), playbook.rates), reached, playbook.at(gate).name)
