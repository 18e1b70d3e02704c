"""The flywheel: the same deals as turns, each leading to the next."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from process.deal import CycleKind
from process.figures import DealLine, counted
from process.playbook import Playbook
from process.totals import Totals, Worth, totals, won, worth

KINDS: tuple[CycleKind, ...] = get_args(CycleKind)
BUSIEST = 5


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
class AccountTurns:
    """A customer, with the turns they completed and all the deals they have."""

    account: str
    turns: int
    deals: int


@dataclass(frozen=True, slots=True)
class Flywheel:
    """Completed turns, deals by kind, where linked deals came from, the customers with most turns, and the totals."""

    turns: int
    kinds: tuple[Kind, ...]
    links: tuple[Link, ...]
    accounts: tuple[AccountTurns, ...]
    totals: Totals


def flywheel(lines: Iterable[DealLine], playbook: Playbook) -> Flywheel:
    """Count the flywheel of these deals; its totals are the funnel's."""
    everything = tuple(lines)
    lines = counted(everything)
    return Flywheel(
        turns=sum(line.state == "completed" for line in lines),
        kinds=tuple(_kind(kind, lines, playbook) for kind in KINDS),
        links=_links(lines),
        accounts=_accounts(lines),
        totals=totals(everything, playbook.rates),
    )


def _kind(kind: CycleKind, lines: Sequence[DealLine], playbook: Playbook) -> Kind:
    these = [line for line in lines if line.kind == kind]
    return Kind(kind, worth(these, playbook.rates), sum(map(won, these)))


def _links(lines: Sequence[DealLine]) -> tuple[Link, ...]:
    names = {line.id: line.name for line in lines}
    children = sorted((line for line in lines if line.parent), key=lambda line: line.began)
    return tuple(Link(it.id, it.name, it.kind, it.parent, names.get(it.parent, "")) for it in children)


def _accounts(lines: Sequence[DealLine]) -> tuple[AccountTurns, ...]:
    turns = Counter(line.account for line in lines if line.state == "completed")
    deals = Counter(line.account for line in lines)
    first = sorted(turns, key=lambda account: (-turns[account], account))[:BUSIEST]
    return tuple(AccountTurns(account, turns[account], deals[account]) for account in first)
