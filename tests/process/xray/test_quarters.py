"""Quarters of a business year that starts in any month."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from process.xray.past_deal import PastDeal
from process.xray.picture import look
from process.xray.quarters import Quarter, by_quarter, days_left, first_day, quarter_of
from process.xray.rate import Rate

WIN = PastDeal(2, "Acme", "won", amount=Decimal(5), currency="EUR", ended=date(2026, 4, 30))


@pytest.mark.parametrize(
    ("day", "starts", "quarter", "first", "left"),
    [
        (date(2026, 4, 1), 1, Quarter(2026, 2), date(2026, 4, 1), 90),
        (date(2026, 12, 31), 1, Quarter(2026, 4), date(2026, 10, 1), 0),
        (date(2026, 4, 1), 4, Quarter(2027, 1), date(2026, 4, 1), 90),
        (date(2026, 3, 31), 4, Quarter(2026, 4), date(2026, 1, 1), 0),
        (date(2026, 1, 31), 2, Quarter(2026, 4), date(2025, 11, 1), 0),
        (date(2026, 2, 1), 2, Quarter(2027, 1), date(2026, 2, 1), 88),
        (date(2026, 12, 31), 10, Quarter(2027, 1), date(2026, 10, 1), 0),
        (date(2026, 6, 15), 7, Quarter(2026, 4), date(2026, 4, 1), 15),
    ],
)
def test_a_day_has_its_quarter_in_a_year_that_starts_in_any_month(
    day: date, starts: int, quarter: Quarter, first: date, left: int
) -> None:
    assert (quarter_of(day, starts), first_day(day, starts), days_left(day, starts)) == (quarter, first, left)


def test_what_was_decided_is_counted_by_quarter_the_oldest_first() -> None:
    deals = [
        WIN,
        replace(WIN, row=3, ended=date(2026, 1, 5)),
        replace(WIN, row=4, end="lost"),
        replace(WIN, row=5, end="open", ended=None),
    ]
    found = by_quarter(deals, {2})
    assert [(one.quarter, one.rate, one.lucky, one.money) for one in found] == [
        (Quarter(2026, 1), Rate(1, 1), 0, Decimal(5)),
        (Quarter(2026, 2), Rate(1, 2), 1, Decimal(5)),
    ]


def test_the_last_days_of_a_quarter_are_those_of_the_business_year() -> None:
    deals = [WIN, replace(WIN, row=3, ended=date(2026, 3, 31))]
    found = {starts: look(deals, frozenset({"ended"}), date(2026, 5, 4), starts=starts) for starts in (1, 2)}
    rows = {
        starts: [deal.row for one in picture.findings if one.sign.key == "quarter_end" for deal in one.deals]
        for starts, picture in found.items()
    }
    assert rows == {1: [3], 2: [2]}
    assert found[2].weeks[12] == 1
    assert found[1].weeks[4] == 1
