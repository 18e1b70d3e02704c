"""Customers: the accounts with a deal that was won and didn't churn, and where each stands on the wheel."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from process.deal import DealState, counts_as_won
from process.figures import DealLine

Progress = Literal["being served", "served", "came back"]
"""Where a customer stands on the wheel: a deal is still being served, all are complete, or a further deal began."""
PROGRESS: tuple[Progress, ...] = get_args(Progress)


@dataclass(frozen=True, slots=True)
class Customer:
    """An account with a deal that was won and didn't churn.

    `won` are these deals in the order in which they were won, `turns` counts the complete ones. `later` are the deals
    that began after the first win and are open or won: with one, the customer came back.
    """

    account: str
    won: tuple[DealLine, ...]
    turns: int
    later: tuple[DealLine, ...] = ()

    @property
    def progress(self) -> Progress:
        """The furthest point on the wheel that they came to."""
        if self.later:
            return "came back"
        return "served" if self.turns == len(self.won) else "being served"


def customer_since(
    state: DealState, approved: bool, won_at: datetime | None, entered: datetime, began: datetime
) -> datetime | None:
    """From when a deal makes its account a customer: from its win on. None where it isn't won, or churned.

    A deal that was won before the ledger said so counts from entering its stage, and none from before it began.
    """
    if state == "churned" or not counts_as_won(state, approved):
        return None
    return max(won_at or entered, began)


def since(line: DealLine) -> datetime | None:
    """The same for the line of a deal."""
    return customer_since(line.state, line.won, line.won_at, line.entered, line.began)


def goes_on(line: DealLine) -> bool:
    """Whether a deal is open or won: one that began after the first win shows that the customer came back."""
    return line.state == "open" or counts_as_won(line.state, line.won)


def customers(lines: Iterable[DealLine]) -> tuple[Customer, ...]:
    """The customers that these deals make, in the order in which they became one. Of each account all are there."""
    accounts: dict[str, list[DealLine]] = {}
    for line in sorted(lines, key=lambda line: line.began):
        accounts.setdefault(key_of(line), []).append(line)
    found: list[tuple[datetime, str, Customer]] = []
    for deals in accounts.values():
        moments = _wins(deals)
        if moments:
            found.append(_customer(deals, moments))
    return tuple(customer for _, _, customer in sorted(found, key=lambda one: one[:2]))


def key_of(line: DealLine) -> str:
    """What stands for the account of a deal, however its name is written."""
    return line.customer or line.account


def _wins(deals: Sequence[DealLine]) -> Mapping[str, datetime]:
    """Since when each of these deals made the account a customer, by id."""
    found: dict[str, datetime] = {}
    for deal in deals:
        if moment := since(deal):
            found[deal.id] = moment
    return found


def _customer(deals: Sequence[DealLine], moments: Mapping[str, datetime]) -> tuple[datetime, str, Customer]:
    """One customer, with the moment and the id of the first win."""
    wins = sorted((deal for deal in deals if deal.id in moments), key=lambda deal: (moments[deal.id], deal.id))
    first = moments[wins[0].id]
    later = tuple(deal for deal in deals if goes_on(deal) and deal.began > first)
    turns = sum(deal.state == "completed" for deal in wins)
    return first, wins[0].id, Customer(wins[0].account, tuple(wins), turns, later)
