"""The picture: everything that past deals say, from the rows of one file."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from process.xray.owners import OwnersDeals, by_owner
from process.xray.past_deal import PastDeal
from process.xray.quarters import QuarterDeals, by_quarter, first_day
from process.xray.rate import FEWEST, Rate, beyond_chance, rate_of
from process.xray.signs import SIGNS, Around, Finding, find
from process.xray.stays import StageStays, stays_of
from process.xray.way import Way, find_way

WEEKS = 13
LARGEST = 3


@dataclass(frozen=True, slots=True)
class Compared:
    """The deals that went stage by stage against the rest; `clear` where chance rarely makes such a difference."""

    stepwise: Rate
    rest: Rate
    clear: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """What the deals say. `until` is the last day that the file knows of what happened.

    `weeks` counts the wins in each of the 13 weeks of their quarter. `largest` are the largest wins where there are
    enough, `money` is the sum of all wins; both only where there is one currency. `quarters` are those of a business
    year that `starts` in that month.
    """

    deals: tuple[PastDeal, ...]
    has: frozenset[str]
    rate: Rate
    until: date | None
    findings: tuple[Finding, ...]
    lucky: frozenset[int]
    ways: dict[str, Way]
    compared: Compared | None
    stays: tuple[StageStays, ...]
    owners: tuple[OwnersDeals, ...]
    weeks: tuple[int, ...]
    quarters: tuple[QuarterDeals, ...]
    starts: int
    days: dict[str, float]
    currency: str
    mixed: bool
    money: Decimal
    largest: tuple[PastDeal, ...]

    @property
    def wins(self) -> int:
        return self.rate.won

    @property
    def rated(self) -> bool:
        """Whether the file has both won and lost deals: a list of wins alone has no win rate."""
        return 0 < self.rate.won < self.rate.decided

    @property
    def open(self) -> int:
        return len(self.deals) - self.rate.decided

    @property
    def luck_judged(self) -> tuple[Finding, ...]:
        """The signs of luck that this file can tell."""
        return tuple(one for one in self.findings if one.sign.luck and not one.unknown and one.judged)


def look(
    deals: list[PastDeal], has: frozenset[str], today: date, given: tuple[str, ...] = (), starts: int = 1
) -> Picture:
    """Look at past deals. `has` names what the file has, `given` is the order of the stages where a person says it.

    The business year `starts` in that month, from 1.
    """
    until = _until(deals, today)
    ways = _ways(deals, given) if "stage_history" in has else {}
    around = Around(ways, until or today, starts)
    findings = tuple(find(sign, deals, has, around) for sign in SIGNS)
    lucky = frozenset(deal.row for one in findings if one.sign.luck for deal in one.deals)
    currencies = {deal.currency for deal in deals if deal.amount}
    wins = [deal for deal in deals if deal.won]
    return Picture(
        deals=tuple(deals),
        has=has,
        rate=rate_of(deals),
        until=until,
        findings=findings,
        lucky=lucky,
        ways=ways,
        compared=_compared(deals, around) if ways else None,
        stays=stays_of(deals, ways),
        owners=by_owner(deals, lucky) if "owner" in has else (),
        weeks=_weeks(wins, starts),
        quarters=by_quarter(deals, lucky, starts),
        starts=starts,
        days=_days(deals),
        currency=next(iter(currencies)) if len(currencies) == 1 else "",
        mixed=len(currencies) > 1,
        money=sum((deal.amount for deal in wins if deal.amount), Decimal()),
        largest=_largest(wins) if len(currencies) <= 1 else (),
    )


def _until(deals: list[PastDeal], today: date) -> date | None:
    """The last day on which something happened in the file: an old export isn't judged by today."""
    known = [day for deal in deals for day in (deal.created, deal.ended) if day and day <= today]
    known += [snapshot.day for deal in deals for snapshot in deal.history if snapshot.day <= today]
    return max(known, default=None)


def _ways(deals: list[PastDeal], given: tuple[str, ...]) -> dict[str, Way]:
    sorted_out: dict[str, list[PastDeal]] = {}
    for deal in deals:
        if deal.visits():
            sorted_out.setdefault(deal.pipeline, []).append(deal)
    return {pipeline: find_way(theirs, given) for pipeline, theirs in sorted_out.items()}


def _compared(deals: list[PastDeal], around: Around) -> Compared:
    """Among the deals that got beyond the first stage: one that ended there could leave out nothing."""
    stepwise: list[PastDeal] = []
    rest: list[PastDeal] = []
    for deal in deals:
        if around.way(deal).got_beyond_first(deal):
            (rest if around.way(deal).left_out(deal) else stepwise).append(deal)
    one, other = rate_of(stepwise), rate_of(rest)
    return Compared(one, other, beyond_chance(one, other))


def _weeks(wins: list[PastDeal], starts: int) -> tuple[int, ...]:
    counted = [0] * WEEKS
    for deal in wins:
        if deal.ended:
            counted[min((deal.ended - first_day(deal.ended, starts)).days // 7, WEEKS - 1)] += 1
    return tuple(counted)


def _days(deals: list[PastDeal]) -> dict[str, float]:
    """The median days from created to won, and to lost."""
    found: dict[str, float] = {}
    for end in ("won", "lost"):
        days = [deal.days for deal in deals if deal.end == end and deal.days is not None]
        if days:
            found[end] = median(days)
    return found


def _largest(wins: list[PastDeal]) -> tuple[PastDeal, ...]:
    priced = [deal for deal in wins if deal.amount]
    if len(priced) < FEWEST:
        return ()
    return tuple(sorted(priced, key=lambda deal: -(deal.amount or 0))[:LARGEST])
