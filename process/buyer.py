"""The buyer's own route beside ours: who is ahead, and what serious buyers still need."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from process.deal import Deal
from process.gate import Missing, missing, taken
from process.list_item import ListItem
from process.playbook import BuyerStep, Playbook

StepState = Literal["done", "wanted", "ahead"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the buyer's: taken, wanted (by `due`), or still ahead. `stage` is ours that goes with it.

    `shown`: no one recorded it, and the evidence shows that it is taken.
    """

    name: str
    state: StepState
    stage: str
    due: date | None = None
    shown: bool = False

    @property
    def taken(self) -> bool:
        """Whether the buyer has taken it."""
        return self.state == "done"


@dataclass(frozen=True, slots=True)
class BuyerTrack:
    """Where the buyer is.

    `behind` are their steps not taken though the deal has left the stage they go with: no one there buys yet. On a won
    deal there are none, for they have bought. `ahead` are steps they said they have taken or want though the deal is
    not that far; `unmet` are then the exits on the way there, and `triggers` the triggers and steps that have not
    happened: what serious buyers still need.
    """

    steps: tuple[Step, ...]
    behind: tuple[Step, ...]
    ahead: tuple[Step, ...]
    unmet: tuple[Missing, ...] = ()
    triggers: tuple[str, ...] = ()

    @property
    def taken(self) -> tuple[Step, ...]:
        """The steps that are behind the buyer."""
        return tuple(step for step in self.steps if step.taken)

    @property
    def next(self) -> Step | None:
        """The first step that isn't taken yet, of those behind the furthest that is."""
        furthest = 0
        for place, step in enumerate(self.steps, 1):
            if step.taken:
                furthest = place
        for step in (*self.steps[furthest:], *self.steps[:furthest]):
            if not step.taken:
                return step
        return None


def track(deal: Deal, playbook: Playbook) -> BuyerTrack:
    """Hold the buyer's route against the deal's."""
    steps = _steps(deal, playbook)
    here, order = playbook.order[deal.stage], playbook.order
    if deal.is_won:
        return BuyerTrack(steps, (), ())
    behind = tuple(_left_out(steps, playbook, here))
    # What the evidence shows isn't the buyer running ahead: we asked for it before its stage.
    said = [step for step in steps if step.state != "ahead" and step.stage and not step.shown]
    ahead = tuple(step for step in said if order[step.stage] > here)
    if not ahead:
        return BuyerTrack(steps, behind, ahead)
    furthest = max(order[step.stage] for step in ahead)
    unmet = missing(deal, playbook, playbook.stage[furthest - 1].key)
    waiting = [item.text for item in deal.listed("trigger") if item.open]
    waiting += [step.name for step in _left_out(steps, playbook, furthest)]
    return BuyerTrack(steps, behind, ahead, unmet, tuple(waiting))


def _left_out(steps: Sequence[Step], playbook: Playbook, place: int) -> Iterator[Step]:
    """The steps that aren't taken, of the stages before the one in this place."""
    for step in steps:
        if not step.taken and step.stage and playbook.order[step.stage] < place:
            yield step


def _steps(deal: Deal, playbook: Playbook) -> tuple[Step, ...]:
    items = {item.key: item for item in deal.listed("buyer step") if item.key and not item.dropped}
    known = tuple(_known(step, items.get(step.key), deal, playbook) for step in playbook.buyer)
    own = [item for item in deal.listed("buyer step") if item.key not in playbook.steps and not item.dropped]
    return (*known, *(Step(item.text, _state(item), "", item.due) for item in own))


def _known(step: BuyerStep, item: ListItem | None, deal: Deal, playbook: Playbook) -> Step:
    """A step of the playbook's, by what someone recorded of it and by what the evidence shows."""
    due = item.due if item else None
    if taken(step, deal, playbook):
        return Step(step.name, "done", step.stage, due, shown=item is None or item.open)
    return Step(step.name, "wanted" if item else "ahead", step.stage, due)


def _state(item: ListItem) -> StepState:
    return "wanted" if item.open else "done"
