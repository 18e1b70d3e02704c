"""Quarters of a business year, which starts in any month: their names, their days, and what was decided in each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from process.xray.past_deal import PastDeal
from process.xray.rate import Rate, rate_of

MONTHS, OF_A_QUARTER = 12, 3


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """One quarter by its number from 1. The `year` is the one in which the business year ends."""

    year: int
    number: int


@dataclass(frozen=True, slots=True)
class QuarterDeals:
    """What was decided in a quarter. `lucky` wins show a sign of luck; `money` is the sum of all wins."""

    quarter: Quarter
    rate: Rate
    lucky: int
    money: Decimal


def quarter_of(day: date, starts: int = 1) -> Quarter:
    """The quarter of a day, in a year that starts in that month, from 1."""
    months = (day.month - starts) % MONTHS
    begun = day.year if day.month >= starts else day.year - 1
    return Quarter(begun + (1 if starts > 1 else 0), months // OF_A_QUARTER + 1)


def first_day(day: date, starts: int = 1) -> date:
    """The first day of the quarter of a day."""
    return _month(day, -((day.month - starts) % OF_A_QUARTER))


def days_left(day: date, starts: int = 1) -> int:
    """How many days of its quarter follow a day."""
    return (_month(first_day(day, starts), OF_A_QUARTER) - day - timedelta(1)).days


def _month(day: date, later: int) -> date:
    """The first day of a month that is so many months later."""
    months = day.year * MONTHS + day.month - 1 + later
    return date(months // MONTHS, months % MONTHS + 1, 1)


def by_quarter(deals: Sequence[PastDeal], lucky: Collection[int], starts: int = 1) -> tuple[QuarterDeals, ...]:
    """What was decided in each quarter, the oldest first; `lucky` are the rows of wins that show a sign of luck."""
    sorted_out: dict[Quarter, list[PastDeal]] = {}
    for deal in deals:
        if deal.decided and deal.ended:
            sorted_out.setdefault(quarter_of(deal.ended, starts), []).append(deal)
    return tuple(_decided(quarter, sorted_out[quarter], lucky) for quarter in sorted(sorted_out))


def _decided(quarter: Quarter, deals: list[PastDeal], lucky: Collection[int]) -> QuarterDeals:
    wins = [deal for deal in deals if deal.won]
    money = sum((deal.amount for deal in wins if deal.amount), Decimal())
    return QuarterDeals(quarter, rate_of(deals), sum(deal.row in lucky for deal in wins), money)
