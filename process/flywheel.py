"""The flywheel: the customers, who of them came back, and the same deals as turns that lead to the next."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from process.alike import Alike, counted, number, sums
from process.deal import CycleKind
from process.figures import DealLine
from process.playbook import Playbook
from process.totals import Totals, totals, won
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


Progress = Literal["being served", "served", "came back"]
"""Where a customer stands on the wheel: a deal is still being served, all are complete, or a further deal began."""
PROGRESS: tuple[Progress, ...] = get_args(Progress)


@dataclass(frozen=True, slots=True)
class Customer:
    """An account with a deal that was won and didn't churn.

    `won` are their won deals in the order in which they began, `turns` counts the complete ones. `later` are the deals
    that began after the first win and are open or won: with one, the customer came back. `gave` counts the referrals
    that came from them.
    """

    account: str
    won: tuple[DealLine, ...]
    turns: int
    later: tuple[DealLine, ...] = ()
    gave: int = 0

    @property
    def progress(self) -> Progress:
        """The furthest point on the wheel that they came to."""
        if self.later:
            return "came back"
        return "served" if self.turns == len(self.won) else "being served"


@dataclass(frozen=True, slots=True)
class Flywheel:
    """The customers, deals by kind, where linked deals came from, and the totals."""

    customers: tuple[Customer, ...]
    turns: int
    kinds: tuple[Kind, ...]
    links: tuple[Link, ...]
    totals: Totals

    @property
    def came_back(self) -> int:
        """How many customers have a further deal."""
        return sum(bool(one.later) for one in self.customers)

    @property
    def referrals(self) -> tuple[Link, ...]:
        """The deals whose giver is named."""
        return tuple(link for link in self.links if link.kind == "referral")


def flywheel(groups: Iterable[Alike], lines: Iterable[DealLine], playbook: Playbook) -> Flywheel:
    """Count the flywheel of these deals; its totals are the funnel's.

    `lines` has at least every deal of an account with a win that didn't churn, every deal that came out of another,
    and the one that it came out of.
    """
    everything = tuple(groups)
    groups = counted(everything)
    lines = tuple(line for line in lines if line.state != "withdrawn")
    return Flywheel(
        customers=_customers(lines),
        turns=number(group for group in groups if group.state == "completed"),
        kinds=tuple(_kind(kind, groups, playbook) for kind in KINDS),
        links=_links(lines),
        totals=totals(everything, playbook.rates),
    )


def _kind(kind: CycleKind, groups: Sequence[Alike], playbook: Playbook) -> Kind:
    these = [group for group in groups if group.kind == kind]
    return Kind(kind, worth(sums(these), playbook.rates), number(group for group in these if group.won))


def _links(lines: Sequence[DealLine]) -> tuple[Link, ...]:
    names = {line.id: line.name for line in lines}
    children = sorted((line for line in lines if line.parent), key=lambda line: line.began)
    return tuple(Link(it.id, it.name, it.kind, it.parent, names.get(it.parent, "")) for it in children)


def _customers(lines: Sequence[DealLine]) -> tuple[Customer, ...]:
    """The customers, in the order in which they first became one."""
    accounts: dict[str, list[DealLine]] = {}
    for line in sorted(lines, key=lambda line: line.began):
        accounts.setdefault(line.customer or line.account, []).append(line)
    givers = {line.id: key for key, deals in accounts.items() for line in deals}
    gave = Counter(givers.get(line.parent, "") for line in lines if line.kind == "referral" and line.parent)
    found = [_customer(deals, gave[key]) for key, deals in accounts.items()]
    return tuple(one for one in found if one is not None)


def _customer(deals: Sequence[DealLine], gave: int) -> Customer | None:
    """The customer that these deals of one account make; None where none is won, or all that was won churned."""
    wins = tuple(line for line in deals if _won(line) and line.state != "churned")
    if not wins:
        return None
    first = wins[0].won_at or wins[0].entered
    later = tuple(line for line in deals if line is not wins[0] and _is_later(line, first))
    turns = sum(line.state == "completed" for line in wins)
    return Customer(wins[0].account, wins, turns, later, gave)


def _is_later(line: DealLine, first: datetime) -> bool:
    """Whether a deal came after the first win, and wasn't lost."""
    alive = line.state == "open" or _won(line)
    return alive and line.began >= first


def _won(line: DealLine) -> bool:
    return won(line.state, line.won)
