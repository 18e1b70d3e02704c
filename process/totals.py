"""Totals: which deals count as what, decided in one place for every view."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from process.alike import Alike, number, sums
from process.deal import DealState
from process.worth import NONE, Worth, worth


@dataclass(frozen=True, slots=True)
class Totals:
    """All deals. Each is in exactly one of `pipeline`, `lost`, `care`, `completed`, `churned` and `withdrawn`.

    The pipeline are the open deals before the win; `care` are the won ones that are being served. What is `won` is also
    in care, completed or churned, so it isn't added to them. `withdrawn` is how many deals were withdrawn.
    """

    pipeline: Worth
    won: Worth
    lost: Worth
    completed: Worth
    churned: Worth = NONE
    care: Worth = NONE
    withdrawn: int = 0


Standing = Literal["pipeline", "won", "lost", "completed", "churned", "care", "withdrawn"]
"""What a deal can be counted as."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Which deals have a standing: those in a state, won or not, and by which moment they are of a span of time.

    What is empty, or None, is any.
    """

    state: DealState | Literal[""] = ""
    won: bool | None = None
    when: Literal["", "won_at", "ended_at"] = ""

    def counts(self, group: Alike) -> bool:
        """Whether these deals have it."""
        then = {"": True, "won_at": group.won_then, "ended_at": group.ended_then}
        return self.state in ("", group.state) and self.won in (None, group.won) and then[self.when]


RULES: Mapping[Standing, Rule] = {
    "pipeline": Rule("open", won=False),
    "won": Rule(won=True, when="won_at"),
    "lost": Rule("lost", when="ended_at"),
    "completed": Rule("completed", when="ended_at"),
    "churned": Rule("churned", when="ended_at"),
    "care": Rule("open", won=True),
    "withdrawn": Rule("withdrawn", when="ended_at"),
}


def totals(groups: Iterable[Alike], rates: Mapping[str, Decimal]) -> Totals:
    """The totals that funnel and flywheel share. `rates` are the playbook's.

    Of a span, only what was won or ended in it counts. What is open is open now.
    """
    everything = tuple(groups)

    def of(standing: Standing) -> Worth:
        return worth(sums(counted_as(standing, everything)), rates)

    withdrawn = number(counted_as("withdrawn", everything))
    ended = (of("completed"), of("churned"), of("care"))
    return Totals(of("pipeline"), of("won"), of("lost"), *ended, withdrawn)


def counted_as(standing: Standing, groups: Iterable[Alike]) -> tuple[Alike, ...]:
    """The deals that a total counts."""
    rule = RULES[standing]
    return tuple(group for group in groups if rule.counts(group))
