"""Alike: the deals that no figure tells apart are counted together, and judged as one."""

from collections.abc import Iterable
from dataclasses import dataclass

from process.deal import CycleKind, DealState
from process.worth import Sum


@dataclass(frozen=True, slots=True)
class Alike:
    """Deals that are alike in all that funnel, flywheel and adherence ask, in one currency.

    `won` as `Deal.is_won` has it, `waivers` are those of all of them together. `won_then` and `ended_then`: they were
    won, or came to the state they are in, in the span that is asked about, and always where none is. `owner` is empty
    where it isn't asked whose they are.
    """

    stage: str
    state: DealState
    won: bool
    kind: CycleKind
    lost_as: str
    sum: Sum
    waivers: int = 0
    won_then: bool = True
    ended_then: bool = True
    owner: str = ""

    @property
    def deals(self) -> int:
        """How many they are."""
        return self.sum.deals


def counted(groups: Iterable[Alike]) -> tuple[Alike, ...]:
    """The deals that count: all but those withdrawn."""
    return tuple(group for group in groups if group.state != "withdrawn")


def sums(groups: Iterable[Alike]) -> list[Sum]:
    """What these deals add up to, to be taken together."""
    return [group.sum for group in groups]


def number(groups: Iterable[Alike]) -> int:
    """How many deals these are."""
    return sum(group.deals for group in groups)
