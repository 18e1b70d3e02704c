"""The flywheel: the customers, who of them came back, and the same deals as turns that lead to the next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from process.alike import Alike, counted, number, sums
from process.customers import Customer, Progress
from process.deal import CycleKind
from process.figures import DealLine
from process.playbook import Playbook
from process.totals import Totals, totals
from process.worth import Worth, worth

KINDS: tuple[CycleKind, ...] = get_args(CycleKind)


@dataclass(frozen=True, slots=True)
class Kind:
    """All deals of one kind, and how many of them are won."""

    kind: CycleKind
    deals: Worth
    won: int


@dataclass(frozen=True, slots=True)
class Link:
    """A deal that came out of another, as what. `parent_name` is empty where that one is not among those counted."""

    deal: str
    name: str
    kind: CycleKind
    parent: str
    parent_name: str


@dataclass(frozen=True, slots=True)
class Links:
    """How many deals came out of another one, and the latest of them in the order in which they began."""

    number: int = 0
    latest: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Flywheel:
    """The customers: how many stand where, and the first ones.

    `latest` has of each customer the deal that was won last, the one that was won the longest ago first; it stops after
    some. `to_ask` is the first account that was served to the end and gave no referral, where there is one. `referrals`
    are the deals whose giver is named.
    """

    stand: Mapping[Progress, int]
    customers: tuple[Customer, ...] = ()
    latest: tuple[DealLine, ...] = ()
    to_ask: str = ""
    referrals: Links = Links()

    @property
    def number(self) -> int:
        """How many customers there are."""
        return sum(self.stand.values())

    @property
    def came_back(self) -> int:
        """How many customers have a further deal."""
        return self.stand.get("came back", 0)


@dataclass(frozen=True, slots=True)
class Turns:
    """All deals as turns: how many are complete, the deals by kind, which deal led to which, and the totals."""

    complete: int
    kinds: tuple[Kind, ...]
    links: Links
    totals: Totals


def turns(groups: Iterable[Alike], links: Links, playbook: Playbook) -> Turns:
    """Count the turns of these deals; their totals are the funnel's."""
    everything = tuple(groups)
    groups = counted(everything)
    return Turns(
        complete=number(group for group in groups if group.state == "completed"),
        kinds=tuple(_kind(kind, groups, playbook) for kind in KINDS),
        links=links,
        totals=totals(everything, playbook.rates),
    )


def _kind(kind: CycleKind, groups: Sequence[Alike], playbook: Playbook) -> Kind:
    these = [group for group in groups if group.kind == kind]
    return Kind(kind, worth(sums(these), playbook.rates), number(group for group in these if group.won))
