"""The buyer's own route beside ours: who is ahead, and what serious buyers still need."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from process.deal import Deal
from process.gate import Missing, missing
from process.list_item import ListItem
from process.playbook import Playbook

StepState = Literal["done", "wanted", "ahead"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the buyer's: taken, wanted (by `due`), or still ahead. `stage` is ours that goes with it."""

    name: str
    state: StepState
    stage: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class BuyerTrack:
    """Where the buyer is.

    `behind` are their steps not taken though the deal has left the stage they go with: no one there buys yet.
    `ahead` are steps they have taken or want though the deal is not that far; `unmet` are then the exits on the
    way there, and `triggers` the triggers and steps that have not happened: what serious buyers still need.
    """

    steps: tuple[Step, ...]
    behind: tuple[Step, ...]
    ahead: tuple[Step, ...]
    unmet: tuple[Missing, ...] = ()
    triggers: tuple[str, ...] = ()


def track(deal: Deal, playbook: Playbook) -> BuyerTrack:
    """Hold the buyer's route against the deal's."""
    steps = _steps(deal, playbook)
    here = playbook.order[deal.stage]
    behind = tuple(step for step in steps if step.state != "done" and step.stage and playbook.order[step.stage] < here)
    ahead = tuple(step for step in steps if step.state != "ahead" and step.stage and playbook.order[step.stage] > here)
    if not ahead:
        return BuyerTrack(steps, behind, ahead)
    furthest = max(playbook.order[step.stage] for step in ahead)
    unmet = missing(deal, playbook, playbook.stage[furthest - 1].key)
    waiting = [item.text for item in deal.listed("trigger") if item.open]
    waiting += [
        step.name for step in steps if step.state != "done" and step.stage and playbook.order[step.stage] < furthest
    ]
    return BuyerTrack(steps, behind, ahead, unmet, tuple(waiting))


def _steps(deal: Deal, playbook: Playbook) -> tuple[Step, ...]:
    items = {item.key: item for item in deal.listed("buyer step") if item.key}
    known = tuple(
        Step(step.name, _state(items.get(step.key)), step.stage, _due(items.get(step.key))) for step in playbook.buyer
    )
    ours = {step.key for step in playbook.buyer}
    own = (item for item in deal.listed("buyer step") if item.key not in ours)
    return known + tuple(Step(item.text, _state(item), "", item.due) for item in own)


def _state(item: ListItem | None) -> StepState:
    if item is None:
        return "ahead"
    return "wanted" if item.open else "done"


def _due(item: ListItem | None) -> date | None:
    return item.due if item else None
