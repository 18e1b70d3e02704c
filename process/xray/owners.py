"""Owners: the same questions, asked of each owner's deals."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from process.xray.past_deal import PastDeal
from process.xray.rate import Rate, rate_of


@dataclass(frozen=True, slots=True)
class OwnersDeals:
    """One owner's deals: how many are open, the win rate, how many wins show luck, and the median days to a win."""

    owner: str
    open: int
    rate: Rate
    lucky: int
    days: float | None
    money: Decimal


def by_owner(deals: Iterable[PastDeal], lucky: frozenset[int]) -> tuple[OwnersDeals, ...]:
    """Every owner, the most decided deals first. `lucky` are the rows of the wins that show a sign of luck."""
    sorted_out: dict[str, list[PastDeal]] = defaultdict(list)
    for deal in deals:
        sorted_out[deal.owner].append(deal)
    found = [_of(owner, theirs, lucky) for owner, theirs in sorted_out.items()]
    return tuple(sorted(found, key=lambda one: (-one.rate.decided, -one.open, one.owner)))


def _of(owner: str, deals: list[PastDeal], lucky: frozenset[int]) -> OwnersDeals:
    won = [deal for deal in deals if deal.won]
    days = [deal.days for deal in won if deal.days is not None]
    return OwnersDeals(
        owner,
        sum(deal.end == "open" for deal in deals),
        rate_of(deals),
        sum(deal.row in lucky for deal in won),
        median(days) if days else None,
        sum((deal.amount for deal in won if deal.amount), Decimal()),
    )
