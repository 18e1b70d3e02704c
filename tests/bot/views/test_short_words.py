"""Money, days and people at a glance."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from bot.views import short_words
from bot.views.examples.deals import NOW, Tale, context, qualifying
from process.money import Money

TODAY = NOW.date()


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("120000", "EUR", "€120k"),
        ("0", "EUR", "€0"),
        ("950", "USD", "$950"),
        ("99.5", "EUR", "€99.50"),
        ("9999", "EUR", "€9,999"),
        ("10000", "EUR", "€10k"),
        ("12500", "CHF", "CHF 12.5k"),
        ("120499", "EUR", "€120k"),
        ("120500", "EUR", "€121k"),
        ("999499", "EUR", "€999k"),
        ("999500", "EUR", "€1m"),
        ("1250000", "GBP", "£1.25m"),
        ("999999999", "EUR", "€1bn"),
        ("9000000000000", "EUR", "€9,000bn"),
        ("1.125", "KWD", "KWD 1.1250"),
    ],
)
def test_money_is_short_and_exact_below_ten_thousand(amount: str, currency: str, shown: str) -> None:
    assert short_words.short_money(Money(Decimal(amount), currency)) == shown


def test_an_amount_that_no_one_knows_is_named_so() -> None:
    assert short_words.short_money(None) == "no amount"


@pytest.mark.parametrize(
    ("away", "shown"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (-1, "yesterday"),
        (6, "in 6 days"),
        (7, "10 May"),
        (-6, "6 days ago"),
        (-7, "26 Apr"),
    ],
)
def test_a_day_is_spoken_of_by_its_distance_for_six_days(away: int, shown: str) -> None:
    assert short_words.short_day(TODAY + timedelta(days=away), context()) == shown


@pytest.mark.parametrize(
    ("today", "day", "shown"),
    [
        (date(2026, 12, 20), date(2027, 2, 3), "3 Feb"),
        (date(2026, 12, 20), date(2027, 6, 21), "21 Jun"),
        (date(2026, 12, 20), date(2027, 6, 22), "22 Jun 2027"),
        (date(2027, 1, 5), date(2027, 12, 24), "24 Dec"),
        (date(2027, 1, 5), date(2026, 6, 1), "1 Jun 2026"),
    ],
)
def test_a_date_has_its_year_where_another_could_be_meant(today: date, day: date, shown: str) -> None:
    assert short_words.short_date(day, replace(context(), today=today)) == shown


@pytest.mark.parametrize(
    ("hours", "shown"), [(2, "today 11:30"), (24, "Tue 09:30"), (6 * 24, "Sun 09:30"), (7 * 24, "10 May 09:30")]
)
def test_a_moment_has_its_weekday_for_six_days(hours: int, shown: str) -> None:
    assert short_words.short_moment(NOW + timedelta(hours=hours), context()) == shown


def test_a_moment_is_in_the_readers_zone() -> None:
    tokyo = replace(context(), zone=ZoneInfo("Asia/Tokyo"))
    assert short_words.short_moment(datetime(2027, 5, 3, 20, 0, tzinfo=UTC), tokyo) == "Tue 05:00"


def test_a_deal_counts_its_days_in_the_stage() -> None:
    assert short_words.stage_day(Tale(days_ago=0).deal, context()) == "since today"
    assert short_words.stage_day(replace(Tale().deal, entered=NOW - timedelta(days=13)), context()) == "day 13"


def test_the_reader_is_you() -> None:
    assert short_words.you("rob", context("rob")) == "you"
    assert short_words.you("rob", context("mia")) == "Rob"


def test_a_deals_line_has_its_money_and_its_close_date() -> None:
    deal = replace(qualifying().deal, amount=Money(Decimal(120000), "EUR"), close_date=date(2027, 5, 22))
    assert short_words.deal_line(deal, context()) == "Acme · €120k · closes 22 May"
    late = replace(deal, close_date=TODAY - timedelta(days=1))
    assert short_words.deal_line(late, context()) == "Acme · €120k · was to close yesterday"
    assert short_words.deal_line(replace(deal, amount=None, close_date=None), context()) == "Acme"
    assert short_words.deal_line(replace(deal, state="lost"), context()) == "Acme · €120k"
