"""Facts of undo: what someone did a moment ago is taken back."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from process.deal import Deal
from process.fields import with_fields

RESTORED = (
    *("name", "owner", "amount", "close_date", "product", "complexity", "complexity_set", "lowered"),
    *("evidence", "noes", "doubted", "items", "contacts", "wait", "touched", "contacted", "passed"),
    *("next_step", "planning_since", "renewal"),
)
"""The fields of a deal that an undo puts back. Stage, approval, waivers and who owned it aren't among them."""


@dataclass(frozen=True, slots=True)
class Undone:
    """A step was undone. `step` is the deal's version that the step led to, `done` when that was.

    `kinds` names the facts of the step. `deal` is the deal as it is without them.
    """

    step: int
    done: datetime
    kinds: tuple[str, ...]
    deal: Deal
    material: ClassVar[bool] = False

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        return with_fields(deal, **{name: getattr(self.deal, name) for name in RESTORED})
