"""The funnel: which deals are in which stage, what closes soon, and why deals were lost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from process.alike import Alike, counted, number, sums
from process.lost_reasons import UNSORTED
from process.playbook import Playbook
from process.totals import Totals, counted_as, totals
from process.worth import Worth, sizes, worth


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
    seen = {group.stage for group in counted(everything)}
    pipeline = counted_as("pipeline", everything)
    stages: list[FunnelStage] = []
    for key in keys(seen, playbook):
        here = sums(group for group in pipeline if group.stage == key)
        stages.append(FunnelStage(key, name(key, playbook), worth(here, playbook.rates)))
    sized = sizes([stage.here for stage in stages], playbook.rates)
    return Funnel(
        tuple(replace(stage, size=size) for stage, size in zip(stages, sized.values, strict=True)),
        totals(everything, playbook.rates),
        _lost_as(everything, playbook),
        sized.currency,
    )


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


def winning(playbook: Playbook) -> str:
    """The key of the stage whose handoff wins; of a playbook without one, the last but one."""
    wins = [stage.key for stage in playbook.stage if stage.handoff and stage.handoff.win]
    return wins[0] if wins else playbook.stage[-2].key
