"""Rates: a share is said only where enough deals were decided, and a difference only where chance rarely makes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from process.xray.past_deal import PastDeal

FEWEST = 10
"""Below so many decided deals there is no rate."""
SELDOM = 1.96
"""How many standard errors apart two rates are that chance alone brings this far apart in one case of twenty."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of the decided deals were won."""

    won: int
    decided: int

    @property
    def share(self) -> float | None:
        """The win rate from 0 to 1; None where too few are decided."""
        return self.won / self.decided if self.decided >= FEWEST else None


def rate_of(deals: Iterable[PastDeal]) -> Rate:
    """The win rate of these deals; open ones don't count."""
    decided = [deal for deal in deals if deal.decided]
    return Rate(sum(deal.won for deal in decided), len(decided))


def above(found: int, of: int, usual: float) -> bool:
    """Whether more of these show something than the usual share would by chance in one case of twenty."""
    if of < FEWEST:
        return False
    error = sqrt(usual * (1 - usual) / of)
    return (found / of - usual) / error >= SELDOM


def beyond_chance(one: Rate, other: Rate) -> bool:
    """Whether two rates differ by more than chance brings about in one case of twenty."""
    if one.share is None or other.share is None:
        return False
    both = (one.won + other.won) / (one.decided + other.decided)
    error = sqrt(both * (1 - both) * (1 / one.decided + 1 / other.decided))
    return error > 0 and abs(one.share - other.share) / error >= SELDOM
